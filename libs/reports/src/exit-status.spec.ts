import { describe, expect, it } from 'vitest';
import { anchor } from './spec-support/made-people.js';
import { certificateExitStatusOf, exitStatusOf } from './exit-status.js';

type Given = Parameters<typeof exitStatusOf>[0];
type Total = Given['signatures'][number]['conclusion']['indication'];
type Indication = Given['timestamps'][number]['indication'];

/** Only what the status is drawn from. */
function statusOf(
  format: Given['document']['format'],
  signatures: readonly Total[],
  timestamps: readonly Indication[],
  trust: Partial<Given['trust']> = {},
): number {
  return exitStatusOf({
    document: { format },
    signatures: signatures.map((indication) => ({ signature: {}, conclusion: { indication } })),
    timestamps: timestamps.map((indication) => ({ indication })),
    trust: { anchors: 1, trustLists: 'not-used', ...trust },
  });
}

describe('the exit status of a document', () => {
  it.each<[readonly Total[], number]>([
    [['TOTAL-PASSED'], 0],
    [['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'], 1],
    [['TOTAL-PASSED', 'INDETERMINATE'], 3],
    [[], 4],
  ])('signatures %j: %i', (signatures, status) => {
    expect(statusOf('PDF', signatures, ['FAILED'])).toBe(status);
  });

  it.each<[Indication, number]>([
    ['PASSED', 0],
    ['FAILED', 1],
    ['INDETERMINATE', 3],
  ])('a bare time-stamp that is %s: %i', (indication, status) => {
    expect(statusOf('CMS', [], [indication])).toBe(status);
  });

  it('says that trust data were missing only where something is undecided', () => {
    const missing = { anchors: 0, trustLists: 'missing' } as const;
    expect(statusOf('CMS', [], ['INDETERMINATE'], missing)).toBe(6);
    expect(statusOf('PDF', ['INDETERMINATE'], [], missing)).toBe(6);
    expect(statusOf('PDF', ['TOTAL-FAILED'], [], missing)).toBe(1);
    expect(statusOf('CMS', [], [], missing)).toBe(4);
  });

  it.each<[Total, Total, number]>([
    ['TOTAL-PASSED', 'TOTAL-FAILED', 0],
    ['TOTAL-PASSED', 'INDETERMINATE', 0],
    ['INDETERMINATE', 'TOTAL-PASSED', 3],
    ['TOTAL-FAILED', 'TOTAL-PASSED', 1],
  ])('a signature that is %s with a counter-signature that is %s: %i', (signature, counter, status) => {
    const signatures = [
      { signature: {}, conclusion: { indication: signature } },
      { signature: { counterSignatureOf: 'S' }, conclusion: { indication: counter } },
    ];
    const given = { document: { format: 'PDF' }, timestamps: [], trust: { anchors: 1, trustLists: 'not-used' } } as const;
    expect(exitStatusOf({ ...given, signatures })).toBe(status);
  });
});

describe('the exit status of a certificate', () => {
  type Certificate = Parameters<typeof certificateExitStatusOf>[0];
  const unusable = { code: 'TL_LIST_UNUSABLE', rule: 'TS 119 615 4.2.4', severity: 'error', message: '' } as const;

  it.each<[Certificate['conclusion']['indication'], Partial<Certificate['trust']>, Certificate['atValidation']['reasons'], number]>([
    ['PASSED', { trustLists: 'missing' }, [unusable], 0],
    ['FAILED', { trustLists: 'missing' }, [unusable], 1],
    ['INDETERMINATE', { trustLists: 'missing' }, [], 6],
    ['INDETERMINATE', { trustLists: 'missing', anchors: 1 }, [], 3],
    ['INDETERMINATE', { trustLists: 'used' }, [unusable], 6],
    ['INDETERMINATE', { trustLists: 'used' }, [], 3],
    ['INDETERMINATE', { trustLists: 'not-used' }, [], 3],
  ])('%s, %j, %j: %i', (indication, trust, reasons, status) => {
    expect(statusOfCertificate({ indication, chain: undefined }, { trust, reasons })).toBe(status);
  });

  it('a list that could not be used is not what is missing where a chain was found without it', () => {
    const chain = { certificates: [], anchor };
    expect(statusOfCertificate({ indication: 'INDETERMINATE', chain }, { trust: { trustLists: 'used' }, reasons: [unusable] })).toBe(3);
  });

  it('a TLS certificate that is not bound to it is as bad as a bad certificate', () => {
    const conclusion = { indication: 'PASSED', chain: undefined } as const;
    const broken = { ok: false, code: 'TLS_BINDING_EXPIRED', message: '' } as const;
    expect(statusOfCertificate(conclusion, { tlsBinding: broken })).toBe(1);
    expect(statusOfCertificate(conclusion, { tlsBinding: { ok: true } })).toBe(0);
  });

  function statusOfCertificate(
    conclusion: Certificate['conclusion'],
    more: Pick<Certificate, 'tlsBinding'> & { trust?: Partial<Certificate['trust']>; reasons?: Certificate['atValidation']['reasons'] },
  ): number {
    const { trust, reasons = [], ...binding } = more;
    const used = { anchors: 0, trustLists: 'not-used', ...trust } as const;
    return certificateExitStatusOf({ conclusion, trust: used, atValidation: { reasons }, ...binding });
  }
});
