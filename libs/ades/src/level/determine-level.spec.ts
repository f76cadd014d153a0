import { Budget, context, writeElement, writeSequence } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  addDss,
  attribute,
  createCrl,
  createOcspResponse,
  issueOcspResponder,
  signingTimeAttribute,
  type SignPdfOptions,
  type ValidationData,
} from '@sigillum/testkit';
import { type Certificate, parseCertificate, parseCrl, parseOcspResponse, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it, test } from 'vitest';
import {
  authority,
  baselineFaults,
  onlySignature,
  plainPdf,
  root,
  signed,
  signer,
  SIGNING_TIME,
  timestampAuthority,
} from '../spec-support/signed-pdf.js';
import type { Signature } from '../types.js';
import { determineLevel } from './determine-level.js';

const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + 60_000 };
const thisUpdate = SIGNING_TIME + 3_600_000;
const rootCrl = createCrl({ issuer: root, thisUpdate });
const issuingCrl = createCrl({ issuer: authority, thisUpdate });
const certificates = [signer.certificate, authority.certificate, root.certificate, timestampAuthority.certificate];
const complete: ValidationData = { certificates, crls: [rootCrl, issuingCrl] };

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The level with all that the document has, and these anchors. */
function levelOf(signature: Signature, anchors: readonly Certificate[] = []): string {
  const { embedded } = signature;
  return determineLevel(signature, {
    certificates: [...certificates, ...embedded.certificates.map((one) => one.bytes)].map((bytes) => parseCertificate(bytes)),
    crls: embedded.crls.map((one) => readOr(() => parseCrl(one.bytes, new Budget()))).filter(isDefined),
    ocsps: embedded.ocsps.map((one) => readOr(() => parseOcspResponse(one.bytes, new Budget()))).filter(isDefined),
    anchors: anchors.map((one) => trustAnchorOf(one)),
    budget: new Budget(),
  });
}

describe('levels', () => {
  const b = signed();
  const t = signed({ timestamp });

  test.each([
    ['a signature', b, 'PAdES-BASELINE-B'],
    ['with a signature time-stamp', t, 'PAdES-BASELINE-T'],
    ['with a document time-stamp', addDocumentTimestamp(b, { timestamp }), 'PAdES-BASELINE-T'],
    ['with validation data but no time-stamp', addDss(b, complete), 'PAdES-BASELINE-B'],
    ['with time-stamp and validation data', addDss(t, complete), 'PAdES-BASELINE-LT'],
    ['with a document time-stamp over all of it', addDocumentTimestamp(addDss(t, complete), { timestamp }), 'PAdES-BASELINE-LTA'],
    ['with validation data behind the time-stamp', addDss(addDocumentTimestamp(b, { timestamp }), complete), 'PAdES-BASELINE-LT'],
    ['with the data for the time-stamp in the same store', addDocumentTimestamp(addDss(b, complete), { timestamp }), 'PAdES-BASELINE-LTA'],
  ])('%s', (_, pdf, level) => {
    expect(levelOf(onlySignature(pdf))).toBe(level);
  });

  it('what is only in the document before the signature was not made for it', () => {
    const archival = attribute('1.2.840.113583.1.1.8', writeSequence(writeElement(context(0), writeSequence(rootCrl, issuingCrl))));
    const pdf = signed({ timestamp, cms: { extraSigned: [archival] }, reserved: 20_000 }, addDss(plainPdf, { certificates }));
    expect(onlySignature(pdf).embedded.crls).toHaveLength(2);
    expect(levelOf(onlySignature(pdf))).toBe('PAdES-BASELINE-T');
    expect(levelOf(onlySignature(addDss(pdf, { certificates: [root.certificate] })))).toBe('PAdES-BASELINE-LT');
  });

  it('data that came after the document time-stamp make no LTA', () => {
    const early = addDss(t, { certificates });
    const late = addDss(addDocumentTimestamp(early, { timestamp }), { crls: [rootCrl, issuingCrl] });
    expect(levelOf(onlySignature(late))).toBe('PAdES-BASELINE-LT');
  });
});

