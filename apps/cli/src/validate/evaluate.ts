import { basename } from 'node:path';
import { digestRanges } from '@sigillum/crypto';
import { type ByteSource, CodedError, toHex } from '@sigillum/encoding';
import { type Collected, type CollectRequest, judge, openAndCollect, readAnchors, saveEvidence, sortMaterial } from '@sigillum/flows';
import { toErrorReport, toErrorText, type Requirement, type ValidationResult } from '@sigillum/reports';
import { DEFAULT_POLICY, type ValidationPolicy } from '@sigillum/validation';
import { EXIT } from '../exit-status.js';
import { policiesOf } from '../policies.js';
import { trustForVerdict } from '../trust/trust-of.js';
import { UsageError } from '../usage.js';
import { version } from '../version.js';
import { type OnlineSource, readMaterial } from '../wiring.js';
import type { DetachedFile, Job } from './jobs.js';
import { onlineSources } from './online.js';
import { openInput } from './open-input.js';
import type { ValidateOptions } from './options.js';
import { type Evaluation, evaluationOf, type Wanted, written } from './reports.js';

/** What all documents of one call have in common, read once. */
export interface Setup extends Wanted {
  readonly request: Omit<CollectRequest, 'at'> & { readonly at: number | undefined };
  readonly policies: readonly [ValidationPolicy, ...ValidationPolicy[]];
  readonly sources: readonly OnlineSource[];
  /** What was judged is to be saved. */
  readonly saves: boolean;
  readonly maxBytes: number | undefined;
  readonly requirement: Requirement | undefined;
}

/** Reads the trusted certificates and further evidence; throws `UsageError` where one of them can't be used, `TrustDataError` where the lists are refused. */
export async function prepare(options: ValidateOptions): Promise<Setup> {
  const [policy = DEFAULT_POLICY, ...others] = policiesOf(options.policies, '--policy');
  return {
    request: {
      at: options.at,
      anchors: options.anchors.flatMap((path) => usable(`--anchors ${path}`, () => readAnchors(readMaterial(path)))),
      supplied: suppliedAt(options.certificates),
      trustLists: await trustForVerdict(options.trust, options.at ?? Date.now()),
      offline: options.offline,
    },
    policies: [policy, ...others],
    sources: onlineSources(options),
    saves: options.saveEvidence !== undefined,
    reports: options.reports,
    printsText: options.output === 'text',
    maxBytes: options.maxBytes,
    requirement: options.requirement,
  };
}

/** Further certificates, CRLs and OCSP responses in files and folders; throws `UsageError` where one can't be used. */
export function suppliedAt(paths: readonly string[]): CollectRequest['supplied'] {
  const sorted = paths.map((path) => usable(`--certificates ${path}`, () => sortMaterial(readMaterial(path))));
  return {
    certificates: sorted.flatMap((one) => one.certificates),
    crls: sorted.flatMap((one) => one.crls),
    ocsps: sorted.flatMap((one) => one.ocsps),
  };
}

/** What goes wrong in reading what an option names is wrong usage. */
export function usable<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError) throw new UsageError(`${option}: ${error.message}`);
    throw error;
  }
}

/** Something that was named beside a document. */
type Beside = NonNullable<CollectRequest['detached']>[number];

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
    const named = ({ file, name }: DetachedFile): Beside => ({ name: name ?? basename(file), source: sourceOf(file) });
    const beside = { detached: job.detached?.map(named) ?? [], evidenceRecords: job.evidenceRecords?.map(named) ?? [] };
    const request = { ...setup.request, at: setup.request.at ?? Date.now(), ...beside };
    const collected = await openAndCollect(source, request, { sources: setup.sources });
    const [policy, ...others] = setup.policies;
    const first = judge({ ...collected, policy });
    const required = (result: ValidationResult): ValidationResult => ({
      ...result,
      ...(setup.requirement && { requirement: setup.requirement }),
    });
    const results = [required(first), ...others.map((other) => required(judge({ ...collected, policy: other })))] as const;
    const evaluation = evaluationOf(job.file, results, setup);
    return setup.saves ? { ...evaluation, saved: saved(job, first, collected, source) } : evaluation;
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

function saved({ file }: Job, result: ValidationResult, { lists }: Collected, source: ByteSource): string {
  const documentDigest = toHex(digestRanges('SHA-256', source, [{ offset: 0, length: source.size }]));
  return saveEvidence(result, { name: file, program: version(), documentDigest }, lists);
}

/** The evaluation of a document that gives no verdict; its reports say why. */
export function refused(job: Job, error: { readonly code: string; readonly message: string }, setup: Setup): Evaluation {
  const line = { file: job.file, ...toErrorReport(error, EXIT.unreadable) };
  const text = toErrorText(job.file, error);
  const json = JSON.stringify(line, undefined, 2);
  const reports = written(setup.reports, { text: () => text, simple: () => json, detailed: () => json, etsi: () => undefined });
  return { exitCode: EXIT.unreadable, line, text: setup.printsText ? text : undefined, reports, others: [] };
}
