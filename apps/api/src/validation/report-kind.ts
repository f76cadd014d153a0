import { RequestError } from '../http/problem.js';
import type { ReportKind } from './job.js';

const KINDS: readonly ReportKind[] = ['simple', 'detailed', 'etsi'];

/** Media types that a client may name in Accept; anything else that it takes is answered with the simple report. */
const ACCEPTED: Readonly<Record<string, ReportKind>> = {
  'application/json': 'simple',
  'application/*': 'simple',
  '*/*': 'simple',
  'application/vnd.sigillum.detailed+json': 'detailed',
  'application/xml': 'etsi',
};

/** The content type of each report. */
export const CONTENT_TYPES: Readonly<Record<ReportKind, string>> = {
  simple: 'application/json; charset=utf-8',
  detailed: 'application/json; charset=utf-8',
  etsi: 'application/xml; charset=utf-8',
};

/** Which report is asked for: by the query, else by Accept (RFC 9110 12.5.1), else the simple one. Throws `RequestError`. */
export function reportKindOf(query: string | undefined, accept = ''): ReportKind {
  if (query === undefined) return acceptedKind(accept);
  const kind = KINDS.find((one) => one === query);
  if (kind === undefined) throw new RequestError('PARAMETER_INVALID', `report: one of ${KINDS.join(', ')} is expected.`);
  return kind;
}

/** The known media type of the greatest weight; of equal ones the first. */
function acceptedKind(accept: string): ReportKind {
  let best: { kind: ReportKind; weight: number } = { kind: 'simple', weight: 0 };
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const kind = Object.hasOwn(ACCEPTED, type) ? ACCEPTED[type] : undefined;
    const weight = Number(/^q=([\d.]+)$/.exec(parameters.find((one) => one.startsWith('q=')) ?? 'q=1')?.[1] ?? 0);
    if (kind !== undefined && weight > best.weight) best = { kind, weight };
  }
  return best.kind;
}
