import { basename } from 'node:path';
import { Budget, type ByteSource, CodedError } from '@sigillum/encoding';
import { readAnchors, sortMaterial, validateDocument, type ValidationRequest } from '@sigillum/flows';
import {
  type SimpleReport,
  toDetailedReport,
  toErrorReport,
  toErrorText,
  toEtsiReport,
  toSimpleReport,
  toTextReport,
  type ValidationResult,
} from '@sigillum/reports';
import { POLICIES, policyNamed } from '@sigillum/validation';
import { EXIT } from '../exit-status.js';
import { UsageError } from '../usage.js';
import { type OnlineSource, readMaterial } from '../wiring.js';
import type { Job } from './jobs.js';
import { onlineSources } from './online.js';
import { openInput } from './open-input.js';
import type { ReportName, ValidateOptions } from './options.js';

/** What came of one document, ready to be printed or written. */
export interface Evaluation {
  readonly exitCode: number;
  readonly line: SimpleReport & { readonly file: string };
  /** For people, where it is what goes to standard output. */
  readonly text: string | undefined;
  /** The reports that were asked for, by name; there is no ETSI report without a signature or time-stamp. */
  readonly reports: Readonly<Partial<Record<ReportName, string>>>;
}

/** What all documents of one call have in common, read once. */
export interface Setup {
  readonly request: Omit<ValidationRequest, 'at'> & { readonly at: number | undefined };
  readonly sources: readonly OnlineSource[];
  readonly reports: readonly ReportName[];
  readonly printsText: boolean;
  readonly maxBytes: number | undefined;
}

/** Reads the trusted certificates and further evidence; throws `UsageError` where one of them can't be used. */
export function prepare(options: ValidateOptions): Setup {
  const policy = policyNamed(options.policy);
  if (!policy) throw new UsageError(`--policy ${options.policy}: known policies are ${POLICIES.map((one) => one.name).join(', ')}.`);
  return {
    request: {
      at: options.at,
      policy,
      anchors: options.anchors.flatMap((path) => usable(`--anchors ${path}`, () => readAnchors(readMaterial(path)))),
      supplied: suppliedAt(options.certificates),
      trustLists: options.trustLists === 'none' ? 'not-used' : 'missing',
      offline: options.offline,
    },
    sources: onlineSources(options),
    reports: options.reports,
    printsText: options.output === 'text',
    maxBytes: options.maxBytes,
  };
}

function suppliedAt(paths: readonly string[]): ValidationRequest['supplied'] {
  const sorted = paths.map((path) => usable(`--certificates ${path}`, () => sortMaterial(readMaterial(path))));
  return {
    certificates: sorted.flatMap((one) => one.certificates),
    crls: sorted.flatMap((one) => one.crls),
    ocsps: sorted.flatMap((one) => one.ocsps),
  };
}

function usable<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError) throw new UsageError(`${option}: ${error.message}`);
    throw error;
  }
}

/** Judges one document. Never throws: what can't be read is an answer too. */
export async function evaluate(job: Job, setup: Setup): Promise<Evaluation> {
  const opened: { close: () => void }[] = [];
  const sourceOf = (file: string): ByteSource => {
    const input = openInput(file, setup.maxBytes);
    opened.push(input);
    return input.source;
  };
  try {
    const source = sourceOf(job.file);
    const detached = (job.detached ?? []).map(({ file, name }) => ({ name: name ?? basename(file), source: sourceOf(file) }));
    const request = { ...setup.request, at: setup.request.at ?? Date.now(), detached };
    return evaluationOf(job, await validateDocument(source, request, { sources: setup.sources }, new Budget()), setup);
  } catch (error) {
    if (error instanceof CodedError) return refused(job, error, setup);
    return refused(
      job,
      { code: 'INTERNAL_ERROR', message: `Sigillum failed on this document: ${String(error)}. Please report it.` },
      setup,
    );
  } finally {
    for (const input of opened) input.close();
  }
}

function evaluationOf(job: Job, result: ValidationResult, { reports, printsText }: Setup): Evaluation {
  const line = { file: job.file, ...toSimpleReport(result) };
  const writers: Readonly<Record<ReportName, () => string | undefined>> = {
    text: () => toTextReport(job.file, result),
    simple: () => JSON.stringify(line, undefined, 2),
    detailed: () => JSON.stringify(toDetailedReport(result), undefined, 2),
    etsi: () => toEtsiReport(result),
  };
  const text = printsText ? writers.text() : undefined;
  return { exitCode: line.exitCode, line, text, reports: written(reports, (name) => writers[name]()) };
}

function written(names: readonly ReportName[], write: (name: ReportName) => string | undefined): Evaluation['reports'] {
  const reports: Partial<Record<ReportName, string>> = {};
  for (const name of names) {
    const content = write(name);
    if (content !== undefined) reports[name] = content;
  }
  return reports;
}

/** The evaluation of a document that gives no verdict; its reports say why. */
export function refused(job: Job, error: { readonly code: string; readonly message: string }, setup: Setup): Evaluation {
  const line = { file: job.file, ...toErrorReport(error, EXIT.unreadable) };
  const text = toErrorText(job.file, error);
  const json = JSON.stringify(line, undefined, 2);
  const reports = written(setup.reports, (name) => (name === 'etsi' ? undefined : name === 'text' ? text : json));
  return { exitCode: EXIT.unreadable, line, text: setup.printsText ? text : undefined, reports };
}
