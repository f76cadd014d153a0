import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, CodedError, equalBytes, memorySource } from '@sigillum/encoding';
import { evidenceOf } from '@sigillum/evidence';
import { parseCertificate, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it, test } from 'vitest';
import { determineLevel, openDocument, type Signature, type SignedDocument } from './index.js';

interface Entry {
  readonly file: string;
  readonly expected?: { readonly crypto_intact?: boolean };
}

interface Judged {
  readonly file: string;
  readonly rejected?: string;
  readonly signatures?: readonly { readonly level: string }[];
}

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');
const present = existsSync(join(CORPUS, 'manifest.jsonl'));
const FAMILY = /^(?:pades|attacks|negative)\/.*\.pdf$/i;

function lines<T>(name: string): T[] {
  if (!present) return [];
  const all = readFileSync(join(CORPUS, name), 'utf8').split('\n');
  return all.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

const entries = lines<Entry>('manifest.jsonl').filter(({ file }) => FAMILY.test(file));
const documents = new Map(entries.map(({ file }) => [file, opened(file)]));

function opened(file: string): SignedDocument | string {
  try {
    return openDocument(memorySource(readFileSync(join(CORPUS, file))), new Budget());
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}

/** More signatures than EU DSS lists, and why. A filled field is one entry always, so that an emptied value can't make a signature vanish. */
const MORE_THAN_DSS: Readonly<Record<string, readonly [ours: number, why: string]>> = {
  'attacks/usf_03_Null_Contents.pdf': [1, 'ISO 32000-2 12.7.5.5: the field has a value; its /Contents is null'],
  'attacks/usf_04_No_Contents_Value.pdf': [1, 'ISO 32000-2 12.7.5.5: the field has a value, which is no object'],
  'attacks/usf_12_Null_ByteRange.pdf': [1, 'ISO 32000-2 12.7.5.5: the field has a value; its /ByteRange is null'],
  'attacks/pdf-spoofing-attack.pdf': [
    2,
    'ISO 32000-2 7.5.6: the signature of the first revision is in the file, though the last form hides it',
  ],
  'pades/base.pdf': [1, 'ISO 32000-2 12.8.1: a signature dictionary whose /Contents is all zeros'],
  'pades/pdf-with-empty-sig.pdf': [1, 'ISO 32000-2 12.8.1: a signature dictionary whose /Contents is all zeros'],
  'pades/pdf-with-two-empty-sigs.pdf': [2, 'ISO 32000-2 12.8.1: signature dictionaries whose /Contents is all zeros'],
};

describe.skipIf(!present)(`documents of the conformance corpus${present ? '' : ' (not at hand: skipped)'}`, () => {
  const judged = lines<Judged>('golden/none.jsonl').filter(({ file }) => FAMILY.test(file));

  test.each(judged.map((one) => [one.file, one] as const))('%s has its signatures', (file, { signatures }) => {
    const document = documents.get(file);
    if (signatures === undefined) return expect(document).toBe('PDF_ENCRYPTED');
    const count = typeof document === 'object' ? document.signatures.length : document;
    expect(count).toBe(MORE_THAN_DSS[file]?.[0] ?? signatures.length);
  });

  it('references are intact where the corpus says so, and only there', () => {
    const stated = entries.filter(({ expected }) => expected?.crypto_intact !== undefined);
    const others = stated.filter(({ file, expected }) => isIntact(documents.get(file)) !== expected?.crypto_intact);
    expect(stated.length).toBeGreaterThan(50);
    expect(others.map(({ file }) => file)).toEqual([]);
  });
});

function isIntact(document: SignedDocument | string | undefined): boolean {
  if (typeof document !== 'object') return false;
  return document.signatures.every(({ references }) =>
    references.every(
      ({ found, expected, actual }) => found && expected !== undefined && actual !== undefined && equalBytes(expected, actual),
    ),
  );
}

/** Levels that differ from EU DSS 6.4's, under any anchors, and why. */
const OTHER_LEVELS: Readonly<Record<string, string>> = {
  'pades/pades_infinite_loop.pdf':
    'the signature stands behind a cross-reference chain that breaks off; only what the chain leads to is read',
  'pades/pades-tst-with-sig-type.pdf':
    'RFC 6960 4.2.2.2: the responder was not issued by the issuer of the certificate, so that there is no revocation data for it',
  'pades/pades-multiple-pages-annots-overlap.pdf':
    'EN 319 142-1 6.3: the store has a CRL or OCSP response for each certificate below the anchors, those of signer, responders and time-stamps',
};

const BASELINE = /^PADES-BASELINE-(?:B|T|LT|LTA)$/;

/** Baseline levels are compared by name, all else as one. */
function comparable(level: string): string {
  const name = level.replaceAll('_', '-').toUpperCase();
  return BASELINE.test(name) ? name : 'OTHER';
}

describe.skipIf(!present)(`levels of the conformance corpus${present ? '' : ' (not at hand: skipped)'}`, () => {
  const folder = join(CORPUS, 'trust-anchors/met-in-documents');
  const met = present ? readdirSync(folder).map((name) => trustAnchorOf(parseCertificate(readFileSync(join(folder, name))))) : [];

  test.each([
    ['golden/none.jsonl', [] as readonly TrustAnchor[]],
    ['golden/met-2026.jsonl', met],
  ])('as in %s', (name, anchors) => {
    const differing = lines<Judged>(name)
      .filter(({ file }) => FAMILY.test(file))
      .filter(({ file, signatures }) => {
        const document = documents.get(file);
        if (typeof document !== 'object' || document.signatures.length !== signatures?.length) return false;
        return (
          levelsOf(document, anchors) !==
          signatures
            .map(({ level }) => comparable(level))
            .sort()
            .join()
        );
      });
    expect(differing.map(({ file }) => file).filter((file) => !(file in OTHER_LEVELS))).toEqual([]);
  });
});

function levelsOf(document: SignedDocument, anchors: readonly TrustAnchor[]): string {
  const budget = new Budget();
  const { certificates, crls, ocsps } = evidenceOf(document, { certificates: [], crls: [], ocsps: [] }, anchors, budget);
  const context = {
    certificates: certificates.map(({ value }) => value),
    crls: crls.map(({ value }) => value),
    ocsps: ocsps.map(({ value }) => value),
    anchors,
    budget,
  };
  const levelOf = (signature: Signature): string => comparable(determineLevel(signature, context));
  return document.signatures.map(levelOf).sort().join();
}
