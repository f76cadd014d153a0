import type { AuthenticatedList } from '../authenticate/status.js';
import type { KeptList, ListStatus, TrustedList, TrustSnapshot } from '../types.js';

/** A list that is older than the last good one, by number or by date, or another one under the same number, is refused however well it is signed. */
export function refuseRollback(offered: AuthenticatedList, last: TrustedList | undefined, failure: string): AuthenticatedList {
  const { list, status } = offered;
  if (list === undefined || last === undefined || list.sha256 === last.sha256) return offered;
  const code = rollbackCode(list, last);
  if (code === undefined) return offered;
  return { status: { ...status, process: 'PROCESS_FAILED', codes: [failure, code] }, list: undefined };
}

function rollbackCode(list: TrustedList, last: TrustedList): string | undefined {
  if (list.sequenceNumber < last.sequenceNumber) return 'TL_SEQUENCE_NUMBER_LOWER';
  if (list.sequenceNumber === last.sequenceNumber) return 'TL_SEQUENCE_NUMBER_REUSED';
  return list.issued < last.issued ? 'TL_ISSUED_BEFORE_LAST' : undefined;
}

/** Where the offered list failed, the last good one stays in use, and the status says so with its age. */
export function keepLastGood(
  offered: AuthenticatedList,
  last: TrustedList | undefined,
  previous: TrustSnapshot | undefined,
): AuthenticatedList {
  if (offered.list !== undefined || last === undefined || previous === undefined) return offered;
  return { status: { ...offered.status, kept: keptOf(last, previous) }, list: last };
}

function keptOf({ sha256, territory, sequenceNumber, issued, nextUpdate }: TrustedList, previous: TrustSnapshot): KeptList {
  const before: ListStatus | undefined = [previous.lotl, ...previous.lists].find((status) => status.territory === territory);
  return { sha256, sequenceNumber, issued, nextUpdate, authenticated: before?.kept?.authenticated ?? previous.taken };
}
