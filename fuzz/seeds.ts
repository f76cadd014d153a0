import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPem } from '@sigillum/encoding';
import { readAnchors, sortMaterial } from '@sigillum/flows';
import { readCases } from '@sigillum/testkit';

/** A document to start from, with what its case supplies beside it. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly supplied: ReturnType<typeof sortMaterial>;
}

const FIXTURES = join(import.meta.dirname, '../fixtures');
const CORPUS = join(import.meta.dirname, '../../shared/corpus');

/** Of the conformance corpus: signed PDFs and attacks on them up to this size; larger ones cost more than they teach. */
const CORPUS_OCTETS = 40_000;
const CORPUS_FOLDERS = ['pades', 'attacks', 'negative'];

export const corpusPresent = existsSync(CORPUS);

/** Every fixture that is a PDF, by name. */
export function fixtureSeeds(): Seed[] {
  return readCases(FIXTURES)
    .filter(({ file }) => file.input.endsWith('.pdf'))
    .map(({ name, input, certificates }) => ({ name, bytes: input, supplied: sortMaterial(certificates.flatMap(derOf)) }));
}

/** The small PDFs of the conformance corpus; none where it is absent. */
export function corpusSeeds(): Seed[] {
  return CORPUS_FOLDERS.map((folder) => join(CORPUS, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.pdf') && statSync(join(folder, file)).size <= CORPUS_OCTETS)
        .sort()
        .map((file) => ({ name: `corpus/${file}`, bytes: readFileSync(join(folder, file)), supplied: sortMaterial([]) })),
    );
}

/** The root that the fixtures trust. */
export function trustedRoot(): ReturnType<typeof readAnchors> {
  return readAnchors(derOf(readFileSync(join(FIXTURES, 'pki/root.pem'))));
}

function derOf(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text.startsWith('-----BEGIN') ? readPem(text).map((block) => block.bytes) : [bytes];
}
