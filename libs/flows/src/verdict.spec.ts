import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memorySource } from '@sigillum/encoding';
import { type JudgedSignature, type SimpleReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import { judge } from './judge.js';
import { fixture } from './spec-support/fixtures.js';
import { judgedUnder, listsOfFixtures } from './spec-support/listed.js';
import { validateDocument, type ValidationRequest } from './validate-document.js';

async function resultOf(name: string, change: Partial<ValidationRequest> = {}): Promise<ValidationResult> {
  const { input, request } = fixture(name);
  return validateDocument(memorySource(readFileSync(input)), { ...request, ...change }, { sources: [] });
}

const GOOD = 'pades-baseline/b-rsa2048';
const CHANGED = 'pades-changes/p31-page-removed';

/** What lists would make of a signature, without lists: the words only. */
function withWord(result: ValidationResult, word: NonNullable<JudgedSignature['qualification']>['word']): ValidationResult {
  const signatures = result.signatures.map((one) => ({ ...one, qualification: { word, certificate: undefined, gaps: [] } }));
  return { ...result, signatures, trust: { anchors: 0, trustLists: 'used' } };
}

const verdictOf = (report: SimpleReport): [string | undefined, string | undefined] => [report.verdict?.code, report.verdict?.headline];

describe('the verdict for people', () => {
  it.each([
    ['QESIG', 'QUALIFIED_SIGNATURE', 'Qualified signature'],
    ['QESEAL', 'QUALIFIED_SIGNATURE', 'Qualified seal'],
    ['ADESIG_QC', 'GENUINE_SIGNATURE', 'Genuine, but not qualified'],
    ['UNKNOWN_QC_QSCD', 'GENUINE_SIGNATURE', 'Genuine: whether it is qualified cannot be told'],
    ['NA', 'GENUINE_SIGNATURE', 'Genuine, but not qualified'],
  ] as const)('%s of a passed signature is %s', async (word, code, headline) => {
    const result = withWord(await resultOf(GOOD), word);
    expect(verdictOf(toSimpleReport(result))).toEqual([code, headline]);
    expect(toTextReport('x', result).split('\n')[1]?.toLowerCase()).toBe(`  ✔ ${headline.toLowerCase()}`);
  });

  it('says that nobody asked where no list was used', async () => {
    expect(verdictOf(toSimpleReport(await resultOf(GOOD)))).toEqual([
      'GENUINE_SIGNATURE',
      'Genuine: whether it is qualified was not determined',
    ]);
  });

  it('never says qualified of what did not pass, whatever the certificate', async () => {
    expect(verdictOf(toSimpleReport(withWord(await resultOf(CHANGED), 'QESIG')))).toEqual([
      'DO_NOT_RELY',
      'Do not rely on this: changed after signing',
    ]);
    expect(verdictOf(toSimpleReport(withWord(await resultOf(GOOD, { anchors: [] }), 'QESIG')))[0]).toBe('SIGNER_NOT_TRUSTED');
  });

  it('is at best open where a policy lets pass a change that the signature does not allow', async () => {
    const result = await resultOf(CHANGED);
    const [signature] = result.signatures;
    if (!signature) throw new Error('no signature');
    const conclusion = { ...signature.conclusion, indication: 'TOTAL-PASSED' as const, subIndication: undefined };
    const passed = withWord({ ...result, signatures: [{ ...signature, conclusion }] }, 'QESIG');
    expect(verdictOf(toSimpleReport(passed))).toEqual(['CANNOT_BE_CONFIRMED', 'Genuine, but changed after signing']);
    expect(toSimpleReport(passed).verdict?.next).toBe('Do not rely on this copy; ask for the document as it was signed.');
  });

  it('tells our lack of trust from a signer who is on no list', async () => {
    const nobody = await resultOf(GOOD, { anchors: [] });
    expect(verdictOf(toSimpleReport(nobody))).toEqual(['CANNOT_JUDGE', 'We cannot judge: no trusted authority is at hand']);
    const listed: ValidationResult = { ...nobody, trust: { anchors: 0, trustLists: 'used' } };
    expect(verdictOf(toSimpleReport(listed))).toEqual(['SIGNER_NOT_TRUSTED', 'Signer not on a trusted list']);
    expect(toTextReport('x', listed)).not.toContain('says nothing against the signer');
    const own: ValidationResult = { ...nobody, trust: { anchors: 1, trustLists: 'not-used' } };
    expect(verdictOf(toSimpleReport(own))).toEqual(['SIGNER_NOT_TRUSTED', 'Signer not known to be trusted']);
  });

  it('follows the weakest signature, and counts them first', async () => {
    const report = toSimpleReport(await resultOf('pades-baseline/b-two-signatures'));
    expect(report.verdict?.why[0]).toBe('All 2 signatures are genuine.');
    const result = await resultOf('pades-baseline/b-two-signatures');
    const bad = await resultOf('pades-defects/p10-value-damaged');
    const mixed = { ...result, signatures: [...result.signatures, ...bad.signatures] };
    expect(toSimpleReport(mixed).verdict).toMatchObject({
      code: 'DO_NOT_RELY',
      why: ['2 of 3 signatures are genuine; 1 not to be relied on.', expect.stringContaining('.')],
    });
  });

  it('counts the qualified ones where lists were asked', async () => {
    const result = withWord(await resultOf('pades-baseline/b-two-signatures'), 'QESIG');
    expect(toSimpleReport(result).verdict).toMatchObject({
      code: 'QUALIFIED_SIGNATURE',
      why: ['All 2 signatures are genuine and qualified.', expect.any(String)],
    });
    const [first, second] = result.signatures;
    if (!first || !second) throw new Error('two signatures are expected');
    const plain = { ...second, qualification: { word: 'ADESIG_QC' as const, certificate: undefined, gaps: [] } };
    const report = toSimpleReport({ ...result, signatures: [first, plain] });
    expect([...verdictOf(report), report.verdict?.why[0]]).toEqual([
      'GENUINE_SIGNATURE',
      'Genuine, but not qualified',
      'All 2 signatures are genuine, 1 of them qualified.',
    ]);
  });

  it('tells of lists in use that may not be the newest: the list of the lists, and that of the entry', async () => {
    const { collected } = await judgedUnder(await listsOfFixtures(), GOOD);
    const { at, lists } = collected;
    if (lists === undefined) throw new Error('no lists');
    const old = {
      ...lists,
      lotl: { ...lists.lotl, nextUpdate: at - 1 },
      lists: lists.lists.map((one) => ({ ...one, nextUpdate: at - 1 })),
    };
    const told = (trusted: TrustSnapshot) => toSimpleReport(judge({ ...collected, lists: trusted })).verdict;
    expect(told(lists)).toMatchObject({ headline: 'Qualified signature', why: [expect.any(String)] });
    expect(told(old)).toMatchObject({
      headline: 'Qualified signature: by a trusted list that may be out of date',
      why: [
        expect.any(String),
        expect.stringContaining('list of the trusted lists may not be the newest'),
        expect.stringContaining('trusted list of XA may not be the newest'),
      ],
    });
  });

  it('waits for time where time alone settles it', async () => {
    const report = toSimpleReport(await resultOf('pades-baseline/b-stale-ocsp'));
    expect([report.signatures[0]?.subIndication, ...verdictOf(report)]).toEqual([
      'TRY_LATER',
      'CANNOT_BE_CONFIRMED',
      'Cannot be confirmed yet',
    ]);
  });

  it('shows what proves the time, and until when it can be checked', async () => {
    const [signature] = toSimpleReport(await resultOf('pades-baseline/lt-ocsp')).signatures;
    expect(signature?.bestSignatureTimeProof).toBe(signature?.timestamps[0]?.id);
    expect(signature?.checkableUntil).toEqual({ time: '2046-01-01T00:00:00Z', fromDocumentAlone: true });
    const [open] = toSimpleReport(await resultOf(GOOD, { anchors: [] })).signatures;
    expect(open).toMatchObject({ bestSignatureTimeProof: null, checkableUntil: null, listEntry: null });
  });
});
