import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type CaseFile, parseCaseFile } from './case-file.js';

/** A case with the bytes of all its files. */
export interface LoadedCase {
  /** `family/case`. */
  readonly name: string;
  readonly file: CaseFile;
  readonly input: Uint8Array;
  /** PEM or DER as stored. */
  readonly anchors: readonly Uint8Array[];
  readonly certificates: readonly Uint8Array[];
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every `<family>/<case>/case.json` below `root`, in order of names. */
export function readCases(root: string): LoadedCase[] {
  return folders(root).flatMap((family) =>
    folders(join(root, family))
      .filter((name) => existsSync(join(root, family, name, 'case.json')))
      .map((name) => readCase(root, family, name)),
  );
}

function readCase(root: string, family: string, name: string): LoadedCase {
  const folder = join(root, family, name);
  const file = parseCaseFile(readFileSync(join(folder, 'case.json'), 'utf8'), `${family}/${name}`);
  return {
    name: `${family}/${name}`,
    file,
    input: readFileSync(join(folder, file.input)),
    anchors: file.anchors.map((path) => readFileSync(join(root, path))),
    certificates: file.certificates.map((path) => readFileSync(join(folder, path))),
  };
}
