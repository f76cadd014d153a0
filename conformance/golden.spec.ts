import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ByteSource, CodedError, memorySource } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, validateDocument } from '@sigillum/flows';
import { type SimpleReport, toSimpleReport } from '@sigillum/reports';
import { DSS_COMPATIBLE } from '@sigillum/validation';
import { afterAll, describe, expect, it } from 'vitest';

// What EU DSS 6.4 says of every PDF and every bare time-stamp of the conformance corpus, under three settings, against what we say of it. A difference needs its
// entry, with the clause, in explained.jsonl; an entry that explains nothing any more fails too.
const corpus = join(import.meta.dirname, '../../shared/corpus');
const present = existsSync(join(corpus, 'golden/none.jsonl'));
if (!present) console.warn('The conformance corpus is not at hand: our verdicts are not held against those of EU DSS.');

const SETTINGS = [
  { golden: 'none', at: '2026-11-22T12:00:00Z', anchors: false },
  { golden: 'met-2026', at: '2026-11-22T12:00:00Z', anchors: true },
  { golden: 'met-2019', at: '2019-06-01T00:00:00Z', anchors: true },
] as const;

interface GoldenSignature {
  readonly indication: string;
  readonly sub_indication?: string;
  readonly level: string;
  readonly best_signature_time?: string;
  readonly timestamps?: readonly GoldenTimestamp[];
  readonly evidence_records?: readonly unknown[];
}

interface GoldenTimestamp {
  readonly indication: string;
  readonly time: string;
}

interface GoldenRow {
  readonly file: string;
  readonly rejected?: unknown;
  readonly signatures?: readonly GoldenSignature[];
  readonly detached_timestamps?: readonly GoldenTimestamp[];
}

interface ManifestRow {
  readonly file: string;
  readonly expected?: { readonly crypto_intact?: boolean; readonly must_not_pass?: boolean };
  readonly observed_disagrees?: unknown;
  readonly detached?: readonly { readonly role: string; readonly file: string; readonly name?: string }[];
  readonly detached_text?: readonly (string | null)[];
}

interface Explanation {
  readonly file: string;
  readonly field: string;
  readonly why: string;
}

function rows<T>(path: string): T[] {
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T)
    : [];
}

/** PDF documents, and bare time-stamps with what they cover. */
const isJudged = ({ file }: { readonly file: string }): boolean => /^((pades|attacks|negative)\/.*\.pdf|timestamp\/.*)$/.test(file);
const manifest = new Map(rows<ManifestRow>(join(corpus, 'manifest.jsonl')).map((row) => [row.file, row]));
const explanations = rows<Explanation>(join(import.meta.dirname, 'explained.jsonl'));
const used = new Set<Explanation>();

const norm = (word: string | null | undefined): string => (word ?? '').replaceAll('_', '-').toUpperCase();
const baseline = (level: string): string => (/^PADES-BASELINE-(B|T|LT|LTA)$/.test(norm(level)) ? norm(level) : 'OTHER');
const second = (time: string | undefined): string => (time ?? '').slice(0, 19);
const bag = (words: readonly string[]): string => [...words].sort().join(' ');
const kinds = (words: readonly string[]): string => bag([...new Set(words)]);

async function reportOf(file: string, setting: (typeof SETTINGS)[number]): Promise<SimpleReport | string> {
  const request = {
    at: Date.parse(setting.at),
    policy: DSS_COMPATIBLE,
    anchors: setting.anchors ? met() : [],
    supplied: NO_MATERIAL,
    trustLists: 'not-used',
    offline: true,
    ...besideOf(file),
  } as const;
  try {
    return toSimpleReport(await validateDocument(memorySource(readFileSync(join(corpus, file))), request, { sources: [] }));
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}

interface Beside {
  readonly name: string;
  readonly source: ByteSource;
}

/** What comes with a document, as EU DSS had it: files and texts that it may cover, and evidence records. */
function besideOf(file: string): { readonly detached: readonly Beside[]; readonly evidenceRecords: readonly Beside[] } {
  const { detached = [], detached_text: texts = [] } = manifest.get(file) ?? {};
  const read = (one: (typeof detached)[number]): Beside => ({
    name: one.name ?? one.file,
    source: memorySource(readFileSync(join(corpus, one.file))),
  });
  const isRecord = ({ role }: { readonly role: string }): boolean => role === 'detached_evidence_records';
  const named = texts.flatMap((text, index) => (text === null ? [] : { name: `${index}.txt`, source: memorySource(Buffer.from(text)) }));
  return {
    detached: [...detached.filter((one) => !isRecord(one)).map(read), ...named],
    evidenceRecords: detached.filter(isRecord).map(read),
  };
}

let known: ReturnType<typeof readAnchors> | undefined;

function met(): ReturnType<typeof readAnchors> {
  const folder = join(corpus, 'trust-anchors/met-in-documents');
  known ??= readAnchors(
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name))),
  );
  return known;
}

