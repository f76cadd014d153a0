import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, LimitError, memorySource } from '@sigillum/encoding';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { arrayOf, getDictionary, getInteger, isDictionary, isStream, isString } from './access.js';
import { PdfError } from './errors.js';
import { openPdf } from './open.js';
import type { PdfDocument, PdfRevision } from './types.js';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const present = existsSync(join(CORPUS, 'golden/none.jsonl'));

interface Golden {
  readonly file: string;
  readonly rejected?: string;
  readonly signatures?: readonly unknown[];
  readonly detached_timestamps?: readonly unknown[];
}

// The last update of this file has every offset wrong: other programs search it for objects, which is not reading.
const ONLY_BY_REPAIR = ['pades/pades_infinite_loop.pdf'];
// In these the other program counts nothing, for the signature dictionary lacks a part; the dictionary is there.
const SIGNATURE_PARTS_MISSING = /^attacks\/usf_/;

const golden: Golden[] = present
  ? readFileSync(join(CORPUS, 'golden/none.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Golden)
      .filter(({ file }) => /^(pades|attacks|negative)\/.*\.pdf$/.test(file))
  : [];

const open = (file: string): PdfDocument => openPdf(memorySource(readFileSync(join(CORPUS, file))), new Budget());

function signatureDictionaries(revision: PdfRevision): number {
  let count = 0;
  for (const number of revision.objectNumbers()) {
    try {
      const value = revision.object(number);
      const contents = isDictionary(value) && value.entries.has('ByteRange') ? value.entries.get('Contents') : undefined;
      // All zero: a place that was kept for a signature that never came.
      if (isString(contents) && contents.bytes.some((byte) => byte !== 0)) count++;
    } catch (error) {
      if (!(error instanceof PdfError)) throw error;
    }
  }
  return count;
}

describe.skipIf(!present)('the conformance corpus (skipped where ../shared/corpus is absent)', () => {
  test('every document that another validator reads is read; what it rejects has its code', () => {
    const answers = golden.map(({ file, rejected }) => {
      try {
        const { revisions } = open(file);
        return { file, read: revisions.length > 0, rejected };
      } catch (error) {
        if (!(error instanceof PdfError)) throw error;
        return { file, read: error.code, rejected };
      }
    });
    expect(answers.length).toBeGreaterThan(150);
    expect(answers.filter(({ read }) => read !== true)).toEqual([
      { file: 'pades/signed-encrypted-pubkey-with-catalog-ref.pdf', read: 'PDF_ENCRYPTED', rejected: 'DSSException' },
    ]);
  });

  test('every signature that another validator finds is within reach', () => {
    const fewer = golden.filter(({ file, signatures = [], detached_timestamps = [], rejected }) => {
      if (rejected !== undefined) return false;
      const revision = open(file).revisions.at(-1);
      return revision === undefined || signatureDictionaries(revision) < signatures.length + detached_timestamps.length;
    });
    expect(fewer.map(({ file }) => file)).toEqual(ONLY_BY_REPAIR);
  });

  test('nothing that has no signature shows one', () => {
    const more = golden.filter(({ file, signatures = [], detached_timestamps = [], rejected }) => {
      if (rejected !== undefined || signatures.length + detached_timestamps.length > 0) return false;
      const revision = open(file).revisions.at(-1);
      return revision !== undefined && signatureDictionaries(revision) > 0;
    });
    expect(more.map(({ file }) => file).filter((file) => !SIGNATURE_PARTS_MISSING.test(file))).toEqual([]);
  });

  test('revisions end where %%EOF stands, one behind the other, and all of their objects answer', () => {
    for (const { file, rejected } of golden) {
      if (rejected !== undefined) continue;
      const bytes = readFileSync(join(CORPUS, file));
      const document = open(file);
      let end = 0;
      for (const revision of document.revisions) {
        expect(revision.end, file).toBeGreaterThan(end);
        end = revision.end;
        const damaged = document.findings.some(({ code }) => code === 'PDF_STARTXREF_WRONG');
        if (!damaged) expect(bytes.subarray(revision.markerEnd - 5, revision.markerEnd).toString('latin1'), file).toBe('%%EOF');
      }
      expect(() => document.layoutFindings()).not.toThrow();
      expect(end, file).toBeLessThanOrEqual(bytes.length);
    }
  });

  test('damaged real documents throw nothing but PdfError and LimitError', () => {
    const sample = golden.filter((_, index) => index % 9 === 0).map(({ file }) => readFileSync(join(CORPUS, file)));
    let opened = 0;
    sample.forEach((bytes, seed) => {
      for (let round = 0; round < 8; round++) {
        const mutated = mutate(bytes.subarray(0, 200_000), seed * 8 + round);
        try {
          const document = openPdf(memorySource(mutated), new Budget({ pdfObjects: 20_000, pdfInflatedBytes: 4 << 20 }));
          signatureDictionaries(document.revisions.at(-1) ?? raise());
          opened++;
        } catch (error) {
          if (!(error instanceof PdfError || error instanceof LimitError)) throw error;
        }
      }
    });
    expect(opened).toBeGreaterThan(0);
  });

  test('pages and page counts agree with another reader on documents of one revision', async () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { file } of golden.filter(({ file, rejected }) => rejected === undefined && file.startsWith('pades/'))) {
      const document = open(file);
      const revision = document.revisions.at(-1);
      if (revision === undefined || document.revisions.length > 1 || document.findings.length > 0 || document.layoutFindings().length > 0)
        continue;
      const other = await PDFDocument.load(readFileSync(join(CORPUS, file)), { updateMetadata: false });
      const pages = getDictionary(revision, revision.catalog, 'Pages');
      const ours = {
        count: pages && getInteger(revision, pages, 'Count'),
        walked: countPages(revision, pages),
        objects: countObjects(revision),
      };
      const theirs = { count: other.getPageCount(), walked: other.getPageCount(), objects: countTheirs(other) };
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) differences.push(`${file} ${JSON.stringify(ours)} ${JSON.stringify(theirs)}`);
      compared++;
    }
    expect(compared).toBeGreaterThan(10);
    expect(differences).toEqual([]);
  });
});

// Object and cross-reference streams are no objects to the other reader.
function countObjects(revision: PdfRevision): number {
  return [...revision.objectNumbers()].filter((number) => {
    const value = revision.object(number);
    const type = isStream(value) ? value.dictionary.entries.get('Type') : undefined;
    return !(typeof type === 'object' && type?.kind === 'name' && ['ObjStm', 'XRef'].includes(type.name));
  }).length;
}

function countTheirs(document: PDFDocument): number {
  return document.context
    .enumerateIndirectObjects()
    .filter(([, object]) => !/\/Type \/(?:ObjStm|XRef)/.test(object.toString().slice(0, 2000))).length;
}

function countPages(revision: PdfRevision, node: ReturnType<typeof getDictionary>, depth = 0): number {
  const kids = node && arrayOf(revision, node.entries.get('Kids'));
  if (kids === undefined || depth > 20) return 1;
  return kids.reduce((sum: number, kid) => {
    const child = revision.resolve(kid);
    return sum + (isDictionary(child) ? countPages(revision, child, depth + 1) : 0);
  }, 0);
}

// A linear congruential generator: the same damage in every run.
function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  let state = (seed + 1) * 2_654_435_761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  for (let i = 0; i < 1 + next(20); i++) copy[next(copy.length)] = next(256);
  return copy;
}

function raise(): never {
  throw new Error('a document without revisions');
}
