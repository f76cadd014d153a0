import { RequestError } from '../http/problem.js';
import type { ReportKind } from '../worker/job.js';

/** What a validation can be answered with. */
export const VALIDATION_REPORTS: readonly ReportKind[] = ['simple', 'detailed', 'etsi', 'evidence'];

/** What a replay can be answered with. */
export const REPLAY_REPORTS: readonly ReportKind[] = ['simple', 'detailed', 'etsi', 'comparison'];

/** Media types that a client may name in Accept; anything else that it takes is answered with the simple report. */
const ACCEPTED: Readonly<Record<string, ReportKind>> = {
  'application/json': 'simple',
  'application/*': 'simple',
  '*/*': 'simple',
  'application/vnd.sigillum.detailed+json': 'detailed',
  'application/xml': 'etsi',
  'application/vnd.sigillum.evidence+json': 'evidence',
};

/** The content type of each report. */
export const CONTENT_TYPES: Readonly<Record<ReportKind, string>> = {
  simple: 'application/json; charset=utf-8',
  detailed: 'application/json; charset=utf-8',
  etsi: 'application/xml; charset=utf-8',
  evidence: 'application/vnd.sigillum.evidence+json; charset=utf-8',
  comparison: 'application/json; charset=utf-8',
};

/** Which report is asked for: by the query, else by Accept (RFC 9110 12.5.1), else the simple one. Throws `RequestError`. */
export function reportKindOf(query: string | undefined, accept = '', kinds = VALIDATION_REPORTS): ReportKind {
  if (query === undefined) return acceptedKind(accept, kinds);
  const kind = kinds.find((one) => one === query);
  if (kind === undefined) throw new RequestError('PARAMETER_INVALID', `report: one of ${kinds.join(', ')} is expected.`);
  return kind;
}

/** The known media type of the greatest weight; of equal ones the first. */
function acceptedKind(accept: string, kinds: readonly ReportKind[]): ReportKind {
  let best: { kind: ReportKind; weight: number } = { kind: 'simple', weight: 0 };
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const kind = Object.hasOwn(ACCEPTED, type) ? ACCEPTED[type] : undefined;
    const weight = Number(/^q=([\d.]+)$/.exec(parameters.find((one) => one.startsWith('q=')) ?? 'q=1')?.[1] ?? 0);
    if (kind !== undefined && kinds.includes(kind) && weight > best.weight) best = { kind, weight };
  }
  return best.kind;
}
