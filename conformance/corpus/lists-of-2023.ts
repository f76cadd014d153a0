import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@sigillum/encoding';
import { buildSnapshot, readAnchorSet, readSavedLists, type TrustSnapshot } from '@sigillum/tsl';

const LISTS = join(import.meta.dirname, '../../../shared/corpus/trust-lists/2023');
const ANCHORS = join(import.meta.dirname, '../../trust-lists/official-journal-2019-C-276.json');

/** The EU trusted lists of the corpus as they were saved in autumn 2023, authenticated as of `now`. */
export async function listsOf2023(now: Instant): Promise<TrustSnapshot> {
  const files = readdirSync(LISTS).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(LISTS, name))) }));
  const { certificates: anchors, ojUrl } = readAnchorSet(readFileSync(ANCHORS, 'utf8'));
  return buildSnapshot({ ...readSavedLists(files), anchors, ojUrl, now });
}
