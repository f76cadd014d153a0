import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, CodedError, fromRfc3339, memorySource, readPem } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, sortMaterial, validateDocument, type ValidationRequest } from '@sigillum/flows';
import { type SimpleReport, toEtsiReport, toSimpleReport, type ValidationResult } from '@sigillum/reports';
import { type LoadedCase, readCases } from '@sigillum/testkit';
import { DEFAULT_POLICY, policyNamed, validateSignatures } from '@sigillum/validation';
import { trustAnchorOf } from '@sigillum/x509';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { listsOf2023 } from './corpus/lists-of-2023.js';
import { openReportSchema } from './validation-report-schema.js';

const CORPUS = join(import.meta.dirname, '../../shared/corpus');
const NAMESPACES = { vr: 'http://uri.etsi.org/19102/v1.4.1#' };
const AT = fromRfc3339('2026-07-01T12:00:00Z') ?? Number.NaN;

const schema = openReportSchema();
if (schema === undefined) console.info('The conformance corpus is absent: reports are only checked for being well-formed.');
afterAll(() => schema?.dispose());

type Asked = Pick<ValidationRequest, 'at' | 'policy' | 'anchors' | 'supplied'> & Partial<Pick<ValidationRequest, 'trustLists'>>;

/** The result; undefined where the input can't be read. */
async function validate(input: Uint8Array, asked: Asked): Promise<ValidationResult | undefined> {
  try {
    return await validateDocument(memorySource(input), { trustLists: 'not-used', ...asked, offline: true }, { sources: [] });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return undefined;
  }
}

/** Everything that is wrong with the report of a result, each with its place. */
function problemsOf(result: ValidationResult): string[] {
  const report = toEtsiReport(result);
  if (report === undefined) return result.signatures.length + result.timestamps.length === 0 ? [] : ['there is no report'];
  if (report !== toEtsiReport(result)) return ['the second report differs from the first'];
  const document = XmlDocument.fromString(report);
  try {
    return [...(schema?.problemsOf(document) ?? []), ...identifierProblems(document), ...verdictProblems(document, result)];
  } finally {
    document.dispose();
  }
}

