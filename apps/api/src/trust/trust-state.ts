import { isInDate, type ListStatus, staleLists, type TrustSnapshot } from '@sigillum/tsl';
import type { StoredLists } from '../worker/job.js';

/** What the service has of the EU trusted lists. */
export type TrustState =
  /** By the operator's word. */
  | { readonly kind: 'not-used' }
  | { readonly kind: 'missing'; readonly why: string }
  /** They are there and their list of the lists is not to be believed; `message` says why. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'loaded'; readonly snapshot: TrustSnapshot; readonly stored: StoredLists };

/** Where a set of lists comes from. */
export interface TrustSource {
  readonly state: () => TrustState;
  /** How the lists are kept fresh; absent where they are not. */
  readonly refreshing?: () => object;
  /** Asks for the lists now. */
  readonly refreshNow?: () => Promise<void>;
  /** A snapshot that reports may name, as it is stored; undefined where it is not at hand. */
  readonly stored: (id: string) => Uint8Array | undefined;
  readonly close?: () => Promise<void>;
}

/** How far the lists can be relied on at one moment; a `problem` keeps the service from being ready. */
export interface TrustCondition {
  readonly problem: string | undefined;
  /** For people who look at `/health/ready`. */
  readonly report: object | string;
}

/**
 * A country that is stale or refused takes nothing from the others, and is named; without a list of the lists that is in date, or without any country, nothing can be called
 * qualified.
 */
export function conditionOf(state: TrustState, now: number): TrustCondition {
  if (state.kind === 'not-used') return { problem: undefined, report: 'not used, by SIGILLUM_TRUST_LISTS=none' };
  if (state.kind === 'missing') return trouble(`there are none, ${state.why}`);
  if (state.kind === 'refused') return trouble(state.message);
  const { snapshot } = state;
  if (!isInDate(snapshot, now)) return trouble('the list of the lists is past its next update');
  if (snapshot.trusted.length === 0) return trouble('no list of a country is usable');
  const refused = snapshot.lists.filter(({ process, kept }) => process === 'PROCESS_FAILED' && kept === undefined);
  const report = {
    snapshot: snapshot.id,
    taken: new Date(snapshot.taken).toISOString(),
    usable: snapshot.trusted.length,
    stale: staleLists(snapshot, now).map(({ territory }) => territory),
    refused: refused.map(({ territory }) => territory),
  };
  return { problem: undefined, report };
}

function trouble(problem: string): TrustCondition {
  return { problem, report: problem };
}

/** A list as it is in use; nothing but its territory where none is. */
export interface ListInUse extends Partial<Pick<ListStatus, 'sequenceNumber' | 'issued' | 'nextUpdate'>> {
  readonly territory: string;
  readonly usable: boolean;
}

/** The list of the lists and every list that it points to, as they are in use. */
export function listsInUse(state: TrustState): ListInUse[] {
  if (state.kind !== 'loaded') return [];
  const { lotl, lists } = state.snapshot;
  return [lotl, ...lists].map((status) => {
    const used = status.kept ?? (status.process === 'PROCESS_FAILED' ? undefined : status);
    const { territory } = status;
    if (used === undefined) return { territory, usable: false };
    const { sequenceNumber, issued, nextUpdate } = used;
    return { territory, usable: true, sequenceNumber, issued, nextUpdate };
  });
}
