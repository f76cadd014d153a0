import { generateKeyPairSync } from 'node:crypto';
import type { Signature, SignedReference } from '@sigillum/ades';
import type { SignatureAlgorithm } from '@sigillum/crypto';
import { Budget } from '@sigillum/encoding';
import { evidenceOf } from '@sigillum/evidence';
import { createAuthority, createKey, issueSigner, signData, type TestKey, type TestScheme } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { runBlock } from '../checks/row.js';
import { subIndicationOf } from '../conclusion.js';
import { TS_119_172_4 } from '../policy/ts-119-172-4.js';
import { CONTENT, documentOf, makeSignature } from '../spec-support/made-signature.js';
import { ACCEPTANCE_CHECKS } from './acceptance.js';
import { checkValue, CRYPTOGRAPHIC_CHECKS, isIntact } from './cryptographic.js';

const NOW = Date.UTC(2026, 6, 1);
const ca = createAuthority({ name: 'CA', algorithm: 'P-256' });
const ECDSA: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };
const RSA: SignatureAlgorithm = { scheme: 'RSA-PKCS1', digest: 'SHA-256', oid: '1.2.840.113549.1.1.11' };
const PSS: SignatureAlgorithm = {
  scheme: 'RSA-PSS',
  digest: 'SHA-256',
  pss: { mgfDigest: 'SHA-256', saltLength: 32 },
  oid: '1.2.840.113549.1.1.10',
};

interface Made {
  readonly key: TestKey;
  readonly algorithm: SignatureAlgorithm;
  readonly scheme?: TestScheme;
  readonly changes?: Partial<Signature>;
  readonly spki?: Uint8Array;
}

/** Sub-indications of CV and of SAV, the first codes of each, and whether the signature is intact. */
function judge({ key, algorithm, scheme, changes, spki }: Made): { cv: string; sav: string; intact: boolean } {
  const identity = issueSigner(ca, { name: 'Signer', key, ...(spki === undefined ? {} : { spki }) });
  const signer = parseCertificate(identity.certificate);
  const signature = makeSignature({ signer, algorithm, sign: (data) => signData(key, data, scheme), ...(changes ? { changes } : {}) });
  const budget = new Budget();
  const evidence = evidenceOf(documentOf(signature), { certificates: [], crls: [], ocsps: [] }, [], budget);
  const context = { signature, evidence, parameters: TS_119_172_4.parameters, now: NOW, budget, signer };
  const cryptographic = { ...context, value: checkValue(context) };
  const severityOf = (id: keyof typeof TS_119_172_4.severities) => TS_119_172_4.severities[id];
  const words = [
    runBlock('CV', CRYPTOGRAPHIC_CHECKS, cryptographic, severityOf).conclusion,
    runBlock('SAV', ACCEPTANCE_CHECKS, context, severityOf).conclusion,
  ].map((conclusion) => {
    const check = conclusion.checks.find((one) => one.outcome === 'failed' && one.severity === 'fail');
    return `${subIndicationOf(conclusion) ?? 'PASSED'} ${check?.code ?? ''}`.trim();
  });
  return { cv: words[0] ?? '', sav: words[1] ?? '', intact: isIntact(cryptographic) };
}

const ec = createKey('P-256');
const rsa = createKey('RSA-2048');

