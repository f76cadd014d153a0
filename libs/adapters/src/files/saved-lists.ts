import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { type AnchorSet, type ListFile, readAnchorSet, readSavedLists, type SavedLists } from '@sigillum/tsl/in-use';
import { InputError } from '../errors.js';
import { reading } from './reading.js';

/** Saved lists with the list of the lists among them. */
export interface ListFolder extends SavedLists {
  readonly lotl: ListFile;
}

/** The trusted lists in the XML files of a folder, sorted by their names and not authenticated. Throws `InputError` where it can't be read or has no list of the lists. */
export function readListFolder(folder: string): ListFolder {
  const files = reading(folder, () => readdirSync(folder)).filter((name) => name.toLowerCase().endsWith('.xml'));
  const { lotl, ...others } = readSavedLists(files.map((name) => ({ name, bytes: bytesOf(join(folder, name)) })));
  if (lotl === undefined) throw new InputError('FILE_NOT_FOUND', `${folder} has no list of the lists (EU-lotl*.xml); check the name.`);
  return { lotl, ...others };
}

/** The set of anchors in a file. Throws `InputError` where it can't be read or is none. */
export function readAnchorFile(path: string): AnchorSet {
  const text = reading(path, () => readFileSync(path, 'utf8'));
  try {
    return readAnchorSet(text);
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause;
    throw new InputError('FILE_NOT_READABLE', `${path} is no set of anchors: ${cause.message}`, { cause });
  }
}

function bytesOf(path: string): Uint8Array {
  return new Uint8Array(reading(path, () => readFileSync(path)));
}
