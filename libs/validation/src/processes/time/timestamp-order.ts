import { toRfc3339 } from '@sigillum/encoding';
import type { SignatureContext } from '../../blocks/context.js';
import { indeterminate } from '../../checks/row.js';
import type { Miss } from '../../conclusion.js';
import type { JudgedTimestamp } from '../../timestamps/timestamp-result.js';
import type { StepLog } from '../steps.js';

const CONTENT = new Set(['content-timestamp']);

/**
 * Time-stamps must not contradict each other (EN 319 102-1 5.5.4 step 4 e; RFC 3161 2.4.2): one that covers another is not older, and what was stamped before
 * the signature was made is not newer than what was stamped after. The stated accuracies are allowed for.
 */
export function timestampOrder({ parameters }: SignatureContext, timestamps: readonly JudgedTimestamp[], log: StepLog): Miss | undefined {
  const valid = timestamps.filter((one) => one.final.indication === 'PASSED');
  const [contradiction] = valid.flatMap((later) =>
    valid.filter((earlier) => comesAfter(later, earlier) && isOlder(later, earlier)).map((earlier) => [later, earlier] as const),
  );
  if (!contradiction) {
    log.add('timestamp-order', '5.5.4 step 4 e', true, 'PASSED', 'No time-stamp contradicts another.');
    return undefined;
  }
  const ids = contradiction.map((one) => one.read.timestamp.id);
  const [after, before] = contradiction.map((one) => toRfc3339(one.read.token.info.genTime));
  const message = `A time-stamp of ${after} was made after one that states ${before}.`;
  if (parameters.timestampOrder === 'fail') {
    log.add('timestamp-order', '5.5.4 step 4 e', false, 'TIMESTAMP_ORDER', message, ids);
    return indeterminate('TIMESTAMP_ORDER_FAILURE');
  }
  if (parameters.timestampOrder !== 'ignore') log.warn('timestamp-order', '5.5.4 step 4 e', 'TIMESTAMP_ORDER', message, ids);
  return undefined;
}

function comesAfter(later: JudgedTimestamp, earlier: JudgedTimestamp): boolean {
  if (later.read.timestamp.covers?.timestamps.includes(earlier.read.timestamp.id)) return true;
  return CONTENT.has(earlier.read.timestamp.kind) && !CONTENT.has(later.read.timestamp.kind);
}

function isOlder(later: JudgedTimestamp, earlier: JudgedTimestamp): boolean {
  const tolerance = (later.read.token.info.accuracy ?? 0) + (earlier.read.token.info.accuracy ?? 0);
  return later.read.token.info.genTime + tolerance < earlier.read.token.info.genTime;
}