describe('revocation data for each certificate of each path', () => {
  const t = signed({ timestamp });

  test.each<[string, ValidationData, string]>([
    ['none at all', { certificates }, 'PAdES-BASELINE-T'],
    ['not for the signer', { certificates, crls: [rootCrl] }, 'PAdES-BASELINE-T'],
    ['not for its issuer', { certificates, crls: [issuingCrl] }, 'PAdES-BASELINE-T'],
    ['a list that nobody can read', { certificates, crls: [rootCrl, Buffer.from('no list')] }, 'PAdES-BASELINE-T'],
  ])('%s', (_, data, level) => {
    expect(levelOf(onlySignature(addDss(t, data)))).toBe(level);
  });

  it('an issuer that is trusted needs none', () => {
    const signature = onlySignature(addDss(t, { certificates, crls: [issuingCrl] }));
    expect(levelOf(signature, [parseCertificate(authority.certificate)])).toBe('PAdES-BASELINE-LT');
  });

  it('an OCSP responder needs data of its own, unless its certificate says otherwise', () => {
    const answered = (nocheck: boolean): ValidationData => {
      const responder = issueOcspResponder(authority, { name: 'Responder', profile: { ocspNoCheck: nocheck } });
      const responses = [signer, timestampAuthority].map(({ serialNumber }) => ({ serialNumber, issuer: authority, thisUpdate }));
      return { certificates, crls: [rootCrl], ocsps: [createOcspResponse({ responder, responses, producedAt: thisUpdate })] };
    };
    expect(levelOf(onlySignature(addDss(t, answered(true))))).toBe('PAdES-BASELINE-LT');
    expect(levelOf(onlySignature(addDss(t, answered(false))))).toBe('PAdES-BASELINE-T');
  });

  it('where the budget does not suffice the structural level stands', () => {
    const signature = onlySignature(addDss(t, complete));
    const context = { certificates: certificates.map((one) => parseCertificate(one)), crls: [], ocsps: [], anchors: [] };
    expect(determineLevel(signature, { ...context, budget: new Budget({ signatureChecks: 0 }) })).toBe('PAdES-BASELINE-T');
  });
});

describe('EN 319 142-1 6.3 what a baseline signature is', () => {
  test.each<[string, Partial<SignPdfOptions>, string, readonly string[]]>([
    ['no certificate', { cms: { certificates: [] } }, 'PAdES-BES', ['PADES_B_CERTIFICATE']],
    ['the signing time in the CMS structure', { cms: { signingTime: SIGNING_TIME } }, 'PAdES-BES', ['PADES_B_SIGNING_TIME']],
    ['no signing time in the dictionary', { signingTime: undefined }, 'PAdES-BES', ['PADES_B_TIME']],
    ['two references', { cms: { essVersion: 'both' } }, 'PAdES-BES', ['PADES_B_SIGNING_CERTIFICATE']],
    ['SHA-1 in version 2', { cms: { essDigest: 'SHA-1' } }, 'PAdES-BES', ['PADES_B_SIGNING_CERTIFICATE_VERSION']],
    ['version 1 with SHA-1', { cms: { essVersion: 1 } }, 'PAdES-BASELINE-B', []],
    ['no reference', { cms: { essVersion: 'none' } }, 'PDF-NOT-ETSI', ['PADES_B_CERTIFICATE', 'PADES_B_SIGNING_CERTIFICATE']],
    ['Cert in the dictionary', { entries: { Cert: '<00>' } }, 'PAdES-BES', ['PADES_B_CERT']],
    [
      'signing times twice',
      { cms: { extraSigned: [signingTimeAttribute(SIGNING_TIME), signingTimeAttribute(SIGNING_TIME + 1000)] } },
      'PAdES-BES',
      ['PADES_B_SIGNING_TIME'],
    ],
  ])('%s', (_, options, level, faults) => {
    const signature = onlySignature(signed(options));
    expect([signature.level, baselineFaults(signature)]).toEqual([level, faults]);
  });

  test.each([
    ['adbe.pkcs7.detached', {}, 'PKCS7-B'],
    ['adbe.pkcs7.detached', { timestamp }, 'PKCS7-T'],
    ['adbe.x509.rsa_sha1', {}, 'PDF-NOT-ETSI'],
  ])('%s %o', (subFilter, options, level) => {
    const signature = onlySignature(signed({ subFilter, ...options }));
    expect([signature.level, baselineFaults(signature)]).toEqual([level, []]);
  });
});
