import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EncodingError, readPem } from '@sigillum/encoding';
import { InputError } from '../errors.js';
import { reading } from './reading.js';

/**
 * The DER of every certificate, CRL or OCSP response in a file or in the files of a folder (not of its sub-folders), PEM or
 * DER, in the order of the file names. What each of them is, is found out by whoever parses it. Throws `InputError` where something can't be
 * read, or nothing is found.
 */
export function readMaterial(path: string): Uint8Array[] {
  const found = filesAt(path).flatMap(blobsIn);
  if (found.length === 0) throw new InputError('FILE_NOT_READABLE', `${path} holds no certificate, CRL or OCSP response; check the name.`);
  return found;
}

function blobsIn(file: string): Uint8Array[] {
  const bytes = reading(file, () => readFileSync(file));
  if (!bytes.subarray(0, 64 * 1024).includes('-----BEGIN ')) return [new Uint8Array(bytes)];
  const text = bytes.toString('latin1');
  const blocks = readable(file, () => readPem(text));
  // A block that is passed over would be trust, or evidence, that silently is not there.
  if (blocks.length !== text.split('-----BEGIN ').length - 1)
    throw new InputError('FILE_NOT_READABLE', `${file} has a PEM block that can't be read; correct or remove it.`);
  return blocks.map((block) => block.bytes);
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw new InputError('FILE_NOT_READABLE', `${file} is no readable PEM file: ${cause.message}.`, { cause });
  }
}

function filesAt(path: string): string[] {
  return reading(path, () => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => join(path, entry.name))
      .sort();
  });
}
