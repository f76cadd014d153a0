import { type SimpleReport, toDetailedReport, toEtsiReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { worstOf } from '../exit-status.js';
import type { ReportName } from './options.js';

/** Reports by name; there is no ETSI report without a signature or time-stamp. */
export type Reports = Readonly<Partial<Record<ReportName, string>>>;

/** What came of one document, ready to be printed or written. */
export interface Evaluation {
  readonly exitCode: number;
  readonly line: SimpleReport & { readonly file: string };
  /** For people, where it is what goes to standard output. */
  readonly text: string | undefined;
  /** The reports that were asked for. */
  readonly reports: Reports;
  /** The same under further policies. */
  readonly others: readonly { readonly policy: string; readonly reports: Reports }[];
  /** The file of saved evidence, where it was asked for and there is any. */
  readonly saved?: string;
}

/** Which reports are wanted. */
export interface Wanted {
  readonly reports: readonly ReportName[];
  readonly printsText: boolean;
}

/** The reports on a document: under the first policy, and under the others where there are several. */
export function evaluationOf(
  file: string,
  [first, ...others]: readonly [ValidationResult, ...ValidationResult[]],
  wanted: Wanted,
): Evaluation {
  const results = [first, ...others];
  const line = { file, ...toSimpleReport(first, others) };
  return {
    exitCode: worstOf([line.exitCode, ...(line.otherPolicies ?? []).map((other) => other.exitCode)]),
    line,
    text: wanted.printsText ? results.map((result) => toTextReport(file, result)).join('\n') : undefined,
    reports: written(wanted.reports, writersOf(file, first, line)),
    others: others.map((result) => ({
      policy: result.policy.name,
      reports: written(wanted.reports, writersOf(file, result, { file, ...toSimpleReport(result) })),
    })),
  };
}

type Writers = Readonly<Record<ReportName, () => string | undefined>>;

function writersOf(file: string, result: ValidationResult, line: Evaluation['line']): Writers {
  return {
    text: () => toTextReport(file, result),
    simple: () => JSON.stringify(line, undefined, 2),
    detailed: () => JSON.stringify(toDetailedReport(result), undefined, 2),
    etsi: () => toEtsiReport(result),
  };
}

/** The reports that were asked for, as far as there are any. */
export function written(names: readonly ReportName[], writers: Writers): Reports {
  const reports: Partial<Record<ReportName, string>> = {};
  for (const name of names) {
    const content = writers[name]();
    if (content !== undefined) reports[name] = content;
  }
  return reports;
}
