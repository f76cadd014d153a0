import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CodedError, memorySource } from '@sigillum/encoding';
import {
  explainCode,
  toCertificateReport,
  toDetailedReport,
  toErrorReport,
  toErrorText,
  toSimpleReport,
  toTextReport,
} from '@sigillum/reports';
import { type Case, fixtures, requestAt, ROOT } from './spec-support/fixtures.js';
import { validateCertificate } from './validate-certificate.js';
import { validateDocument } from './validate-document.js';

const CORPUS = join(ROOT, '../shared/corpus');
const SCHEMAS = join(ROOT, 'libs/reports/schemas');
const corpusIsThere = existsSync(CORPUS);
if (!corpusIsThere) console.log('The conformance corpus is not at hand: its reports are not compared with the schemas.');

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
for (const file of readdirSync(SCHEMAS)) ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as AnySchema);

function schema(name: string): ValidateFunction {
  const found = ajv.getSchema(`urn:sigillum:schema:${name}:1`);
  if (!found) throw new Error(`no schema ${name}`);
  return found;
}

function corpus(): Case[] {
  if (!corpusIsThere) return [];
  const files = ['pades', 'attacks', 'negative'].flatMap((folder) => readdirSync(join(CORPUS, folder)).map((file) => `${folder}/${file}`));
  const request = requestAt('2026-06-01T12:00:00Z', 'dss-compatible');
  return files.filter((file) => file.endsWith('.pdf')).map((file) => ({ name: file, input: join(CORPUS, file), request }));
}

/** The reports of a document as they leave the house. */
async function reportsOf({ name, input, request }: Case): Promise<{ simple: string; detailed?: string; text: string }> {
  try {
    const result = await validateDocument(memorySource(readFileSync(input)), request, { sources: [] });
    return {
      simple: JSON.stringify(toSimpleReport(result)),
      detailed: JSON.stringify(toDetailedReport(result)),
      text: toTextReport(name, result),
    };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { simple: JSON.stringify(toErrorReport(error, 7)), text: toErrorText(name, error) };
  }
}

function problems(validate: ValidateFunction, json: string): string[] {
  return validate(JSON.parse(json)) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Every value under a key `code`, at any depth. */
function codesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'code' && typeof inner === 'string' ? [inner] : codesIn(inner)));
}

describe.each([
  ['fixtures', fixtures()],
  ['conformance corpus', corpus()],
])('reports of the %s', (_, cases) => {
  it.skipIf(cases.length === 0)('agree with their schemas, with codes that the catalogue explains, twice the same', async () => {
    const wrong: string[] = [];
    for (const one of cases) {
      const [first, second] = [await reportsOf(one), await reportsOf(one)];
      if (JSON.stringify(first) !== JSON.stringify(second)) wrong.push(`${one.name}: two runs differ`);
      wrong.push(...problems(schema('simple-report'), first.simple).map((problem) => `${one.name}: simple ${problem}`));
      if (first.detailed !== undefined)
        wrong.push(...problems(schema('detailed-report'), first.detailed).map((problem) => `${one.name}: detailed ${problem}`));
      const codes = new Set(codesIn(JSON.parse(first.detailed ?? first.simple)));
      wrong.push(...[...codes].filter((code) => !explainCode(code)).map((code) => `${one.name}: ${code} is not explained`));
      if (/[^\P{C}\n]/u.test(first.text)) wrong.push(`${one.name}: a control character in the text`);
    }
    expect(cases.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});

it.skipIf(!corpusIsThere)('reports of real certificates agree with their schema, with codes that the catalogue explains', async () => {
  const folder = join(CORPUS, 'certificates');
  const { at, policy, anchors, supplied } = requestAt('2023-10-28T00:00:00Z', 'dss-compatible');
  const wrong: string[] = [];
  let [judged, stating] = [0, 0];
  for (const file of readdirSync(folder)) {
    const request = { at, policy, anchors, supplied, trust: 'missing', offline: true } as const;
    const bytes = readFileSync(join(folder, file));
    const result = await validateCertificate(bytes, request, { sources: [] }).catch((error: unknown) => {
      if (error instanceof CodedError) return undefined;
      throw error;
    });
    if (result === undefined) continue;
    const report = toCertificateReport(result);
    judged++;
    if (report.statements !== undefined) stating++;
    wrong.push(...problems(schema('certificate-report'), JSON.stringify(report)).map((problem) => `${file}: ${problem}`));
    wrong.push(
      ...codesIn(report.reasons)
        .filter((code) => !explainCode(code))
        .map((code) => `${file}: ${code} is not explained`),
    );
  }
  expect([judged, stating].map((count) => count > 50)).toEqual([true, true]);
  expect(wrong).toEqual([]);
});