function identifierProblems(document: XmlDocument): string[] {
  const ids = values(document, '//@id');
  const known = new Set(ids);
  const references = values(document, '//@VOReference').flatMap((list) => list.split(' '));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is twice there`),
    ...ids.filter((id) => !/^[A-Z]-[\dA-F]{32,64}$/.test(id)).map((id) => `${id} is no identifier`),
    ...references.filter((id) => !known.has(id)).map((id) => `${id} is nowhere`),
  ];
}

/** The verdicts are those of the simple report: on each signature, or on each time-stamp where there is no signature. */
function verdictProblems(document: XmlDocument, result: ValidationResult): string[] {
  const simple = toSimpleReport(result);
  const [reports, stamps] = simple.signatures.length > 0 ? [simple.signatures, nested(simple)] : [simple.timestamps, []];
  return [
    ...differences(verdicts(document, '/vr:ValidationReport/vr:SignatureValidationReport'), reports.map(verdictOf)),
    ...differences(verdicts(document, '//vr:ValidationObject/vr:ValidationReport').sort(), stamps),
  ];
}

/** The verdicts on time-stamps, each once. */
function nested({ signatures, timestamps }: SimpleReport): string[] {
  const all = [...signatures.flatMap((one) => one.timestamps), ...timestamps];
  return [...new Map(all.map((one) => [one.id, verdictOf(one)])).values()].sort();
}

function verdictOf({ indication, subIndication }: { indication: string; subIndication: string | null }): string {
  return `${indication} ${subIndication ?? 'without'}`;
}

function verdicts(document: XmlDocument, reports: string): string[] {
  return document.find(`${reports}/vr:SignatureValidationStatus`, NAMESPACES).map((one) => {
    const [main = '', sub = 'without'] = values(one as XmlElement, './vr:MainIndication|./vr:SubIndication').map(
      (uri) => uri.split(':').at(-1) ?? '',
    );
    return `${main.toUpperCase()} ${sub}`;
  });
}

function differences(stated: readonly string[], expected: readonly string[]): string[] {
  return stated.join() === expected.join() ? [] : [`states ${stated.join()} for ${expected.join()}`];
}

function values(node: XmlDocument | XmlElement, path: string): string[] {
  return node.find(path, NAMESPACES).map((one) => one.content);
}

function der(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text.startsWith('-----BEGIN') ? readPem(text).map((block) => block.bytes) : [bytes];
}

const cases = readCases(join(import.meta.dirname, '../fixtures'));
const families = [...new Set(cases.map((one) => one.name.split('/')[0] ?? ''))];

function askedOf({ file, anchors, certificates }: LoadedCase): Asked {
  return {
    at: fromRfc3339(file.at) ?? Number.NaN,
    policy: policyNamed(file.policy) ?? DEFAULT_POLICY,
    anchors: readAnchors(anchors.flatMap(der)),
    supplied: sortMaterial(certificates.flatMap(der)),
  };
}

describe('the ETSI report of every fixture', () => {
  it.each(families)('%s', async (family) => {
    const wrong: string[] = [];
    for (const one of cases.filter(({ name }) => name.startsWith(`${family}/`))) {
      const result = await validate(one.input, askedOf(one));
      if (result !== undefined) wrong.push(...problemsOf(result).map((problem) => `${one.name}: ${problem}`));
    }
    expect(wrong).toEqual([]);
  });
});

/** The same document for somebody who trusts its own roots, so that the report has a chain to show. */
function trustingItsRoots({ document, evidence, policy, validationTime, ...rest }: ValidationResult): ValidationResult {
  const roots = evidence.certificates.map(({ value }) => value).filter((one) => one.subject.key === one.issuer.key);
  const trusting = { ...evidence, anchors: roots.map(trustAnchorOf) };
  const judged = validateSignatures(document, trusting, policy, { now: validationTime }, new Budget());
  const signatures = rest.signatures.map((one, index) => ({ ...one, conclusion: judged.signatures[index] ?? one.conclusion }));
  return { ...rest, document, policy, validationTime, evidence: trusting, signatures, timestamps: judged.timestamps, poe: judged.poe };
}

describe.skipIf(schema === undefined)('the ETSI report of every PDF of the conformance corpus (where it is present)', () => {
  it.each(['pades', 'attacks', 'negative'])('%s', async (folder) => {
    const files = readdirSync(join(CORPUS, folder)).filter((name) => name.toLowerCase().endsWith('.pdf'));
    const wrong: string[] = [];
    let reports = 0;
    for (const name of files) {
      const input = readFileSync(join(CORPUS, folder, name));
      const result = await validate(input, { at: AT, policy: DEFAULT_POLICY, anchors: [], supplied: NO_MATERIAL });
      for (const one of result === undefined ? [] : [result, trustingItsRoots(result)]) {
        wrong.push(...problemsOf(one).map((problem) => `${name}: ${problem}`));
        if (one.signatures.length > 0) reports += 1;
      }
    }
    expect(wrong).toEqual([]);
    if (folder === 'pades') expect(reports).toBeGreaterThan(files.length);
  });
});

describe.skipIf(schema === undefined)('the ETSI report under the trusted lists of 2023 (where they are present)', () => {
  it('says of every PDF what the simple report says of its qualification', async () => {
    const at = Date.UTC(2023, 9, 31);
    const lists = { at, trustLists: await listsOf2023(at) };
    const wrong: string[] = [];
    const words = new Set<string>();
    for (const name of readdirSync(join(CORPUS, 'pades')).filter((one) => one.endsWith('.pdf'))) {
      const input = readFileSync(join(CORPUS, 'pades', name));
      const result = await validate(input, { ...lists, policy: DEFAULT_POLICY, anchors: [], supplied: NO_MATERIAL });
      if (result === undefined || result.signatures.length === 0) continue;
      wrong.push(...problemsOf(result).map((problem) => `${name}: ${problem}`));
      const expected = toSimpleReport(result).signatures.map((one) => one.qualification);
      const stated = qualitiesOf(result);
      if (stated.join() !== expected.join()) wrong.push(`${name}: states ${stated.join()} for ${expected.join()}`);
      expected.forEach((word) => words.add(word));
    }
    expect(wrong).toEqual([]);
    expect([...words]).toEqual(expect.arrayContaining(['QESIG', 'INDETERMINATE_QESIG', 'INDETERMINATE_ADESEAL_QC', 'NA']));
  });
});

function qualitiesOf(result: ValidationResult): string[] {
  const document = XmlDocument.fromString(toEtsiReport(result) ?? '');
  try {
    const path = '/vr:ValidationReport/vr:SignatureValidationReport/vr:SignatureQuality/vr:SignatureQualityInformation';
    return values(document, path).flatMap((uri) => /^urn:sigillum:qualification:(\w+)$/.exec(uri)?.[1] ?? []);
  } finally {
    document.dispose();
  }
}
