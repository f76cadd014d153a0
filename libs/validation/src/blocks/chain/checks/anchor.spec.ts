import { Budget } from '@sigillum/encoding';
import { createAuthority, createKey, issueSigner } from '@sigillum/testkit';
import { type AnchorGrant, parseCertificate, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../../../policy/dss-compatible.js';
import { EN_319_102_1 } from '../../../policy/en-319-102-1.js';
import { TS_119_172_4 } from '../../../policy/ts-119-172-4.js';
import { judge } from '../../../checks/row.js';
import { anchorOf, at, ca, policyWith, root, signer as caSigner, stamp, tell, tsaRoot, verdict } from '../../../spec-support/timeline.js';
import { ANCHOR_CHECKS } from './anchor.js';

const ISSUED = Date.UTC(2020, 0, 1);
const NOW = Date.UTC(2026, 0, 1);
const [BEFORE, AFTER] = [Date.UTC(2018, 0, 1), Date.UTC(2022, 0, 1)];

const authority = createAuthority({ name: 'Listed', algorithm: 'P-256', notBefore: Date.UTC(2010, 0, 1) });
const anchor = trustAnchorOf(parseCertificate(authority.certificate));
const key = createKey('P-256');
const of = (extendedKeyUsage: readonly string[]) =>
  parseCertificate(
    issueSigner(authority, { name: 'Holder', algorithm: 'P-256', notBefore: ISSUED, key, profile: { extendedKeyUsage } }).certificate,
  );
const [signer, unit] = [of([]), of(['1.3.6.1.5.5.7.3.8'])];
const nothing = { certificates: [], crls: [], ocsps: [], anchors: [], unreadable: [], notCollected: [] };

/** What the check says of a certificate under an anchor with these grants; nothing where it holds or does not apply. */
function codeFor(leaf: typeof signer, grants: readonly AnchorGrant[] | undefined): string | undefined {
  const path = { certificates: [leaf], anchor: { ...anchor, ...(grants && { grants }) } };
  const context = { path, evidence: nothing, parameters: TS_119_172_4.parameters, now: NOW, budget: new Budget() };
  const judged = ANCHOR_CHECKS.filter(({ id }) => id === 'XCV.anchor-service').flatMap((row) => judge(row, context, () => 'fail'));
  const [first] = judged;
  if (first === undefined) throw new RangeError('no check');
  return first.miss === undefined ? undefined : first.result.code;
}

describe('XCV.anchor-service (TS 119 172-4 REQ-4.2-03 a)', () => {
  const REFUSED = 'TRUST_ANCHOR_NOT_GRANTED';

  it.each<[string, AnchorGrant[] | undefined, string | undefined]>([
    ['an anchor of the caller', undefined, undefined],
    ['granted for good', [{ type: 'CA/QC', from: BEFORE }], undefined],
    ['granted on that day', [{ type: 'CA/QC', from: ISSUED }], undefined],
    ['granted until later', [{ type: 'CA/QC', from: BEFORE, until: AFTER }], undefined],
    [
      'granted again, the older grant counts',
      [
        { type: 'CA/QC', from: AFTER },
        { type: 'CA/QC', from: BEFORE, until: AFTER },
      ],
      undefined,
    ],
    ['granted only later', [{ type: 'CA/QC', from: AFTER }], REFUSED],
    ['granted until that moment', [{ type: 'CA/QC', from: BEFORE, until: ISSUED }], REFUSED],
    ['granted for time-stamps', [{ type: 'TSA/QTST', from: BEFORE }], REFUSED],
    ['listed and never granted', [], REFUSED],
  ])('a certificate under a service that is %s', (_, grants, code) => {
    expect(codeFor(signer, grants)).toBe(code);
  });

  it.each<[string, AnchorGrant[], string | undefined]>([
    ['granted before its certificate was issued', [{ type: 'TSA/QTST', from: BEFORE }], undefined],
    ['listed after its certificate was issued', [{ type: 'TSA/QTST', from: AFTER }], undefined],
    ['granted only after validation time', [{ type: 'TSA/QTST', from: NOW + 1 }], REFUSED],
    ['granted until its certificate was issued', [{ type: 'TSA/QTST', from: BEFORE, until: ISSUED }], REFUSED],
    ['granted for certificates', [{ type: 'CA/QC', from: BEFORE }], REFUSED],
  ])('a time-stamping unit under a service that is %s', (_, grants, code) => {
    expect(codeFor(unit, grants)).toBe(code);
  });

  describe('for a signature and the time-stamp over it', () => {
    const policy = policyWith({ 'XCV.anchor-service': 'fail' });
    const STAMPED = at(2026, 6);
    const CERTIFICATES: AnchorGrant = { type: 'CA/QC', from: 0 };
    const STAMPS: AnchorGrant = { type: 'TSA/QTST', from: 0 };
    const stamping = issueSigner(ca, { name: 'Stamping', algorithm: 'P-256', profile: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] } });
    const NO_CHAIN = 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND';

    it.each<[string, AnchorGrant, AnchorGrant, string, string]>([
      ['each by a service of its kind', CERTIFICATES, STAMPS, 'TOTAL-PASSED', 'PASSED'],
      ['stamped by one for certificates', CERTIFICATES, CERTIFICATES, 'TOTAL-PASSED', NO_CHAIN],
      ['stamped while granted', CERTIFICATES, { ...STAMPS, until: STAMPED + 1 }, 'TOTAL-PASSED', 'PASSED'],
      ['stamped when no longer granted', CERTIFICATES, { ...STAMPS, until: STAMPED }, 'TOTAL-PASSED', NO_CHAIN],
      ['stamped before the list named it', CERTIFICATES, { ...STAMPS, from: STAMPED + 1 }, 'TOTAL-PASSED', 'PASSED'],
      ['signed under one for time-stamps', STAMPS, STAMPS, NO_CHAIN, 'PASSED'],
    ])('%s', (_, issuing, stamps, ofSignature, ofStamp) => {
      const anchors = [
        { ...anchorOf(root), grants: [issuing] },
        { ...anchorOf(tsaRoot), grants: [stamps] },
      ];
      for (const one of [caSigner, stamping]) {
        const told = tell({ policy, anchors, signer: one, stamps: (signature) => [stamp(signature, STAMPED)] });
        expect([verdict(told), ...told.timestamps.map(verdict)]).toEqual([ofSignature, ofStamp]);
      }
    });
  });

  it('decides under the policy of EU qualified validation, and under no other', () => {
    expect([TS_119_172_4, EN_319_102_1, DSS_COMPATIBLE].map(({ severities }) => severities['XCV.anchor-service'])).toEqual([
      'fail',
      'ignore',
      'ignore',
    ]);
  });
});
