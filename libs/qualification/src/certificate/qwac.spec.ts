import { describe, expect, it } from 'vitest';
import { made } from '../spec-support/made-services.js';
import { qwacOf } from './qwac.js';

const WSA = { word: 'QCERT_FOR_WSA', type: 'wsa' } as const;
const NOT = { word: 'CERT_FOR_WSA', type: 'wsa' } as const;
const [QCP_N, QEVCP_W, QNCP_W, QNCP_W_GEN] = [0, 4, 5, 6].map((arc) => `0.4.0.194112.1.${arc}`) as [string, string, string, string];
const SERVER = '1.3.6.1.5.5.7.3.1';
const BINDING = '0.4.0.194115.1.0';

const profileOf = (policies: readonly string[], extendedKeyUsage: readonly string[]) =>
  qwacOf(made({ policies, profile: { policies, extendedKeyUsage } }), WSA, WSA)?.profile;

describe('qualified certificates of web sites (TS 119 411-5)', () => {
  it.each([
    ['1-QWAC', [QEVCP_W], [SERVER]],
    ['1-QWAC', [QNCP_W, '1.2.3'], [SERVER, '1.3.6.1.5.5.7.3.2']],
    ['2-QWAC', [QNCP_W_GEN], [BINDING]],
    [undefined, [QNCP_W_GEN], [BINDING, SERVER]],
    [undefined, [QNCP_W_GEN], [SERVER]],
    [undefined, [QNCP_W], [BINDING]],
    [undefined, [QCP_N], [SERVER]],
  ] as const)('%s: policies %j, purposes %j', (profile, policies, purposes) => {
    expect(profileOf(policies, purposes)).toBe(profile);
  });

  it('is qualified only where the lists make it so at both times', () => {
    const first = made({ profile: { policies: [QEVCP_W], extendedKeyUsage: [SERVER] } });
    const second = made({ profile: { policies: [QNCP_W_GEN], extendedKeyUsage: [BINDING] } });
    expect(qwacOf(first, WSA, WSA)).toEqual({ profile: '1-QWAC', qualified: true });
    expect(qwacOf(first, WSA, NOT)).toMatchObject({ qualified: false });
    expect(qwacOf(first, NOT, WSA)).toMatchObject({ qualified: false });
    expect(qwacOf(second, WSA, WSA)).toEqual({ profile: '2-QWAC', qualified: true });
  });

  it('is not asked of other certificates', () => {
    const esig = { word: 'QCERT_FOR_ESIG', type: 'esig' } as const;
    expect(qwacOf(made(), esig, esig)).toBeUndefined();
    expect(qwacOf(made(), WSA, WSA)).toMatchObject({ profile: undefined, qualified: true });
  });
});
