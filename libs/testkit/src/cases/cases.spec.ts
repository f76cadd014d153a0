import { describe, expect, it } from 'vitest';

import { type Actual, type CaseFile, type ExpectedSignature, compareVerdict, parseCaseFile } from '../index.js';

const CASE: CaseFile = {
  id: 'X1',
  about: 'a case',
  clause: 'EN 319 102-1 5.2',
  source: 'generated',
  input: 'input.pdf',
  at: '2026-06-01T12:00:00Z',
  policy: 'default',
  anchors: [],
  certificates: [],
  expect: { exitCode: 0, signatures: [{ indication: 'TOTAL-PASSED', subIndication: null, changes: ['form-fill'] }] },
};

describe('parseCaseFile', () => {
  it('reads what is complete', () => {
    expect(parseCaseFile(JSON.stringify(CASE), 'x')).toEqual(CASE);
  });
  it('fails on unknown keys at every level', () => {
    expect(() => parseCaseFile(JSON.stringify({ ...CASE, expected: {} }), 'x')).toThrow('the key expected is not known');
    expect(() => parseCaseFile(JSON.stringify({ ...CASE, expect: { ...CASE.expect, exit: 1 } }), 'x')).toThrow('the key exit is not known');
    const signatures = [{ ...CASE.expect.signatures[0], Level: 'B' }];
    expect(() => parseCaseFile(JSON.stringify({ ...CASE, expect: { ...CASE.expect, signatures } }), 'x')).toThrow(
      'the key Level is not known',
    );
  });
  it('fails on missing keys and wrong kinds', () => {
    expect(() => parseCaseFile(JSON.stringify({ ...CASE, at: undefined }), 'x')).toThrow('missing at');
    expect(() => parseCaseFile(JSON.stringify({ ...CASE, anchors: 'root.pem' }), 'x')).toThrow('anchors is not strings');
  });
});

describe('compareVerdict', () => {
  const signature = {
    indication: 'TOTAL-PASSED',
    subIndication: null,
    label: 'A',
    level: 'PAdES-BASELINE-B',
    intact: true,
    changes: ['form-fill', 'form-fill'],
    reasons: [],
  };
  const actual: Actual = { exitCode: 0, signatures: [signature] };

  it('agrees where all that was asked for is so', () => {
    expect(compareVerdict(CASE.expect, actual)).toEqual([]);
  });
  it('names each difference', () => {
    const other: Actual = {
      exitCode: 1,
      signatures: [{ ...signature, indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', reasons: ['A'] }],
    };
    expect(compareVerdict(CASE.expect, other)).toEqual([
      'exit code: expected 0, got 1',
      'signature 0 verdict: expected "TOTAL-PASSED/null", got "TOTAL-FAILED/HASH_FAILURE" (A)',
    ]);
    expect(compareVerdict(CASE.expect, { exitCode: 0, signatures: [] })).toEqual(['signatures: expected 1, got 0']);
  });
  it('finds a signature by its label', () => {
    const labelled = (label: string) => ({ ...CASE.expect, signatures: [{ ...CASE.expect.signatures[0], label } as ExpectedSignature] });
    expect(compareVerdict(labelled('A'), actual)).toEqual([]);
    expect(compareVerdict(labelled('B'), actual)).toEqual(['signature B: not among A']);
  });
});
