import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPem } from '@sigillum/encoding';
import { InputError } from '../errors.js';

/**
 * The DER of every certificate, CRL or OCSP response in a file or in the files of a folder (not of its sub-folders), PEM or
 * DER, in the order of the file names. What each of them is, is found out by whoever parses it.
 */
export function readMaterial(path: string): Uint8Array[] {
  return filesAt(path).flatMap((file) => {
    const bytes = readFileSync(file);
    const text = bytes.subarray(0, 64 * 1024).includes('-----BEGIN ') ? bytes.toString('latin1') : undefined;
    return text === undefined ? [new Uint8Array(bytes)] : readPem(text).map((block) => block.bytes);
  });
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => join(path, entry.name))
      .sort();
  } catch (cause) {
    throw new InputError('FILE_NOT_FOUND', `${path} does not exist or can't be read; check the name.`, { cause });
  }
}
