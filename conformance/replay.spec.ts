import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CodedError, memorySource, readPem } from '@sigillum/encoding';
import {
  type Collected,
  type CollectRequest,
  judge,
  NO_MATERIAL,
  openAndCollect,
  readAnchors,
  readSavedEvidence,
  replay,
  saveEvidence,
} from '@sigillum/flows';
import { toDetailedReport, toEtsiReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';
import { listsOf2023 } from './corpus/lists-of-2023.js';

// The conformance corpus stands beside the project and is not part of it.
const root = join(import.meta.dirname, '..');
const corpus = join(root, '../shared/corpus');
const present = existsSync(join(corpus, 'manifest.jsonl'));
if (!present) console.log('The conformance corpus is not beside the project: only the fixtures are saved and replayed.');

const anchors = readAnchors(readPem(readFileSync(join(root, 'fixtures/pki/root.pem'), 'utf8')).map((block) => block.bytes));

function pdfsBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.pdf')).map((file) => join(folder, file));
}

type Trust = Pick<CollectRequest, 'at' | 'anchors' | 'trustLists'>;
const FIXTURES: Trust = { at: Date.UTC(2026, 10, 22, 12), anchors, trustLists: 'not-used' };

interface Judged {
  readonly result: ValidationResult;
  readonly collected: Collected;
}

async function validated(path: string, trust: Trust): Promise<Judged | undefined> {
  const request = { ...trust, supplied: NO_MATERIAL, offline: true };
  try {
    const collected = await openAndCollect(memorySource(readFileSync(path)), request, { sources: [] });
    return { collected, result: judge({ ...collected, policy: DEFAULT_POLICY }) };
  } catch (error) {
    if (error instanceof CodedError) return undefined; // what can't be read has no evidence
    throw error;
  }
}

function reportsOf(name: string, result: ValidationResult): (string | undefined)[] {
  const json = [toSimpleReport(result), toDetailedReport(result)].map((report) => JSON.stringify(report));
  return [...json, toTextReport(name, result), toEtsiReport(result)];
}

/** What is not the same after saving and replaying; nothing where all is. */
async function lossOf(path: string, trust: Trust = FIXTURES): Promise<string[] | undefined> {
  const judged = await validated(path, trust);
  if (!judged) return undefined;
  const { result, collected } = judged;
  const name = relative(root, path);
  const file = saveEvidence(result, { name, program: 'test' }, collected.lists);
  const saved = readSavedEvidence(file);
  const again = replay(saved);
  const [before, after] = [reportsOf(name, result), reportsOf(name, again.result)];
  return [
    ...(again.same ? [] : [`${name}: it does not say that it is the same`]),
    ...(before.every((report, index) => report === after[index]) ? [] : [`${name}: a report differs`]),
    ...(saveEvidence(again.result, { name, program: 'test' }, saved.lists) === file ? [] : [`${name}: saved again it is another file`]),
  ];
}

describe.each([
  ['fixtures', pdfsBelow(join(root, 'fixtures')), 50],
  ['conformance corpus', present ? ['pades', 'attacks', 'negative'].flatMap((folder) => pdfsBelow(join(corpus, folder))) : [], 170],
] as const)('every PDF of the %s', (_, files, least) => {
  it.skipIf(files.length === 0)('saved and replayed gives its reports again, byte for byte', async () => {
    const losses: (string[] | undefined)[] = [];
    for (const file of files) losses.push(await lossOf(file));
    const replayed = losses.filter((one) => one !== undefined);
    expect(replayed.flat()).toEqual([]);
    expect(replayed.length).toBeGreaterThan(least);
  });
});

it.skipIf(!present)('every PDF of the corpus under the lists of 2023: the same again, and as under all of their entries', async () => {
  const at = Date.UTC(2023, 9, 25);
  const lists = await listsOf2023(at);
  const trust = { at, anchors: [], trustLists: lists };
  const losses: string[] = [];
  let qualified = 0;
  for (const path of pdfsBelow(join(corpus, 'pades'))) {
    losses.push(...((await lossOf(path, trust)) ?? []));
    const judged = await validated(path, trust);
    if (!judged) continue;
    const { result, collected } = judged;
    const whole = judge({ ...collected, policy: DEFAULT_POLICY, lists });
    if (JSON.stringify(toSimpleReport(whole)) !== JSON.stringify(toSimpleReport(result)))
      losses.push(`${path}: the whole lists say otherwise`);
    if (result.signatures.some(({ qualification }) => qualification?.certificate !== undefined)) qualified++;
  }
  expect(losses).toEqual([]);
  expect(qualified).toBeGreaterThan(20);
});
