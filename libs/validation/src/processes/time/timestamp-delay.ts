import type { TimestampKind } from '@sigillum/ades';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { SignatureContext } from '../../blocks/context.js';
import { indeterminate } from '../../checks/row.js';
import type { Miss } from '../../conclusion.js';
import type { StepLog } from '../steps.js';

/** A document time-stamp may stand for a signature time-stamp (EN 319 142-1 6.3, level B-T). */
const OVER_SIGNATURES: ReadonlySet<TimestampKind> = new Set<TimestampKind>(['signature-timestamp', 'document-timestamp']);

/**
 * How long after the claimed signing time a signature may be proven at the latest, where the policy says so and there is a time-stamp over it (EN 319 102-1 5.5.4
 * step 5, 5.6.3.4 step 8): without a claimed time the constraint can't be met.
 */
export function timestampDelay({ signature, parameters }: SignatureContext, best: Instant, clause: string, log: StepLog): Miss | undefined {
  const { timestampDelay: delay } = parameters;
  if (delay === undefined || !signature.timestamps.some(({ kind }) => OVER_SIGNATURES.has(kind))) return undefined;
  const claimed = signature.attributes.claimedSigningTime;
  const message =
    claimed === undefined
      ? 'The signature does not say when it was made, and its time-stamp has to follow within a given time.'
      : `The signature claims ${toRfc3339(claimed)} and is proven at ${toRfc3339(best)}; the policy allows ${delay / 1000} seconds between them.`;
  const holds = claimed !== undefined && claimed + delay > best;
  return log.add('timestamp-delay', clause, holds, 'TIMESTAMP_DELAY', message) ? undefined : indeterminate('SIG_CONSTRAINTS_FAILURE');
}
