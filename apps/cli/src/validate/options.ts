import { fromRfc3339, type Instant } from '@sigillum/encoding';
import { type Requirement, REQUIREMENTS } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { readArguments } from '../arguments.js';
import { TRUST_OPTIONS, type TrustOptions, trustOptionsOf } from '../trust/trust-options.js';
import { UsageError } from '../usage.js';

export type ReportName = 'text' | 'simple' | 'detailed' | 'etsi';

/** What `sigillum validate` was asked for. Plain data: it is handed to worker threads as it is. */
export interface ValidateOptions {
  readonly files: readonly string[];
  readonly batch: string | undefined;
  /** What a detached signature or time-stamp covers: for each of the files; lines of a batch have their own. */
  readonly detached: readonly string[];
  /** undefined is the moment at which the document is looked at. */
  readonly at: Instant | undefined;
  readonly offline: boolean;
  readonly anchors: readonly string[];
  readonly certificates: readonly string[];
  readonly trust: TrustOptions;
  /** Names or files, one at least. */
  readonly policies: readonly string[];
  readonly reports: readonly ReportName[];
  readonly out: string | undefined;
  /** The file that everything is saved in from which the verdict was drawn. */
  readonly saveEvidence: string | undefined;
  /** What every genuine signature has to be. */
  readonly requirement: Requirement | undefined;
  readonly output: 'text' | 'json' | 'ndjson';
  readonly workers: number | undefined;
  /** Larger documents are refused. */
  readonly maxBytes: number | undefined;
}

const REPORTS: readonly ReportName[] = ['text', 'simple', 'detailed', 'etsi'];

/** Reports of the contract that this version does not write. */
const REPORTS_LATER: readonly string[] = ['html', 'pdf'];

const LATER: Readonly<Record<string, string>> = {
  'evidence-record': 'evidence records',
};

/** Reads the arguments after `validate`; throws `UsageError`, also for options of the contract that this version has not. */
export function readValidateOptions(args: readonly string[]): ValidateOptions {
  const { values, positionals } = parse(args);
  for (const [option, about] of Object.entries(LATER)) {
    if (values[option as keyof typeof values] !== undefined) {
      throw new UsageError(`--${option}: this version does not judge ${about} yet; leave the option out.`);
    }
  }
  if (positionals.length === 0 && values.batch === undefined) throw new UsageError('Name the files to validate, or pass --batch FILE.');
  checkOutput(values);
  const required = requirementOf(values.require);
  if (required !== undefined && required !== 'ades' && values['no-trust-lists'])
    throw new UsageError(`--require ${required} can't be told without EU trusted lists; leave --no-trust-lists out.`);
  return {
    files: positionals,
    batch: values.batch,
    detached: values.detached ?? [],
    at: instantOf(values.at),
    offline: values.offline ?? false,
    anchors: values.anchors ?? [],
    certificates: values.certificates ?? [],
    trust: trustOptionsOf(values),
    policies: values.policy ?? [DEFAULT_POLICY.name],
    reports: reportsOf(values.report),
    out: values.out,
    saveEvidence: values['save-evidence'],
    requirement: required,
    output: values.json ? 'json' : values.ndjson ? 'ndjson' : 'text',
    workers: countOf('--workers', values.workers, 64),
    maxBytes: countOf('--max-bytes', values['max-bytes'], Number.MAX_SAFE_INTEGER),
  };
}

function parse(args: readonly string[]) {
  return readArguments(args, {
    batch: { type: 'string' },
    at: { type: 'string' },
    offline: { type: 'boolean' },
    anchors: { type: 'string', multiple: true },
    certificates: { type: 'string', multiple: true },
    policy: { type: 'string', multiple: true },
    report: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    workers: { type: 'string' },
    'max-bytes': { type: 'string' },
    detached: { type: 'string', multiple: true },
    'evidence-record': { type: 'string', multiple: true },
    ...TRUST_OPTIONS,
    require: { type: 'string' },
    'save-evidence': { type: 'string' },
  });
}

/** Throws `UsageError` where options about reports do not go together. */
export function checkOutput({ json, ndjson, report, out }: { json?: boolean; ndjson?: boolean; report?: string; out?: string }): void {
  if (json && ndjson) throw new UsageError('--json and --ndjson exclude each other.');
  if (report === undefined && out !== undefined)
    throw new UsageError('--out says where reports go; say which with --report text,simple,detailed,etsi.');
  if (report !== undefined && out === undefined) throw new UsageError('--report needs --out DIR, the folder that the reports go to.');
}

export function instantOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = fromRfc3339(text);
  if (instant === undefined) throw new UsageError(`--at ${text}: give the moment with its time zone, as in 2026-03-01T12:00:00Z.`);
  return instant;
}

export function reportsOf(list: string | undefined): ReportName[] {
  const names = list?.split(',').map((name) => name.trim()) ?? [];
  const later = names.find((name) => REPORTS_LATER.includes(name));
  if (later !== undefined) throw new UsageError(`--report ${later}: this version does not write it yet; it writes ${REPORTS.join(', ')}.`);
  const unknown = names.find((name) => !REPORTS.includes(name as ReportName));
  if (unknown !== undefined) throw new UsageError(`--report ${unknown}: known reports are ${REPORTS.join(', ')}.`);
  return [...new Set(names)] as ReportName[];
}

function requirementOf(text: string | undefined): Requirement | undefined {
  const found = REQUIREMENTS.find((one) => one === text);
  if (text !== undefined && found === undefined) throw new UsageError(`--require ${text}: one of ${REQUIREMENTS.join(', ')}.`);
  return found;
}

function countOf(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most) throw new UsageError(`${option} ${text}: a whole number from 1 to ${most}.`);
  return count;
}
