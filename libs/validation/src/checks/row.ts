import { CodedError, LimitError } from '@sigillum/encoding';
import type {
  BlockConclusion,
  BlockName,
  CheckResult,
  FailedSubIndication,
  IndeterminateSubIndication,
  Miss,
  Severity,
} from '../conclusion.js';

/** A check that holds. */
export interface Passed {
  readonly outcome: 'passed';
  readonly evidence?: readonly string[];
  readonly message?: string;
}

/** A check that does not hold. */
export interface Failed {
  readonly outcome: 'failed';
  readonly code: string;
  readonly message: string;
  readonly evidence?: readonly string[];
  /** Overrides the row's own where one rule has several ways to fail. */
  readonly miss?: Miss;
  /** Lowers the severity that the policy gives the check (an algorithm's forecast end that has come). */
  readonly softenedTo?: Severity;
}

/** A check that had nothing to look at; what can't be looked at although it is needed has failed. */
export interface NotRun {
  readonly outcome: 'not-run';
  readonly code: string;
  readonly message: string;
  readonly evidence?: readonly string[];
}

/** What the function of a check found. */
export type Found = Passed | Failed | NotRun;

/** A check: a function and a row of data about it. */
export interface CheckRow<Id extends string, Context> {
  readonly id: Id;
  /** `EN 319 102-1 5.2.7.4 step 3`. */
  readonly clause: string;
  /** What it means when the check fails and its severity is `fail`. */
  readonly miss: Miss;
  /** One finding, or several where a rule is broken in several ways. */
  run(this: void, context: Context): Found | readonly Found[];
}

export const passed = (message?: string, evidence?: readonly string[]): Passed => ({
  outcome: 'passed',
  ...(message === undefined ? {} : { message }),
  ...(evidence === undefined ? {} : { evidence }),
});

export const failed = (code: string, message: string, evidence: readonly string[] = [], miss?: Miss): Failed => ({
  outcome: 'failed',
  code,
  message,
  evidence,
  ...(miss === undefined ? {} : { miss }),
});

export const notRun = (code: string, message: string, evidence: readonly string[] = []): NotRun => ({
  outcome: 'not-run',
  code,
  message,
  evidence,
});

export const indeterminate = (subIndication: IndeterminateSubIndication): Miss => ({ indication: 'INDETERMINATE', subIndication });

export const totalFailure = (subIndication: FailedSubIndication): Miss => ({ indication: 'FAILED', subIndication });

/** Severity of a check under the policy in force. */
export type SeverityOf<Id extends string> = (id: Id) => Severity;

/** A result with what it would mean; `Conclusion` keeps only the results. */
export interface Judged {
  readonly result: CheckResult;
  /** Present where the check failed at severity `fail`. */
  readonly miss: Miss | undefined;
}

/**
 * Runs one check. A check that the policy ignores does not run, and says so (EN 319 102-1 5.1.4.1: an ignored constraint is reported).
 */
export function judge<Id extends string, Context>(row: CheckRow<Id, Context>, context: Context, severityOf: SeverityOf<Id>): Judged[] {
  const severity = severityOf(row.id);
  if (severity === 'ignore') {
    const ignored = notRun('IGNORED_BY_POLICY', 'The validation policy ignores this check.');
    return [judged(row, severity, ignored)];
  }
  return [runLegibly(row, context)].flat().map((found) => judged(row, severity, found));
}

function judged<Id extends string, Context>({ id, clause, miss }: CheckRow<Id, Context>, severity: Severity, found: Found): Judged {
  const softened = found.outcome === 'failed' && found.softenedTo !== undefined ? lighter(severity, found.softenedTo) : severity;
  const result: CheckResult = {
    id,
    clause,
    severity: softened,
    outcome: found.outcome,
    ...('code' in found ? { code: found.code } : {}),
    ...(found.message === undefined ? {} : { message: found.message }),
    evidence: found.evidence ?? [],
  };
  const decisive = found.outcome === 'failed' && softened === 'fail';
  return { result, miss: decisive ? (found.miss ?? miss) : undefined };
}

/** Material that can't be read is no reason to stop: the check that needed it has failed (EN 319 102-1 5.1.3). */
function runLegibly<Id extends string, Context>(row: CheckRow<Id, Context>, context: Context): Found | readonly Found[] {
  try {
    return row.run(context);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return failed(error.code as string, error.message);
  }
}

const WEIGHT: Readonly<Record<Severity, number>> = { ignore: 0, inform: 1, warn: 2, fail: 3 };

function lighter(a: Severity, b: Severity): Severity {
  return WEIGHT[a] <= WEIGHT[b] ? a : b;
}

/** Runs all checks of a block in order. All of them run, so that the report is complete; the first miss decides. */
export function runBlock<Id extends string, Context>(
  block: BlockName,
  rows: readonly CheckRow<Id, Context>[],
  context: Context,
  severityOf: SeverityOf<Id>,
): BlockConclusion {
  const all = rows.flatMap((row) => judge(row, context, severityOf));
  const decisive = all.find((one) => one.miss !== undefined);
  return { block, ...concludeBy(decisive, all) };
}

/** The conclusion that the decisive check gives (PASSED where there is none) to the checks of a block. */
export function concludeBy(decisive: Judged | undefined, shown: readonly Judged[]): Pick<BlockConclusion, 'conclusion' | 'decisive'> {
  const checks = shown.map((one) => one.result);
  if (decisive?.miss === undefined) return { conclusion: { indication: 'PASSED', checks } };
  return { conclusion: { ...decisive.miss, checks }, decisive: decisive.result };
}
