import { toDetailedReport, toEtsiReport, toSimpleReport, type ValidationResult } from '@sigillum/reports';
import { RequestError } from '../http/problem.js';
import type { ReportKind } from './job.js';

/** The report of that kind on the results under each policy. Throws `RequestError` where there is none. */
export function reportOn([first, ...others]: readonly ValidationResult[], kind: ReportKind): string {
  if (!first) throw new RequestError('PARAMETER_INVALID', 'policy: one at least.');
  if (kind === 'simple') return JSON.stringify(toSimpleReport(first, others));
  if (others.length > 0)
    throw new RequestError('PARAMETER_INVALID', 'Only the simple report is about several policies; send one "policy".');
  return kind === 'detailed' ? JSON.stringify(toDetailedReport(first)) : etsiReportOn(first);
}

function etsiReportOn(result: ValidationResult): string {
  const body = toEtsiReport(result);
  if (body !== undefined) return body;
  throw new RequestError(
    'REPORT_WITHOUT_SIGNATURE',
    'An ETSI report is about one signature or time-stamp at least; the document has none.',
  );
}