describe('CV and SAV', () => {
  it('pass what holds', () => {
    const sound = { cv: 'PASSED', sav: 'PASSED', intact: true };
    expect(judge({ key: ec, algorithm: ECDSA })).toEqual(sound);
    expect(judge({ key: rsa, algorithm: RSA })).toEqual(sound);
    expect(judge({ key: rsa, algorithm: PSS, scheme: { pss: true } })).toEqual(sound);
  });

  it('C08 SHA-1 with no time-stamp: sound, but not accepted', () => {
    const sha1 = judge({ key: rsa, algorithm: { ...RSA, digest: 'SHA-1' }, scheme: { digest: 'SHA-1' } });
    expect(sha1).toEqual({ cv: 'PASSED', sav: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE DIGEST_NOT_RELIABLE', intact: true });
  });

  it('C08 an unknown signature algorithm is open, never passed', () => {
    const unknown = judge({ key: rsa, algorithm: RSA, changes: { algorithm: undefined, algorithmIdentifier: '1.2.3' } });
    expect(unknown).toEqual({
      cv: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE ALGORITHM_UNSUPPORTED',
      sav: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE ALGORITHM_UNKNOWN',
      intact: false,
    });
  });

  it('C08 an unknown digest of the data is open, never passed', () => {
    const reference: SignedReference = {
      name: 'the document',
      digestAlgorithm: undefined,
      digestIdentifier: '1.2.3',
      expected: new Uint8Array(32),
      actual: undefined,
      found: true,
    };
    expect(judge({ key: rsa, algorithm: RSA, changes: { references: [reference] } })).toEqual({
      cv: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE DIGEST_ALGORITHM_UNKNOWN',
      sav: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE ALGORITHM_UNKNOWN',
      intact: false,
    });
  });

  it('C09 C12 a value that the key did not make, or in a wrong form, is TOTAL-FAILED', () => {
    expect(judge({ key: rsa, algorithm: RSA, changes: { signatureValue: new Uint8Array(256).fill(1) } }).cv).toBe(
      'SIG_CRYPTO_FAILURE SIGNATURE_MISMATCH',
    );
    const zero = new Uint8Array([0x30, 6, 2, 1, 0, 2, 1, 0]);
    for (const signatureValue of [zero, new Uint8Array(64).fill(1), new Uint8Array([0x30, 0x80, 0, 0])]) {
      expect(judge({ key: ec, algorithm: ECDSA, changes: { signatureValue } })).toMatchObject({ intact: false });
      expect(judge({ key: ec, algorithm: ECDSA, changes: { signatureValue } }).cv).toMatch(/^SIG_CRYPTO_FAILURE /);
    }
  });

  it('C10 a key of 1024 bits verifies and is not accepted', () => {
    expect(judge({ key: createKey('RSA-1024'), algorithm: RSA })).toEqual({
      cv: 'PASSED',
      sav: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE KEY_NOT_RELIABLE',
      intact: true,
    });
  });

  it('C11 PSS with other parameters than were signed, or than the key allows', () => {
    expect(judge({ key: rsa, algorithm: { ...PSS, pss: { mgfDigest: 'SHA-256', saltLength: 20 } }, scheme: { pss: true } }).cv).toBe(
      'SIG_CRYPTO_FAILURE SIGNATURE_MISMATCH',
    );
    const restricted = createKey('RSA-PSS-2048');
    const sha512: SignatureAlgorithm = { ...PSS, digest: 'SHA-512', pss: { mgfDigest: 'SHA-512', saltLength: 64 } };
    expect(judge({ key: restricted, algorithm: sha512, scheme: { pss: true } }).cv).toBe('SIG_CRYPTO_FAILURE ALGORITHM_KEY_MISMATCH');
  });

  it('C13 a key with explicit curve parameters is refused before anything is computed', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const explicit = judge({ key: ec, algorithm: ECDSA, spki });
    expect(explicit).toEqual({
      cv: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE KEY_EXPLICIT_CURVE',
      sav: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE KEY_EXPLICIT_CURVE',
      intact: false,
    });
  });

  it('tells data that is not there from data that was changed', () => {
    const sound: SignedReference = {
      name: 'letter.txt',
      digestAlgorithm: 'SHA-256',
      digestIdentifier: 'SHA-256',
      expected: new Uint8Array(32),
      actual: new Uint8Array(32),
      found: true,
    };
    const lost = { ...sound, found: false, actual: undefined };
    const changed = { ...sound, actual: CONTENT };
    expect(judge({ key: ec, algorithm: ECDSA, changes: { references: [sound, lost] } }).cv).toBe(
      'SIGNED_DATA_NOT_FOUND SIGNED_DATA_NOT_FOUND',
    );
    expect(judge({ key: ec, algorithm: ECDSA, changes: { references: [sound, changed] } }).cv).toBe('HASH_FAILURE SIGNED_DATA_CHANGED');
    expect(judge({ key: ec, algorithm: ECDSA, changes: { references: [sound] } }).intact).toBe(true);
  });

  it('C01 C03 without signed attributes there is no digest of the data that was signed', () => {
    const format = [{ rule: 'signed-attributes-present', holds: false, code: 'CMS_SIGNED_ATTRIBUTES_ABSENT' }] as const;
    expect(judge({ key: ec, algorithm: ECDSA, changes: { format } }).sav).toBe('SIG_CONSTRAINTS_FAILURE CMS_SIGNED_ATTRIBUTES_ABSENT');
  });

  it.each([
    ['C06', 'signed-attributes-der', 'CMS_SIGNED_ATTRIBUTES_NOT_DER'],
    ['C04', 'content-type', 'CMS_CONTENT_TYPE_MISMATCH'],
    ['C02', 'no-embedded-content', 'CMS_CONTENT_EMBEDDED'],
  ] as const)('%s a value over attributes that break %s is none over what is signed', (_id, rule, code) => {
    const format = [{ rule, holds: false, code, message: 'wrong' }];
    expect(judge({ key: ec, algorithm: ECDSA, changes: { format } })).toMatchObject({ cv: `SIG_CRYPTO_FAILURE ${code}`, intact: false });
    const without = [...format, { rule: 'signed-attributes-present', holds: false } as const];
    expect(judge({ key: ec, algorithm: ECDSA, changes: { format: without } })).toMatchObject({ cv: 'PASSED', intact: true });
  });

  it('C05 a signature without a signed reference to its certificate is not accepted', () => {
    expect(judge({ key: ec, algorithm: ECDSA, changes: { certificateReferences: [] } }).sav).toBe(
      'SIG_CONSTRAINTS_FAILURE CERTIFICATE_REFERENCE_ABSENT',
    );
  });
});
