import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DIGEST_ALGORITHMS,
  type DigestAlgorithm,
  readPublicKey,
  type SignatureAlgorithm,
  signatureOid,
  verifySignature,
} from '@sigillum/crypto';
import { fromHex } from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../shared/corpus/wycheproof');
const present = existsSync(folder);
const LATER = new Set(['json_web_key_test.json', 'json_web_signature_test.json']);
const files = present ? readdirSync(folder).filter((name) => name.endsWith('.json') && !LATER.has(name)) : [];

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly flags: readonly string[];
}

interface Group {
  readonly type: string;
  readonly sha?: string;
  readonly mgfSha?: string;
  readonly sLen?: number;
  readonly publicKeyDer: string;
  readonly publicKey?: { readonly curve?: string };
  readonly tests: readonly Vector[];
}

/** The vectors whose outcome the corpus leaves to the implementation, by their flag, and what is decided here. */
const DECISIONS: Readonly<Record<string, { readonly accept: boolean; readonly reason: string }>> = {
  MissingNull: {
    accept: true,
    reason: 'several signature products leave the NULL of a DigestInfo out; the whole encoding is compared with exactly that second form',
  },
};

function digestOf(name: string | undefined): DigestAlgorithm {
  const digest = DIGEST_ALGORITHMS.find((algorithm) => algorithm === name);
  if (!digest) throw new Error(`a vector with an unknown digest: ${name}`);
  return digest;
}

function algorithmOf(group: Group): SignatureAlgorithm {
  if (group.type === 'EddsaVerify') {
    return { scheme: 'EdDSA', oid: group.publicKey?.curve === 'edwards448' ? '1.3.101.113' : '1.3.101.112' };
  }
  const digest = digestOf(group.sha);
  if (group.type === 'RsassaPssVerify' || group.type === 'RsassaPssWithParametersVerify') {
    return {
      scheme: 'RSA-PSS',
      oid: '1.2.840.113549.1.1.10',
      digest,
      pss: { mgfDigest: digestOf(group.mgfSha), saltLength: group.sLen ?? -1 },
    };
  }
  const scheme = { RsassaPkcs1Verify: 'RSA-PKCS1', EcdsaVerify: 'ECDSA', EcdsaP1363Verify: 'PLAIN-ECDSA' }[group.type] as
    'RSA-PKCS1' | 'ECDSA' | 'PLAIN-ECDSA' | undefined;
  if (!scheme) throw new Error(`a group of an unknown type: ${group.type}`);
  return { scheme, digest, oid: signatureOid(scheme, digest) ?? '' };
}

function wanted(vector: Vector): boolean {
  if (vector.result !== 'acceptable') return vector.result === 'valid';
  const decisions = vector.flags.map((flag) => DECISIONS[flag]);
  if (decisions.some((decision) => !decision)) throw new Error(`no decision for ${vector.flags.join()}`);
  return decisions.every((decision) => decision?.accept === true);
}

const title = present
  ? 'Wycheproof signature vectors (JWS and JWK files left out: they wait for JAdES)'
  : 'Wycheproof signature vectors: SKIPPED, the conformance corpus is not at ../shared/corpus';

describe.skipIf(!present)(title, () => {
  test('every expected file is there', () => {
    expect(files).toHaveLength(39);
  });

  test.each(files)('%s', (name) => {
    const { testGroups } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { testGroups: readonly Group[] };
    const differing: string[] = [];
    for (const group of testGroups) {
      const algorithm = algorithmOf(group);
      const key = readPublicKey(fromHex(group.publicKeyDer));
      if (!key.ok) throw new Error(`key refused: ${key.problem}`);
      for (const vector of group.tests) {
        const outcome = verifySignature({ key: key.value, algorithm, data: fromHex(vector.msg), signature: fromHex(vector.sig) });
        const problem = outcome.ok ? 'ok' : outcome.problem;
        const right = wanted(vector) ? outcome.ok : problem === 'SIGNATURE_MISMATCH' || problem === 'SIGNATURE_ENCODING';
        if (!right) differing.push(`${vector.tcId} ${vector.comment}: ${vector.result}, ${problem}`);
      }
    }
    expect(differing).toEqual([]);
  });
});
