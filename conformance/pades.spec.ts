import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, memorySource } from '@sigillum/encoding';
import { NO_MATERIAL, validateDocument } from '@sigillum/flows';
import { type SimpleReport, toSimpleReport } from '@sigillum/reports';
import { policyNamed } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';

// The conformance corpus stands beside the project and is not part of it.
const corpus = join(import.meta.dirname, '../../shared/corpus');
const present = existsSync(join(corpus, 'manifest.jsonl'));
if (!present) console.log('The conformance corpus is not beside the project: signatures of its PDF files are not counted.');

interface ManifestRow {
  readonly file: string;
  readonly expected?: { readonly crypto_intact?: boolean };
  readonly observed_disagrees?: unknown;
}

interface GoldenRow {
  readonly file: string;
  readonly rejected?: unknown;
  readonly signatures?: readonly { readonly level?: string }[];
}

/** Where we count otherwise than EU DSS 6.4, how many we find, and why. */
const COUNTED_OTHERWISE: Readonly<Record<string, readonly [found: number, why: string]>> = {
  'pades/base.pdf': [
    1,
    'the field has a value, whose /Contents is all zeros: no signature value is not no signature (ISO 32000-2 12.7.5.5)',
  ],
  'pades/pdf-with-empty-sig.pdf': [1, 'the same: prepared for a signature that never came'],
  'pades/pdf-with-two-empty-sigs.pdf': [2, 'the same, twice'],
  'attacks/usf_03_Null_Contents.pdf': [1, 'universal signature forgery: a filled field stays an entry, whatever was taken out of it'],
  'attacks/usf_04_No_Contents_Value.pdf': [1, 'the same; its dictionary is no object any more'],
  'attacks/usf_12_Null_ByteRange.pdf': [1, 'the same'],
  'attacks/pdf-spoofing-attack.pdf': [2, 'a later revision hides the first signature and shows a copy of its value: both are listed'],
};

/** Levels that EU DSS 6.4 gives otherwise without any trust anchor, and why ours stands. */
const LEVEL_OTHERWISE: Readonly<Record<string, string>> = {
  'pades/pades-tst-with-sig-type.pdf':
    'the OCSP response was signed under another key than that of the issuer and says nothing (RFC 6960 4.2.2.2)',
  'pades/pades_infinite_loop.pdf': 'no cross-reference section names the signature; what it says is not read (ISO 32000-2 7.5.4)',
};

function rows<T>(path: string): T[] {
  if (!present) return [];
  const lines = readFileSync(join(corpus, path), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

const isPdf = ({ file }: { readonly file: string }): boolean => /^(pades|attacks|negative)\/.*\.pdf$/.test(file);
const golden = rows<GoldenRow>('golden/none.jsonl').filter(isPdf);
const intactness = rows<ManifestRow>('manifest.jsonl').filter(
  (one) => isPdf(one) && one.expected?.crypto_intact !== undefined && one.observed_disagrees === undefined,
);

const read = new Map<string, SimpleReport | string>();

/** The report of a file without any trust, or the code of why it can't be read; once for each file. */
async function reportOf(file: string): Promise<SimpleReport | string> {
  const known = read.get(file) ?? (await validate(file));
  read.set(file, known);
  return known;
}

async function validate(file: string): Promise<SimpleReport | string> {
  const policy = policyNamed('dss-compatible');
  if (policy === undefined) throw new Error('no policy of that name');
  const request = {
    at: Date.UTC(2026, 10, 22, 12),
    policy,
    anchors: [],
    supplied: NO_MATERIAL,
    trustLists: 'not-used',
    offline: true,
  } as const;
  try {
    return toSimpleReport(await validateDocument(memorySource(readFileSync(join(corpus, file))), request, { sources: [] }));
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return String(error.code);
  }
}

async function signaturesOf(file: string): Promise<SimpleReport['signatures']> {
  const report = await reportOf(file);
  if (typeof report === 'string') throw new Error(`${file} can't be read: ${report}`);
  return report.signatures;
}

const baselineOr = (level: string | undefined): string => {
  const name = (level ?? '').replaceAll('_', '-').toUpperCase();
  return /^PADES-BASELINE-(B|T|LT|LTA)$/.test(name) ? name : 'other';
};

describe.skipIf(!present)('PDF files of the conformance corpus', () => {
  const readable = golden.filter((one) => one.rejected === undefined).map((one) => [one.file, one.signatures ?? []] as const);

  it.each(readable)('%s has as many signatures', async (file, signatures) => {
    const [expected = signatures.length] = COUNTED_OTHERWISE[file] ?? [];
    expect((await signaturesOf(file)).length).toBe(expected);
  });

  it.each(readable.filter(([file]) => COUNTED_OTHERWISE[file] === undefined && LEVEL_OTHERWISE[file] === undefined))(
    '%s has the same levels',
    async (file, signatures) => {
      const found = (await signaturesOf(file)).map((one) => baselineOr(one.level));
      expect(found.sort()).toEqual(signatures.map((one) => baselineOr(one.level)).sort());
    },
  );

  it.each(intactness.map((one) => [one.file, one.expected?.crypto_intact] as const))('%s is intact: %s', async (file, intact) => {
    const signatures = await signaturesOf(file);
    expect(signatures.length > 0 && signatures.every((one) => one.intact)).toBe(intact);
  });
});
