import { readFileSync } from 'node:fs';
import { canonicalJson, memorySource, toHex } from '@sigillum/encoding';
import { digest } from '@sigillum/crypto';
import { toDetailedReport, toEtsiReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { DSS_COMPATIBLE } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';
import { fixture } from '../spec-support/fixtures.js';
import { validateDocument } from '../validate-document.js';
import { SavedEvidenceError } from './errors.js';
import { replay } from './replay.js';
import { readSavedEvidence, saveEvidence } from './saved-evidence.js';

const ABOUT = { name: 'contract.pdf', program: '0.1.0' };

async function resultOf(name: string): Promise<ValidationResult> {
  const { input, request } = fixture(name);
  return validateDocument(memorySource(readFileSync(input)), request, { sources: [] });
}

const good = saveEvidence(await resultOf('pades-baseline/b-rsa2048'), ABOUT);

interface File {
  format: unknown;
  version: unknown;
  digest: string;
  body: Record<string, unknown> & {
    document: Record<string, unknown> & { signatures: Record<string, unknown>[] };
    evidence: Record<string, unknown> & { certificates: Record<string, unknown>[] };
  };
}

/** The file after an edit by someone who knows how to compute the digest. */
function edited(edit: (file: File) => unknown): string {
  const file = JSON.parse(good) as File;
  edit(file);
  return JSON.stringify({ ...file, digest: toHex(digest('SHA-256', Buffer.from(canonicalJson(file.body)))) });
}

function refusal(text: string): [string, string] {
  try {
    readSavedEvidence(text);
  } catch (error) {
    if (error instanceof SavedEvidenceError) return [error.code, error.message];
    throw error;
  }
  throw new Error('it was read');
}

describe('saved evidence', () => {
  it('gives all reports again, byte for byte', async () => {
    const result = await resultOf('pades-baseline/b-two-signatures');
    const again = replay(readSavedEvidence(saveEvidence(result, ABOUT)));
    const reports = (one: ValidationResult): (string | undefined)[] => [
      JSON.stringify(toSimpleReport(one)),
      JSON.stringify(toDetailedReport(one)),
      toTextReport('contract.pdf', one),
      toEtsiReport(one),
    ];
    expect(again).toMatchObject({ same: true, differences: [] });
    expect(reports(again.result)).toEqual(reports(result));
    expect(saveEvidence(again.result, ABOUT)).toBe(saveEvidence(result, ABOUT));
  });

  it('is read as what was written', () => {
    const saved = readSavedEvidence(good);
    expect(saved.about).toEqual(ABOUT);
    expect(JSON.stringify(saved.report)).toContain('"TOTAL-PASSED"');
  });

  it('answers for another moment and under another policy, and says what differs', () => {
    const before = replay(readSavedEvidence(good), { at: Date.UTC(2016, 0, 1) });
    expect(before.same).toBe(false);
    expect(before.differences).toContainEqual({ path: 'validationTime', saved: '"2026-06-01T12:00:00Z"', now: '"2016-01-01T00:00:00Z"' });
    expect(before.differences).toContainEqual({ path: 'signatures[0].indication', saved: '"TOTAL-PASSED"', now: '"TOTAL-FAILED"' });
    const { result, differences } = replay(readSavedEvidence(good), { policy: DSS_COMPATIBLE });
    expect(toSimpleReport(result).policy?.name).toBe('dss-compatible');
    expect(differences.map((one) => one.path)).toEqual(['policy.name', 'policy.version', 'policy.digest']);
  });

  it('says what today finds otherwise than the saved report', () => {
    const other = edited(({ body }) => {
      body.report = { ...(body.report as object), exitCode: 1, gone: [1], signatures: [] };
    });
    const { same, differences } = replay(readSavedEvidence(other));
    expect(same).toBe(false);
    expect(differences.map(({ path, saved, now }) => [path, saved, now?.slice(0, 10)])).toEqual([
      ['exitCode', '1', '0'],
      ['signatures[0]', undefined, expect.stringMatching(/^\{/)],
      ['gone', '[1]', undefined],
    ]);
  });

  it('says that only the detailed report differs', () => {
    const { same, differences } = replay(readSavedEvidence(edited(({ body }) => (body.detailedDigest = ''))));
    expect({ same, differences }).toEqual({ same: false, differences: [] });
  });
});

const UNREADABLE = 'SAVED_EVIDENCE_UNREADABLE';

describe('a file that is not what was saved is refused', () => {
  it.each([
    ['nothing', '', UNREADABLE, /not JSON/],
    ['no JSON', '%PDF-1.7', UNREADABLE, /not JSON/],
    ['cut off', good.slice(0, -100), UNREADABLE, /breaks off/],
    ['a list', '[]', UNREADABLE, /no evidence/],
    ['null', 'null', UNREADABLE, /no evidence/],
    ['another JSON', '{"format":"other","version":1}', UNREADABLE, /no evidence/],
    ['without a body', '{"format":"sigillum-evidence","version":1}', UNREADABLE, /breaks off/],
    ['another version', '{"format":"sigillum-evidence","version":3}', 'SAVED_EVIDENCE_VERSION', /of version 3; .* reads versions 1 and 2/],
    ['a version that is none', '{"format":"sigillum-evidence","version":"1"}', 'SAVED_EVIDENCE_VERSION', /of version "1"/],
    ['a verdict changed', good.replace('TOTAL-PASSED', 'TOTAL-FAILED'), 'SAVED_EVIDENCE_DAMAGED', /digest/],
    ['a byte of a certificate changed', good.replace('MII', 'MIJ'), 'SAVED_EVIDENCE_DAMAGED', /digest/],
    ['no digest', good.replace(/"digest":"[0-9a-f]{64}"/, '"digest":null'), 'SAVED_EVIDENCE_DAMAGED', /digest/],
    [
      'deeper than anything that is saved',
      `{"format":"sigillum-evidence","version":1,"digest":"","body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      UNREADABLE,
      /jsonDepth/,
    ],
  ])('%s', (_, text, code, message) => {
    expect(refusal(text)).toEqual([code, expect.stringMatching(message)]);
  });

  it.each<[string, (file: File) => unknown, RegExp]>([
    ['a member too many', ({ body }) => (body.extra = 1), /body\.extra: nothing/],
    [
      '__proto__',
      ({ body }) => Object.defineProperty(body, '__proto__', { value: { same: true }, enumerable: true }),
      /body\.__proto__: nothing/,
    ],
    ['a member too few', ({ body }) => delete body.trust, /body\.trust: an object/],
    ['a moment beyond all years', ({ body }) => (body.at = 1e300), /body\.at: a moment/],
    ['no policy', ({ body }) => (body.policy = 'ts-119-172-4'), /body\.policy: an object/],
    ['a format of the future', ({ body }) => (body.document.format = 'DOCX'), /body\.document\.format: one of PDF/],
    ['bytes that are not base64', ({ body }) => (body.document.signatures[0]!.signatureValue = '***'), /signatureValue: base64/],
    [
      'an unknown algorithm',
      ({ body }) => (body.document.signatures[0]!.algorithm = { scheme: 'ROT13', oid: '1' }),
      /algorithm\.scheme: one of/,
    ],
    ['a certificate that is none', ({ body }) => (body.evidence.certificates[0]!.bytes = 'AAAA'), /certificates\[0\]: a certificate/],
    ['the same certificate twice', ({ body }) => body.evidence.certificates.push(body.evidence.certificates.at(-1)!), /the order of ids/],
    ['an anchor without name', ({ body }) => (body.evidence.anchors = [{}]), /anchors\[0\]: a certificate, or a name and a key/],
    ['a report that is none', ({ body }) => (body.report = 1), /body\.report: an object/],
  ])('%s, with a digest that fits', (_, edit, message) => {
    expect(refusal(edited(edit))).toEqual([UNREADABLE, expect.stringMatching(message)]);
  });
});
