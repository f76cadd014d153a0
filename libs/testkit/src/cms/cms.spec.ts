import { createHash, verify } from 'node:crypto';

import { type DerNode, equalBytes, readDer, writeOid, writeSetOf } from '@sigillum/encoding';
import { beforeAll, describe, expect, it } from 'vitest';

import { type CmsDefect, createAuthority, createSignedData, issueSigner, OID, type TestIdentity } from '../index.js';

const CONTENT = Buffer.from('the signed document');
let signer: TestIdentity;

beforeAll(() => {
  signer = issueSigner(createAuthority({ name: 'Root' }), { name: 'Signer' });
});

interface Parts {
  readonly digests: number;
  readonly attached: boolean;
  readonly infos: readonly DerNode[];
  /** Attribute identifiers of the first SignerInfo as hex of their content, with the count of values. */
  readonly attributes: readonly { readonly node: DerNode; readonly oid: string; readonly values: number }[];
  readonly signature: Uint8Array | undefined;
}

function oidHex(oid: string): string {
  return Buffer.from(writeOid(oid).subarray(2)).toString('hex');
}

function parts(cms: Uint8Array): Parts {
  const root = readDer(cms, { rules: 'ber', trailing: true });
  const signedData = root.children()[1]?.children()[0]?.children() ?? [];
  const infos = signedData.at(-1)?.children() ?? [];
  const fields = infos[0]?.children() ?? [];
  const set = fields.find((field) => field.tag === 0xa0);
  const attributes = (set?.children() ?? []).map((node) => ({
    node,
    oid: Buffer.from(node.children()[0]?.content ?? []).toString('hex'),
    values: node.children()[1]?.children().length ?? 0,
  }));
  return {
    digests: signedData[1]?.children().length ?? 0,
    attached: (signedData[2]?.children().length ?? 0) > 1,
    infos,
    attributes,
    signature: fields.filter((field) => field.tag === 0x04).at(-1)?.content,
  };
}

function made(...defects: readonly CmsDefect[]): Parts {
  return parts(createSignedData({ signer, content: CONTENT, defects }));
}

function valuesOf({ attributes }: Parts, oid: string): number[] {
  return attributes.filter((attribute) => attribute.oid === oidHex(oid)).map((attribute) => attribute.values);
}

describe('createSignedData', () => {
  it('signs the DER SET of content-type, message-digest and signing-certificate-v2', () => {
    const sound = made();
    expect(sound.attributes.map((attribute) => attribute.oid).sort()).toEqual(
      [OID.contentType, OID.messageDigest, OID.signingCertificateV2].map(oidHex).sort(),
    );
    const set = writeSetOf(...sound.attributes.map((attribute) => attribute.node.raw));
    expect(verify('sha256', set, signer.key.publicKey, sound.signature ?? new Uint8Array())).toBe(true);
    expect(sound.attached).toBe(false);
    const digest = createHash('sha256').update(CONTENT).digest();
    const attribute = sound.attributes.find((one) => one.oid === oidHex(OID.messageDigest));
    expect(equalBytes(attribute?.node.children()[1]?.children()[0]?.content ?? new Uint8Array(), digest)).toBe(true);
  });

  it.each([
    ['message-digest-absent', OID.messageDigest, []],
    ['message-digest-twice', OID.messageDigest, [1, 1]],
    ['message-digest-two-values', OID.messageDigest, [2]],
    ['content-type-absent', OID.contentType, []],
    ['content-type-twice', OID.contentType, [1, 1]],
    ['signing-certificate-absent', OID.signingCertificateV2, []],
    ['signing-certificate-twice', OID.signingCertificateV2, [1, 1]],
    ['signing-certificate-versions-disagree', OID.signingCertificate, [1]],
    ['algorithm-protection-wrong', OID.cmsAlgorithmProtection, [1]],
  ] as const)('%s', (defect, oid, values) => {
    expect(valuesOf(made(defect), oid)).toEqual(values);
  });

  it('leaves out, doubles and attaches', () => {
    expect(made('signed-attributes-absent').attributes).toEqual([]);
    expect(made('no-signer-info').infos.length).toBe(0);
    expect(made('two-signer-infos').infos.length).toBe(2);
    expect(made('content-attached').attached).toBe(true);
  });

  it('breaks the order and the form of the signed attributes', () => {
    const raw = made('signed-attributes-unsorted').attributes.map((attribute) => Buffer.from(attribute.node.raw));
    expect(raw.every((one, index) => index === 0 || Buffer.compare(raw[index - 1] ?? one, one) <= 0)).toBe(false);
    expect(() => readDer(createSignedData({ signer, content: CONTENT, defects: ['indefinite-length'] }))).toThrow('indefinite length');
  });

  it('damages the value', () => {
    const damaged = made('signature-damaged');
    const set = writeSetOf(...damaged.attributes.map((attribute) => attribute.node.raw));
    expect(verify('sha256', set, signer.key.publicKey, damaged.signature ?? new Uint8Array())).toBe(false);
  });
});
