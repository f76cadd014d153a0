import type { Instant } from '@sigillum/encoding';
import { loadXml } from '@sigillum/containers/xml';
import type { Certificate } from '@sigillum/x509';

import { authenticateLotl, type ListFile } from '../authenticate/lotl.js';
import type { AuthenticatedList } from '../authenticate/status.js';
import { certificateReader, type CertificateReader } from '../read/identity.js';
import type { TrustSnapshot } from '../types.js';
import { keepLastGood, refuseRollback } from './keep.js';
import { nationalLists } from './national-lists.js';
import { sealed } from './seal.js';

export interface SnapshotInput {
  /** undefined where the list of the lists could not be had. */
  readonly lotl: ListFile | undefined;
  /** Copies of the list of the lists from other places. */
  readonly copies?: readonly ListFile[];
  readonly pivots: readonly ListFile[];
  /** National lists; a country without one is reported as not available. */
  readonly lists: readonly ListFile[];
  /** The certificates that the Official Journal publishes. */
  readonly anchors: readonly Certificate[];
  readonly ojUrl: string;
  readonly now: Instant;
  /** The last snapshot: no list may fall behind it, and what fails now stays as it was there. */
  readonly previous?: TrustSnapshot;
}

/**
 * Takes a snapshot of what is trusted, out of files and nothing else: the list of the lists is authenticated from the
 * anchors, each national list by its pointer, and each stands or falls alone. Never throws for what is in the files.
 */
export async function buildSnapshot(input: SnapshotInput): Promise<TrustSnapshot> {
  await loadXml();
  const certificates = certificateReader();
  const lotl = currentLotl(input, certificates);
  const lists = lotl.list === undefined ? [] : nationalLists(input, lotl.list, certificates);
  const trusted = lists.flatMap(({ list }) => (list === undefined ? [] : [list]));
  return sealed({
    taken: input.now,
    lotl: lotl.status,
    lists: lists.map(({ status }) => status),
    trusted,
    ...(lotl.list !== undefined && { listOfLists: lotl.list }),
    authority: { ojUrl: input.ojUrl, anchors: anchorNames(input.anchors) },
  });
}

function currentLotl(input: SnapshotInput, certificates: CertificateReader): AuthenticatedList {
  const { previous } = input;
  const last = previous?.listOfLists;
  const good = restsOnSame(input, previous) ? last : undefined;
  if (input.lotl === undefined) return keepLastGood(notAvailable(), good, previous);
  const { lotl, copies = [], pivots, anchors, ojUrl, now } = input;
  const offered = authenticateLotl({ lotl, copies, pivots, anchors, ojUrl, now, certificates });
  return keepLastGood(refuseRollback(offered, last, 'LOTL_VERIFICATION_FAILED'), good, previous);
}

/** Only a list of the lists that the anchors of today have authenticated may stand in for another: an operator may have dropped the old ones for cause. */
function restsOnSame({ anchors, ojUrl }: SnapshotInput, previous: TrustSnapshot | undefined): boolean {
  const { authority } = previous ?? {};
  return authority?.ojUrl === ojUrl && authority.anchors.join() === anchorNames(anchors).join();
}

function anchorNames(anchors: readonly Certificate[]): readonly string[] {
  return anchors.map(({ sha256 }) => sha256).sort();
}

function notAvailable(): AuthenticatedList {
  return {
    status: {
      territory: 'EU',
      location: '',
      process: 'PROCESS_FAILED',
      codes: ['LOTL_VERIFICATION_FAILED', 'LOTL_NOT_AVAILABLE'],
      sha256: undefined,
      sequenceNumber: undefined,
      issued: undefined,
      nextUpdate: undefined,
    },
    list: undefined,
  };
}
