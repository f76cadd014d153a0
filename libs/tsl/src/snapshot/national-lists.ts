import { canonicalJson, type Instant } from '@sigillum/encoding';

import type { ListFile } from '../authenticate/lotl.js';
import { authenticateList, listPointers, pointerTo } from '../authenticate/national.js';
import type { AuthenticatedList } from '../authenticate/status.js';
import type { CertificateReader } from '../read/identity.js';
import { euTerritory } from '../read/territory.js';
import { recognize } from '../recognition/recognize.js';
import type { ListPointer, TrustedList, TrustSnapshot } from '../types.js';
import { keepLastGood, refuseRollback } from './keep.js';

const FAILED = 'EUTL_VERIFICATION_FAILED';

interface NationalInput {
  readonly lists: readonly ListFile[];
  readonly now: Instant;
  readonly previous?: TrustSnapshot;
}

/** Every list that the list of the lists points to, authenticated or with the reason why not. */
export function nationalLists(input: NationalInput, lotl: TrustedList, certificates: CertificateReader): AuthenticatedList[] {
  return listPointers(lotl).map((pointer) => {
    const territory = euTerritory(pointer.territory ?? '');
    const last = input.previous?.trusted.find((list) => list.territory === territory);
    const files = input.lists.filter((file) => belongsTo(file, pointer));
    const offered = choose(
      files.map((file) => recognized(authenticateList(pointer, file, input.now, certificates), pointer)),
      pointer,
    );
    const good = stillStands(last, pointer, input.previous) ? last : undefined;
    return keepLastGood(refuseRollback(offered, last, FAILED), good, input.previous);
  });
}

/**
 * Whether an earlier list may stand in for one that failed: the list of the lists of today still has its signer (TS 119 615 4.2.4) and means the same by it. An operator's key
 * may have been dropped for cause, and an agreement may have ended.
 */
function stillStands(last: TrustedList | undefined, pointer: ListPointer, previous: TrustSnapshot | undefined): boolean {
  const before = previous?.listOfLists && pointerTo(previous.listOfLists, pointer.territory ?? '');
  const isSigned = pointer.certificates.some(({ id }) => id === last?.signedBy);
  return isSigned && agreementIn(pointer) === agreementIn(before);
}

function agreementIn(pointer: ListPointer | undefined): string | undefined {
  return pointer?.mutualRecognition && canonicalJson(pointer.mutualRecognition);
}

/** A third country's list counts in the terms of the agreement alone; where that can't be read, nothing of the list does, and its status says so. */
function recognized(one: AuthenticatedList, { mutualRecognition }: ListPointer): AuthenticatedList {
  if (one.list === undefined || mutualRecognition === undefined) return one;
  const list = recognize(one.list, mutualRecognition);
  if (mutualRecognition.length > 0) return { ...one, list };
  const codes = [...one.status.codes, 'WARNING_TL_AGREEMENT_UNREADABLE'];
  return { status: { ...one.status, process: 'PROCESS_PASSED_WITH_WARNING', codes }, list };
}

function belongsTo(file: ListFile, pointer: ListPointer): boolean {
  if (file.territory === undefined) return file.location === pointer.location;
  return euTerritory(file.territory) === euTerritory(pointer.territory ?? '');
}

/** Of several copies the newest authentic one; two different ones of one number conflict, and none is taken. */
function choose(candidates: readonly AuthenticatedList[], pointer: ListPointer): AuthenticatedList {
  const authentic = candidates.filter(({ list }) => list !== undefined);
  const [newest, ...others] = authentic.sort((a, b) => (b.status.sequenceNumber ?? 0) - (a.status.sequenceNumber ?? 0));
  if (newest === undefined) return candidates[0] ?? notAvailable(pointer);
  const { sequenceNumber, sha256 } = newest.status;
  const conflict = others.some(({ status }) => status.sequenceNumber === sequenceNumber && status.sha256 !== sha256);
  return conflict
    ? { status: { ...newest.status, process: 'PROCESS_FAILED', codes: [FAILED, 'EUTL_FILE_CONFLICT'] }, list: undefined }
    : newest;
}

function notAvailable({ location, territory }: ListPointer): AuthenticatedList {
  return {
    status: {
      territory: euTerritory(territory ?? ''),
      location,
      process: 'PROCESS_FAILED',
      codes: [FAILED, 'EUTL_NOT_AVAILABLE'],
      sha256: undefined,
      sequenceNumber: undefined,
      issued: undefined,
      nextUpdate: undefined,
    },
    list: undefined,
  };
}
