import { Budget, CodedError } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, sortMaterial, validateDocument, type ValidationRequest } from '@sigillum/flows';
import { type SimpleReport, toDetailedReport, toErrorReport, toErrorText, toSimpleReport, toTextReport } from '@sigillum/reports';
import { POLICIES, policyNamed } from '@sigillum/validation';
import { EXIT } from '../exit-status.js';
import { UsageError } from '../usage.js';
import { readMaterial } from '../wiring.js';
import type { Job } from './jobs.js';
import { openInput } from './open-input.js';
import type { ReportName, ValidateOptions } from './options.js';

/** What came of one document, ready to be printed or written. */
export interface Evaluation {
  readonly exitCode: number;
  readonly line: SimpleReport & { readonly file: string };
  readonly text: string;
  /** The reports that were asked for, by name. */
  readonly reports: Readonly<Partial<Record<ReportName, string>>>;
}

/** What all documents of one call have in common, read once. */
export type Setup = Omit<ValidationRequest, 'at'> & { readonly at: number | undefined };

/** Reads the trusted certificates and further evidence; throws `UsageError` or `CodedError` where one of them can't be used. */
export function prepare(options: ValidateOptions): Setup {
  const policy = policyNamed(options.policy);
  if (!policy) throw new UsageError(`--policy ${options.policy}: known policies are ${POLICIES.map((one) => one.name).join(', ')}.`);
  return {
    at: options.at,
    policy,
    anchors: usable(() => readAnchors(options.anchors.flatMap(readMaterial))),
    supplied: options.certificates.length === 0 ? NO_MATERIAL : usable(() => sortMaterial(options.certificates.flatMap(readMaterial))),
    trustLists: options.trustLists === 'none' ? 'not-used' : 'missing',
    offline: options.offline,
  };
}

function usable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError) throw new UsageError(error.message);
    throw error;
  }
}

/** Judges one document. Never throws: what can't be read is an answer too. */
export async function evaluate(job: Job, setup: Setup, reports: readonly ReportName[]): Promise<Evaluation> {
  try {
    const input = openInput(job.file);
    try {
      const result = await validateDocument(input.source, { ...setup, at: setup.at ?? Date.now() }, { sources: [] }, new Budget());
      const simple = toSimpleReport(result);
      const written = {
        ...(reports.includes('text') ? { text: toTextReport(job.file, result) } : {}),
        ...(reports.includes('simple') ? { simple: JSON.stringify({ file: job.file, ...simple }, undefined, 2) } : {}),
        ...(reports.includes('detailed') ? { detailed: JSON.stringify(toDetailedReport(result), undefined, 2) } : {}),
      };
      return { exitCode: simple.exitCode, line: { file: job.file, ...simple }, text: toTextReport(job.file, result), reports: written };
    } finally {
      input.close();
    }
  } catch (error) {
    if (error instanceof CodedError) return refused(job, error, reports);
    return refused(
      job,
      { code: 'INTERNAL_ERROR', message: `Sigillum failed on this document: ${String(error)}. Please report it.` },
      reports,
    );
  }
}

/** The evaluation of a document that gives no verdict; its reports say why. */
export function refused(job: Job, error: { readonly code: string; readonly message: string }, reports: readonly ReportName[]): Evaluation {
  const line = { file: job.file, ...toErrorReport(error, EXIT.unreadable) };
  const text = toErrorText(job.file, error);
  const written = reports.map((name) => [name, name === 'text' ? text : JSON.stringify(line, undefined, 2)]);
  return { exitCode: EXIT.unreadable, line, text, reports: Object.fromEntries(written) as Evaluation['reports'] };
}
