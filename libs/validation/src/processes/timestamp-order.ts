import { toRfc3339 } from '@sigillum/encoding';
import type { SignatureContext } from '../blocks/context.js';
import type { Miss } from '../conclusion.js';
import type { JudgedTimestamp } from '../timestamps/timestamp-result.js';
import type { StepLog } from './steps.js';

const CONTENT = new Set(['content-timestamp']);

/**
 * Time-stamps must not contradict each other (EN 319 102-1 5.5.4 step 5; RFC 3161 2.4.2): one that covers another is not older, and what was stamped before
 * the signature was made is not newer than what was stamped after. The stated accuracies are allowed for.
 */
export function timestampOrder({ parameters }: SignatureContext, timestamps: readonly JudgedTimestamp[], log: StepLog): Miss | undefined {
  const valid = timestamps.filter((one) => one.final.indication === 'PASSED');
  const contradiction = valid.flatMap((later) =>
    valid.filter((earlier) => comesAfter(later, earlier) && isOlder(later, earlier)).map((earlier) => [later, earlier] as const),
  )[0];
  const tolerated = parameters.timestampOrder !== 'fail';
  if (!contradiction) {
    log.add('timestamp-order', '5.5.4 step 5', true, 'PASSED', 'No time-stamp contradicts another.');
    return undefined;
  }
  const [later, earlier] = contradiction;
  const message = `A time-stamp of ${toRfc3339(later.read.token.info.genTime)} covers one of ${toRfc3339(earlier.read.token.info.genTime)}.`;
  log.add('timestamp-order', '5.5.4 step 5', tolerated, 'TIMESTAMP_ORDER', tolerated ? `${message} The policy lets it pass.` : message, [
    later.read.timestamp.id,
    earlier.read.timestamp.id,
  ]);
  return tolerated ? undefined : { indication: 'INDETERMINATE', subIndication: 'TIMESTAMP_ORDER_FAILURE' };
}

function comesAfter(later: JudgedTimestamp, earlier: JudgedTimestamp): boolean {
  if (later.read.timestamp.covers?.timestamps.includes(earlier.read.timestamp.id)) return true;
  return CONTENT.has(earlier.read.timestamp.kind) && !CONTENT.has(later.read.timestamp.kind);
}

function isOlder(later: JudgedTimestamp, earlier: JudgedTimestamp): boolean {
  const tolerance = (later.read.token.info.accuracy ?? 0) + (earlier.read.token.info.accuracy ?? 0);
  return later.read.token.info.genTime + tolerance < earlier.read.token.info.genTime;
}
