import type { ListFile } from '../authenticate/lotl.js';
import { fileNameOf } from './file-name.js';

export interface SavedLists {
  readonly lotl: ListFile | undefined;
  readonly pivots: readonly ListFile[];
  readonly lists: readonly ListFile[];
}

const LOTL = /^eu-lotl(?:[-_.].*)?\.xml$/;
const PIVOT = /^eu-lotl-pivot-\d+\.xml$/;
const NATIONAL = /^([a-z]{2})(?:[-_.].*)?\.xml$/;

/**
 * Sorts a folder of saved lists by their names: `EU-lotl*.xml` is the list of the lists, `EU-lotl-pivot-N.xml` are its pivots,
 * `TT-N.xml` lists of territories. Of several the one with the highest sequence number is taken; other files are left alone.
 * Nothing is trusted here: the number is looked up in the text, and authentication decides.
 */
export function readSavedLists(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): SavedLists {
  const named = files.map(({ name, bytes }) => ({ location: name, bytes, key: fileNameOf(name) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const pivots = named.filter(({ key }) => PIVOT.test(key));
  const lotls = named.filter(({ key }) => LOTL.test(key) && !PIVOT.test(key));
  const national = new Map<string, ListFile[]>();
  for (const { location, bytes, key } of named) {
    const territory = NATIONAL.exec(key)?.[1]?.toUpperCase();
    if (territory === undefined || territory === 'EU') continue;
    national.set(territory, [...(national.get(territory) ?? []), { location, bytes, territory }]);
  }
  return {
    lotl: newest(lotls)[0],
    pivots: pivots.map(({ location, bytes }) => ({ location, bytes })),
    lists: [...national.values()].flatMap(newest),
  };
}

/** The files with the highest sequence number: one, unless copies differ. */
function newest(files: readonly ListFile[]): ListFile[] {
  const numbered = files.map(({ location, bytes, territory }) => ({
    file: { location, bytes, ...(territory !== undefined && { territory }) },
    number: sequenceNumberIn(bytes),
  }));
  const highest = Math.max(...numbered.map(({ number }) => number));
  return numbered.filter(({ number }) => number === highest).map(({ file }) => file);
}

function sequenceNumberIn(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65536)).toString('latin1');
  return Number(/TSLSequenceNumber[^>]*>\s*(\d{1,9})\s*</.exec(head)?.[1] ?? -1);
}