/** The fields of a document on which both can be asked, ours and theirs, as words that are equal where the answers are. */
function* fields(report: SimpleReport, golden: GoldenRow): Generator<readonly [field: string, ours: string, theirs: string]> {
  const theirs = golden.signatures ?? [];
  yield ['signatures', String(report.signatures.length), String(theirs.length)];
  if (report.signatures.length !== theirs.length) return;
  yield ['indication', bag(report.signatures.map((one) => norm(one.indication))), bag(theirs.map((one) => norm(one.indication)))];
  yield ['subIndication', bag(report.signatures.map((one) => norm(one.subIndication))), bag(theirs.map((one) => norm(one.sub_indication)))];
  yield ['level', bag(report.signatures.map((one) => baseline(one.level))), bag(theirs.map((one) => baseline(one.level)))];
  const times = theirs.map((one) => second(one.best_signature_time));
  if (!times.some((time) => time.startsWith('2026-11'))) {
    yield ['bestSignatureTime', bag(report.signatures.map((one) => second(one.bestSignatureTime))), bag(times)];
  }
  const ourStamps = [...report.signatures.flatMap((one) => one.timestamps), ...report.timestamps];
  const theirStamps = [...theirs.flatMap((one) => one.timestamps ?? []), ...(golden.detached_timestamps ?? [])];
  yield [
    'timestamps',
    kinds(ourStamps.map((one) => `${one.time} ${one.indication}`)).split(' ').length + '',
    kinds(theirStamps.map((one) => `${one.time} ${one.indication}`)).split(' ').length + '',
  ];
  yield [
    'timestampIndication',
    kinds(ourStamps.map((one) => norm(one.indication))),
    kinds(theirStamps.map((one) => norm(one.indication).replace('TOTAL-', ''))),
  ];
  const ourRecords = report.signatures.flatMap((one) => one.evidenceRecords).length + report.evidenceRecords.length;
  yield ['evidenceRecords', String(ourRecords), String(theirs.flatMap((one) => one.evidence_records ?? []).length)];
}

function explain(file: string, field: string): boolean {
  const entry = explanations.find((one) => one.file === file && one.field === field);
  if (entry) used.add(entry);
  return entry !== undefined;
}

describe.skipIf(!present).each(SETTINGS)('against EU DSS: $golden', (setting) => {
  const golden = rows<GoldenRow>(join(corpus, `golden/${setting.golden}.jsonl`)).filter(isJudged);

  it('differs only where it is explained', { timeout: 300_000 }, async () => {
    const differences: string[] = [];
    for (const row of golden) {
      const report = await reportOf(row.file, setting);
      const differ = (field: string, ours: string, theirs: string): void => {
        if (ours !== theirs && !explain(row.file, field)) differences.push(`${row.file} ${field}: ours ${ours}, EU DSS ${theirs}`);
      };
      differ('readable', String(typeof report !== 'string'), String(row.rejected === undefined));
      if (typeof report === 'string') continue;
      const { expected, observed_disagrees: disagrees } = manifest.get(row.file) ?? {};
      const passed = report.signatures.length > 0 && report.signatures.every((one) => one.indication === 'TOTAL-PASSED');
      const theyPass = (row.signatures ?? []).every((one) => one.indication === 'TOTAL_PASSED');
      if (expected?.must_not_pass && !theyPass) differ('mustNotPass', String(passed), 'false');
      if (expected?.crypto_intact !== undefined && report.signatures.length > 0 && !disagrees) {
        differ('intact', String(report.signatures.every((one) => one.intact)), String(expected.crypto_intact));
      }
      if (row.rejected !== undefined) continue;
      for (const [field, ours, theirs] of fields(report, row)) differ(field, ours, theirs);
    }
    expect(differences).toEqual([]);
  });
});

afterAll(() => {
  if (present)
    expect(
      explanations.filter((one) => isJudged(one) && !used.has(one)).map((one) => `${one.file} ${one.field} needs no explanation any more`),
    ).toEqual([]);
});
