import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeBitString, writeElement, writeOid, writeSequence } from '@sigillum/encoding';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSignatureAlgorithm } from './algorithm/signature-algorithm.js';
import { readPublicKey } from './key/read.js';
import { DIGEST_ALGORITHMS } from './registry/digests.js';
import { SIGNATURES } from './registry/signatures.js';
import { type PublicKey, type SignatureScheme } from './types.js';
import { verifySignature } from './verify/verify.js';

const KEY_OIDS = [
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.10',
  '1.2.840.10045.2.1',
  '1.2.840.10040.4.1',
  '1.3.101.112',
  '2.16.840.1.101.3.4.3.17',
];
const SCHEMES: readonly SignatureScheme[] = ['RSA-PKCS1', 'RSA-PSS', 'ECDSA', 'PLAIN-ECDSA', 'DSA', 'EdDSA', 'ML-DSA'];
const bytes = fc.uint8Array({ maxLength: 150 });

function keyOf(key: KeyObject): PublicKey {
  const read = readPublicKey(key.export({ type: 'spki', format: 'der' }));
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

const KEYS = [
  generateKeyPairSync('rsa', { modulusLength: 1024 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ml-dsa-44'),
].map((pair) => keyOf(pair.publicKey));

test('any key bytes: a key or a problem, never an exception', () => {
  const shaped = fc
    .tuple(fc.constantFrom(...KEY_OIDS), fc.option(bytes, { nil: new Uint8Array(0) }), bytes)
    .map(([oid, parameters, key]) => writeSequence(writeElement(0x30, writeOid(oid), parameters), writeBitString(key)));
  fc.assert(
    fc.property(fc.oneof(bytes, shaped), (spki) => {
      const read = readPublicKey(spki);
      if (!read.ok) expect(read.problem).toMatch(/^KEY_/);
    }),
    { numRuns: 2000 },
  );
});

test('any parameters: an algorithm or a problem, never an exception', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SIGNATURES.map((row) => row.oid)),
      bytes,
      fc.option(fc.constantFrom(...DIGEST_ALGORITHMS)),
      (oid, parameters, digest) => {
        const read = readSignatureAlgorithm({ oid, parameters }, digest ?? undefined);
        if (!read.ok) expect(read.problem).toMatch(/^ALGORITHM_/);
      },
    ),
    { numRuns: 2000 },
  );
});

test('any value under any algorithm and key: a problem, never an exception and never ok', () => {
  const algorithm = fc.record({
    scheme: fc.constantFrom(...SCHEMES),
    oid: fc.constantFrom('', ...SIGNATURES.map((row) => row.oid)),
    digest: fc.constantFrom(...DIGEST_ALGORITHMS),
    pss: fc.record({ mgfDigest: fc.constantFrom(...DIGEST_ALGORITHMS), saltLength: fc.integer({ min: -5, max: 300 }) }),
  });
  const signature = fc.oneof(bytes, fc.uint8Array({ minLength: 128, maxLength: 128 }), fc.uint8Array({ minLength: 64, maxLength: 64 }));
  fc.assert(
    fc.property(fc.constantFrom(...KEYS), algorithm, bytes, signature, (key, wanted, data, value) => {
      const { digest, ...own } = wanted;
      const outcome = verifySignature({
        key,
        algorithm: /^(EdDSA|ML-DSA)$/.test(own.scheme) ? own : { ...own, digest },
        data,
        signature: value,
      });
      expect(outcome.ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
