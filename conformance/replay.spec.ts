import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CodedError, memorySource, readPem } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, readSavedEvidence, replay, saveEvidence, validateDocument } from '@sigillum/flows';
import { toDetailedReport, toEtsiReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';

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

async function validated(path: string): Promise<ValidationResult | undefined> {
  const request = { at: Date.UTC(2026, 10, 22, 12), policy: DEFAULT_POLICY, anchors, supplied: NO_MATERIAL, offline: true } as const;
  try {
    return await validateDocument(memorySource(readFileSync(path)), { ...request, trustLists: 'not-used' }, { sources: [] });
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
async function lossOf(path: string): Promise<string[] | undefined> {
  const result = await validated(path);
  if (!result) return undefined;
  const name = relative(root, path);
  const file = saveEvidence(result, { name, program: 'test' });
  const again = replay(readSavedEvidence(file));
  const [before, after] = [reportsOf(name, result), reportsOf(name, again.result)];
  return [
    ...(again.same ? [] : [`${name}: it does not say that it is the same`]),
    ...(before.every((report, index) => report === after[index]) ? [] : [`${name}: a report differs`]),
    ...(saveEvidence(again.result, { name, program: 'test' }) === file ? [] : [`${name}: saved again it is another file`]),
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
