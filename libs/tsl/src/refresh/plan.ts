import { pivotsOf } from '../authenticate/lotl.js';
import { listPointers } from '../authenticate/national.js';
import { euTerritory } from '../read/territory.js';
import { readTrustedList } from '../read/trusted-list.js';
import type { TrustedList, TrustSnapshot } from '../types.js';

const LOTL_TYPE = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists';

/** Pivots that are downloaded at most: the list that names them is not authenticated yet. The Commission's has had up to six. */
const MAX_PIVOTS = 24;

/** A list that is to be downloaded, and whose it is. */
export interface ListAddress {
  readonly territory: string;
  readonly location: string;
}

/**
 * Where the list of the lists may be had, in the order in which to try: the address of the publication, then the one that the last authentic list of the lists gives for
 * itself. Another than the first is told by a warning of its authentication (PRO-4.1.4-16).
 */
export function lotlAddresses(lotlUrl: string, previous: TrustSnapshot | undefined): readonly string[] {
  const own = previous?.listOfLists?.pointers.find(({ tslType, territory }) => tslType === LOTL_TYPE && territory === 'EU');
  return [...new Set([lotlUrl, ...(own === undefined ? [] : [own.location])])];
}

/**
 * The pivots that a list of the lists names, which nobody has authenticated yet; none where it can't be read. Needs `loadXml`.
 */
export function pivotAddresses(lotl: Uint8Array, ojUrl: string): readonly string[] {
  try {
    return [...new Set(pivotsOf(readTrustedList(lotl), ojUrl))].slice(0, MAX_PIVOTS);
  } catch {
    return []; // its authentication tells what is wrong with it
  }
}

/** The lists that an authenticated list of the lists points to. */
export function listAddresses(lotl: TrustedList): readonly ListAddress[] {
  return listPointers(lotl).map(({ territory, location }) => ({ territory: euTerritory(territory ?? ''), location }));
}
