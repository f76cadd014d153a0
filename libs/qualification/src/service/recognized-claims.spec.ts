import { Budget, writeElement, writeOid, writeSequence } from '@sigillum/encoding';
import { createSmallEurope, type TestServiceState } from '@sigillum/testkit';
import { buildSnapshot } from '@sigillum/tsl';
import { buildPaths, type Certificate, parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { qualifyCertificate } from '../certificate/qualify-certificate.js';
import { anchorsOf } from '../lookup/anchors.js';
import { listedServices } from '../lookup/listed-services.js';
import { claimsOf } from '../certificate/claims.js';
import { AFTER_SWITCH, ALWAYS, ca, type Claim, listed, made, NOW, state } from '../spec-support/made-services.js';
import { recognizedClaims } from './recognized-claims.js';

const ZZ = 'https://zz.example/';
const law = (code: string) => writeSequence(writeOid('0.4.0.1862.1.7'), writeSequence(writeElement(0x13, Buffer.from(code, 'latin1'))));
const ENACTED = { status: 'enacted', since: Date.UTC(2017, 0, 1) };
const GRANTED: TestServiceState = { status: `${ZZ}granted`, since: Date.UTC(2016, 6, 1) };

/** What a certificate is under the list of a third country. */
async function wordFor(certificate: Certificate, equivalences = [ENACTED], state = GRANTED): Promise<string> {
  const services = [{ type: `${ZZ}CA/QC`, name: 'Foreign CA', certificates: [ca.certificate], states: [state] }];
  const agreement = { law: 'ZZ', address: ZZ, equivalences };
  const country = { territory: 'ZZ', providers: [{ name: 'Listed Provider', services }], agreement };
  const { lotl, lists, anchors, ojUrl } = createSmallEurope({ countries: [country] });
  const input = { lotl, pivots: [], lists, anchors: anchors.map((one) => parseCertificate(one)), ojUrl, now: Date.UTC(2026, 6, 1) };
  const snapshot = await buildSnapshot(input);
  const [path] = buildPaths(certificate, { candidates: [], anchors: anchorsOf(snapshot), budget: new Budget() });
  if (path === undefined) throw new RangeError('no path');
  const found = listedServices(snapshot, path, new Budget());
  const words = [certificate.notBefore, NOW].map((at) => qualifyCertificate(certificate, found, at).word);
  return words[0] === words[1] ? `${words[0]}` : words.join(' then ');
}

const zz = (claim: Claim = {}) => made({ issued: AFTER_SWITCH, compliance: true, types: ['esign'], raw: [law('ZZ')], ...claim });

describe('certificates of a third country under an agreement on mutual recognition', () => {
  it.each<[string, Certificate, string]>([
    ['qualified by the law of that country', zz(), 'QCERT_FOR_ESIG'],
    ['with a device', zz({ sscd: true }), 'QCERT_FOR_ESIG_QSCD'],
    ['that does not say so', zz({ compliance: false }), 'CERT_FOR_ESIG'],
    ['by the law of yet another country', zz({ raw: [law('YY')] }), 'CERT_FOR_ESIG'],
    ['that says nothing of a law', zz({ raw: [] }), 'CERT_FOR_ESIG'],
    ['for seals, of which the agreement does not speak', zz({ types: ['eseal'] }), 'CERT_FOR_ESEAL'],
    ['with a statement that cannot be read', zz({ raw: [writeSequence(writeOid('0.4.0.1862.1.7'))] }), 'CERT_FOR_ESIG'],
  ])('%s', async (_, certificate, word) => {
    expect(await wordFor(certificate)).toBe(word);
  });

  it('count only while the agreement is in force', async () => {
    const repealed = { status: 'repealed', since: Date.UTC(2020, 0, 1) };
    expect(await wordFor(zz(), [repealed, ENACTED])).toBe('QCERT_FOR_ESIG then CERT_FOR_ESIG');
    expect(await wordFor(zz(), [{ ...ENACTED, since: Date.UTC(2020, 0, 1) }])).toBe('CERT_FOR_ESIG then QCERT_FOR_ESIG');
    expect(await wordFor(zz(), [{ status: 'signed', since: ENACTED.since }])).toBe('CERT_FOR_ESIG');
  });

  it('are none where the service was withdrawn, or NotQualified is said of them', async () => {
    expect(await wordFor(zz(), [ENACTED], { ...GRANTED, status: `${ZZ}withdrawn` })).toBe('CERT_FOR_ESIG');
    const criteria = { assert: 'all' as const, keyUsage: [{ nonRepudiation: true }] };
    const qualifications = [{ qualifiers: [`${ZZ}NotQualified`], criteria }];
    expect(await wordFor(zz(), [ENACTED], { ...GRANTED, qualifications })).toBe('CERT_FOR_ESIG');
  });
});

it.each([
  ['nothing', ALWAYS, false],
  ['lists of nothing', { ...ALWAYS, lists: [ALWAYS, ALWAYS] }, false],
  ['a statement', { ...ALWAYS, qcStatements: [[{ oid: '0.4.0.1862.1.7' }]] }, true],
])('an equivalence that asks for %s: only one that asks for something makes a certificate a qualified one', (_, theirs, compliance) => {
  const contentEquivalence = [{ context: 'http://ec.europa.eu/tools/lotl/mra/QcCompliance', ours: ALWAYS, theirs }];
  const services = [listed({ states: [{ ...state(), contentEquivalence }], supplyPoints: [] })];
  const certificate = zz({ compliance: false });
  expect(recognizedClaims(claimsOf(certificate), certificate, services, NOW).compliance).toBe(compliance);
});
