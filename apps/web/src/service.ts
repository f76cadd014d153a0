import type { SimpleReport } from '@sigillum/reports';

/** A document that the service offers to try the page with. */
export interface Example {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly href: string;
}

/** What is checked; `demonstration`: under the made-up trust of the examples. */
export interface Subject {
  readonly file: File;
  readonly demonstration: boolean;
}

/** The reports of `POST /v1/validations`, with how a saved one is named. */
export const REPORTS = {
  simple: { title: 'Simple report', about: 'JSON, the verdicts', ending: 'simple.json' },
  detailed: { title: 'Detailed report', about: 'JSON, every check', ending: 'detailed.json' },
  etsi: { title: 'ETSI report', about: 'XML, TS 119 102-2', ending: 'etsi.xml' },
} as const;
export type ReportKind = keyof typeof REPORTS;

interface ErrorMore {
  readonly code?: string | undefined;
  /** What the reader can do. */
  readonly next?: string | undefined;
  /** The same may go well later. */
  readonly again?: boolean;
}

/** Why there is no report, in words for people. */
export class CheckError extends Error {
  constructor(
    readonly title: string,
    detail: string,
    readonly more: ErrorMore = {},
  ) {
    super(detail);
  }
}

const UNREACHABLE = new CheckError('The service does not answer', 'Nothing was judged.', {
  next: 'Check that Sigillum is still running and that you are connected to it, then try again.',
  again: true,
});

const UNREADABLE = new CheckError('The file can not be read', 'It is a folder, or was moved or changed since it was chosen.', {
  next: 'Choose the file again.',
});

/** Something else than the service may answer in its place. */
const NO_REPORT = new CheckError('The answer is no report', 'Nothing was judged.', {
  next: 'Check that this page comes from Sigillum and that you are still signed in where that is needed, then try again.',
  again: true,
});

/** A report on a document that could be read. */
export type JudgedReport = SimpleReport & Required<Pick<SimpleReport, 'verdict'>>;

/** Has the service check a document. Throws `CheckError`. */
export async function check(subject: Subject, signal?: AbortSignal): Promise<JudgedReport> {
  const answer = await post(subject, 'simple', undefined, signal);
  const report = (await answer.json().catch(() => undefined)) as Partial<SimpleReport> | null | undefined;
  if (!isJudged(report)) throw NO_REPORT;
  return report;
}

function isJudged(report: Partial<SimpleReport> | null | undefined): report is JudgedReport {
  return report?.verdict !== undefined && Array.isArray(report.signatures) && Array.isArray(report.timestamps);
}

/** The same check as of the same moment, in the form of another report. Throws `CheckError`. */
export async function fetchReport(subject: Subject, kind: ReportKind, at: string | undefined): Promise<Blob> {
  return (await post(subject, kind, at)).blob();
}

async function post({ file, demonstration }: Subject, kind: ReportKind, at?: string, signal?: AbortSignal): Promise<Response> {
  const form = new FormData();
  if (demonstration) form.append('trust', 'demonstration');
  if (at !== undefined) form.append('at', at);
  form.append('document', file, 'document');
  const answer = await fetch(`/v1/validations?report=${kind}`, { method: 'POST', body: form, ...(signal && { signal }) }).catch(
    async (error: unknown) => {
      if (signal?.aborted) throw error;
      throw (await isReadable(file)) ? UNREACHABLE : UNREADABLE;
    },
  );
  if (!answer.ok) throw await errorOf(answer);
  return answer;
}

/** The browser tells a service that is gone from a file that is gone no other way. */
function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** RFC 9457, or whatever stands between the page and the service. */
async function errorOf(answer: Response): Promise<CheckError> {
  const problem = (await answer.json().catch(() => ({}))) as Readonly<Record<'title' | 'detail' | 'code' | 'next', unknown>>;
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  return new CheckError(text(problem.title) ?? `The service answered ${answer.status}`, text(problem.detail) ?? 'Nothing was judged.', {
    code: text(problem.code),
    next: text(problem.next),
    again: answer.status === 429 || answer.status >= 500,
  });
}

/** What the service offers to try; nothing where it has no demonstration. */
export async function fetchExamples(): Promise<readonly Example[]> {
  const answer = await fetch('/v1/demonstration').catch(() => undefined);
  if (!answer?.ok) return [];
  const { documents } = (await answer.json()) as { documents?: readonly Example[] };
  return documents ?? [];
}

/** Fetches an example as if it had been chosen from the disk. Throws `CheckError`. */
export async function fetchExample({ name, href }: Example): Promise<File> {
  const answer = await fetch(href).catch(() => {
    throw UNREACHABLE;
  });
  if (!answer.ok) throw await errorOf(answer);
  return new File([await answer.blob()], `${name.replace(/[.]pdf$/i, '')}.pdf`, { type: 'application/pdf' });
}
