import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { KeptList, ListStatus, ProcessStatus, TrustedList, TrustSnapshot } from '@sigillum/tsl';
import { momentOrNull, shortWord } from './words.js';

/** Which edition of a list. */
export interface TrustListEdition {
  readonly sequenceNumber: number | null;
  readonly issued: string | null;
  /** null: the list is closed, or not known. */
  readonly nextUpdate: string | null;
  /** Lower-case hex of the file. */
  readonly sha256: string | null;
}

/** How a list stands at a moment. */
export interface TrustListView {
  readonly territory: string;
  readonly location: string;
  /** Of the last try (TS 119 615 4.1, 4.2). */
  readonly process: ProcessStatus;
  readonly codes: readonly string[];
  /** `current`; `overdue`: in use though past its next update; `last-good`: an earlier edition stands in for what failed; `none`. */
  readonly use: 'current' | 'overdue' | 'last-good' | 'none';
  readonly inUse: TrustListEdition | null;
  /** What was offered and refused; null where nothing was. */
  readonly refused: TrustListEdition | null;
  /** When the edition in use was authenticated. */
  readonly authenticated: string | null;
  /** Seconds since the edition in use was issued, and since its next update was due. */
  readonly age: number | null;
  readonly overdue: number;
  readonly providers: number;
  readonly services: number;
  /** Services whose current status is granted. */
  readonly granted: number;
}

/** The list of the lists and each national list as they stand at a moment; `list` is what is in use of it. */
function toListView(status: ListStatus, list: TrustedList | undefined, taken: Instant, now: Instant): TrustListView {
  const { territory, location, process, codes, kept } = status;
  const used = kept ?? (process === 'PROCESS_FAILED' ? undefined : status);
  const overdue = used?.nextUpdate === undefined ? 0 : secondsBetween(used.nextUpdate, now);
  const services = list?.providers.flatMap((provider) => provider.services) ?? [];
  return {
    territory,
    location,
    process,
    codes,
    use: used === undefined ? 'none' : kept ? 'last-good' : overdue > 0 ? 'overdue' : 'current',
    inUse: used === undefined ? null : editionOf(used),
    refused: process === 'PROCESS_FAILED' && status.sha256 !== undefined ? editionOf(status) : null,
    authenticated: used === undefined ? null : toRfc3339(kept?.authenticated ?? taken),
    age: used?.issued === undefined ? null : secondsBetween(used.issued, now),
    overdue,
    providers: list?.providers.length ?? 0,
    services: services.length,
    granted: services.filter(({ states: [current] }) => shortWord(current?.status ?? '') === 'granted').length,
  };
}

/** A list of a snapshot by its territory. */
export function listViewOf(snapshot: TrustSnapshot, status: ListStatus, now: Instant): TrustListView {
  const list = status === snapshot.lotl ? snapshot.listOfLists : snapshot.trusted.find(({ territory }) => territory === status.territory);
  return toListView(status, list, snapshot.taken, now);
}

function editionOf({ sequenceNumber, issued, nextUpdate, sha256 }: ListStatus | KeptList): TrustListEdition {
  return {
    sequenceNumber: sequenceNumber ?? null,
    issued: momentOrNull(issued),
    nextUpdate: momentOrNull(nextUpdate),
    sha256: sha256 ?? null,
  };
}

function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}
