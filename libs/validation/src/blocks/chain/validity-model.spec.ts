import { createAuthority, issueSigner, type RevokedCertificate } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../../policy/dss-compatible.js';
import { EN_319_102_1 } from '../../policy/en-319-102-1.js';
import type { ValidityModel } from '../../policy/parameters.js';
import type { ValidationPolicy } from '../../policy/policy.js';
import {
  at,
  certificateId,
  crl,
  crlId,
  DAY,
  NOW,
  revoked,
  root,
  stamp,
  type Story,
  tell,
  tsaRoot,
  verdict,
} from '../../spec-support/timeline.js';

const P256 = { algorithm: 'P-256' } as const;
/** A CA of 2026 to 2028, looked at in 2030, and who has a certificate of it. */
const past = createAuthority({ name: 'Past CA', ...P256, parent: root, notBefore: at(2026), notAfter: at(2028) });
const UNREVOCABLE = { keyUsage: ['nonRepudiation'], noRevocationAvailable: true } as const;
const holder = issueSigner(past, { name: 'Holder', ...P256, notBefore: at(2026, 2) });
const outlived = issueSigner(past, { name: 'Holder of a dead CA', ...P256, notBefore: at(2028, 6), profile: UNREVOCABLE });
const early = issueSigner(past, { name: 'Holder before the CA', ...P256, notBefore: at(2025, 6) });

const policyOf = (validityModel: ValidityModel | undefined, base = EN_319_102_1): ValidationPolicy => ({
  ...base,
  severities: { ...base.severities, 'RFC.signer-fresh': 'ignore', 'RFC.ca-fresh': 'ignore', 'XCV.ca-validity': 'fail' },
  parameters: { ...base.parameters, ...(validityModel && { validityModel }) },
});
/** The last list of the CA, and what the root says of it. */
const story = (signer = holder, ofCa: readonly RevokedCertificate[] = []): Story => ({
  signer,
  crls: [crl(past, at(2027, 12)), crl(root, at(2027, 12), { revoked: ofCa }), crl(tsaRoot, NOW - DAY)],
});
const judged = (model: ValidityModel | undefined, told: Story, base = EN_319_102_1): string =>
  verdict(tell({ policy: policyOf(model, base), ...told }));

describe('the validity model', () => {
  it.each<[ValidityModel | undefined, string]>([
    [undefined, 'INDETERMINATE OUT_OF_BOUNDS_NO_POE'],
    ['shell', 'INDETERMINATE OUT_OF_BOUNDS_NO_POE'],
    ['chain', 'TOTAL-PASSED'],
    ['hybrid', 'TOTAL-PASSED'],
  ])('%s: a CA that has expired since it issued', (model, expected) => {
    expect(judged(model, story())).toBe(expected);
  });

  it.each<[string, Story]>([
    ['had expired when it issued', story(outlived)],
    ['was not valid yet when it issued', story(early)],
  ])('chain: a CA that %s, which no proof answers', (_, told) => {
    const covers = { material: [certificateId(past.certificate), ...(told.crls ?? []).map(crlId)] };
    const proven = (time: number): Story => ({ ...told, stamps: (one) => [stamp(one, time, { kind: 'document-timestamp', covers })] });
    const times = [at(2026, 6), at(2027, 6), at(2028, 7)].map(proven);
    for (const one of [told, ...times]) expect(judged('chain', one)).not.toBe('TOTAL-PASSED');
    expect(judged('chain', told)).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
  });

  it.each<[string, RevokedCertificate[], string, string]>([
    [
      'before it issued',
      revoked(past, at(2026, 1, 15), 'superseded'),
      'INDETERMINATE REVOKED_CA_NO_POE',
      'INDETERMINATE REVOKED_CA_NO_POE',
    ],
    ['later, in good order', revoked(past, at(2027), 'superseded'), 'INDETERMINATE REVOKED_CA_NO_POE', 'TOTAL-PASSED'],
    ['later, its key lost', revoked(past, at(2027), 'cACompromise'), 'INDETERMINATE REVOKED_CA_NO_POE', 'INDETERMINATE REVOKED_CA_NO_POE'],
  ])('a CA that was revoked %s', (_, ofCa, shell, chain) => {
    const told: Story = {
      ...story(holder, ofCa),
      crls: [crl(past, at(2026, 6)), crl(root, at(2027, 12), { revoked: ofCa }), crl(tsaRoot, NOW - DAY)],
    };
    expect(judged('shell', told, DSS_COMPATIBLE)).toBe(shell);
    expect(judged('chain', told, DSS_COMPATIBLE)).toBe(chain);
  });

  it('chain: the signer is judged as ever', () => {
    const told = story();
    const list = crl(past, at(2027, 12), { revoked: revoked(holder, at(2027), 'superseded') });
    expect(judged('chain', { ...told, crls: [list, ...(told.crls ?? []).slice(1)] })).toBe('INDETERMINATE REVOKED_NO_POE');
  });
});
