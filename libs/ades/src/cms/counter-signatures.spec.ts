import { parseSignedData } from '@sigillum/containers/cms';
import { Budget, equalBytes, writeOctetString } from '@sigillum/encoding';
import {
  attribute,
  type CmsDefect,
  createSignedData,
  issueSigner,
  OID,
  signatureTimestampAttribute,
  writeSignerInfo,
} from '@sigillum/testkit';
import { expect, it, test } from 'vitest';
import { authority, brokenRules, codeThrown, open, signed, signer, SIGNING_TIME, timestampAuthority } from '../spec-support/signed-pdf.js';
import type { Signature } from '../types.js';
import { counterSignaturesIn } from './counter-signatures.js';

const second = issueSigner(authority, { name: 'Second', algorithm: 'P-384' });
const certificates = [signer.certificate, second.certificate, authority.certificate];
const UNTYPED: ReadonlySet<CmsDefect> = new Set(['content-type-absent']);
const counter = (value: Uint8Array, defects = UNTYPED, unsigned?: (own: Uint8Array) => readonly Uint8Array[]): Uint8Array =>
  attribute(OID.counterSignature, writeSignerInfo({ signer: second, defects, ...(unsigned ? { unsigned } : {}) }, value, OID.data));

function countersigned(unsigned: (value: Uint8Array) => readonly Uint8Array[]): readonly Signature[] {
  return open(signed({ cms: { unsigned, certificates }, reserved: 60_000 })).signatures;
}

function holds({ references: [reference] }: Signature): boolean {
  return reference?.expected !== undefined && reference.actual !== undefined && equalBytes(reference.expected, reference.actual);
}

it('a counter-signature is a signature over the value of another one', () => {
  const [signature, own, ...more] = countersigned((value) => [counter(value)]);
  expect(more).toEqual([]);
  expect(own).toMatchObject({
    counterSignatureOf: signature?.id,
    form: 'CAdES',
    level: 'CAdES-BES',
    label: 'Signature1 (counter-signature 1)',
  });
  expect([own && holds(own), own && brokenRules(own), own?.algorithm?.scheme]).toEqual([true, [], 'ECDSA']);
  expect([signature?.counterSignatures.length, signature?.counterSignatureOf, signature && brokenRules(signature)]).toEqual([
    1,
    undefined,
    [],
  ]);
});

it('C16 one that was made for another signature does not hold', () => {
  const [, own] = countersigned(() => [counter(Buffer.from('another value'))]);
  expect(own && holds(own)).toBe(false);
});

test.each<[CmsDefect | 'typed', string[]]>([
  ['typed', ['content-type CMS_COUNTER_SIGNATURE_TYPED']],
  ['message-digest-absent', ['message-digest-attribute CMS_MESSAGE_DIGEST_NOT_SINGLE']],
  ['signed-attributes-unsorted', ['signed-attributes-der CMS_SIGNED_ATTRIBUTES_NOT_DER']],
])('C16 %s', (defect, rules) => {
  const defects = new Set<CmsDefect>(defect === 'typed' ? [] : ['content-type-absent', defect]);
  const [signature, own] = countersigned((value) => [counter(value, defects)]);
  expect([signature && brokenRules(signature), own && brokenRules(own)]).toEqual([[], rules]);
});

it.each([
  ['no SignerInfo', writeOctetString(Buffer.from('nothing'))],
  ['a version alone', Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01)],
])('C16 %s is listed with the reason, and harms nothing else', (_, bytes) => {
  const [signature, own, ...more] = countersigned(() => [attribute(OID.counterSignature, bytes)]);
  expect([signature && brokenRules(signature), own && brokenRules(own)]).toEqual([[], ['cms-readable CMS_COUNTER_SIGNATURE_UNREADABLE']]);
  expect([own?.counterSignatureOf, own?.signatureValue, own?.references, more]).toEqual([signature?.id, undefined, [], []]);
});

it('C16 one without attributes is over the value itself, one that names no certificate is of no level, and each lists its own algorithms', () => {
  const bare = new Set<CmsDefect>(['signed-attributes-absent']);
  const [, own] = countersigned((value) => [counter(value, bare)]);
  expect([own && holds(own), own?.level]).toEqual([true, 'CMS-NOT-ETSI']);
  const [, unnamed] = countersigned((value) => [counter(value, new Set<CmsDefect>(['content-type-absent', 'signing-certificate-absent']))]);
  expect([unnamed && holds(unnamed), unnamed?.level, unnamed && brokenRules(unnamed)]).toEqual([true, 'CMS-NOT-ETSI', []]);
  const scheme = { digest: 'SHA-512' } as const;
  const longer = (value: Uint8Array): Uint8Array => writeSignerInfo({ signer: second, scheme, defects: UNTYPED }, value, OID.data);
  const [, other] = countersigned((value) => [attribute(OID.counterSignature, longer(value))]);
  expect([other?.references[0]?.digestAlgorithm, other && brokenRules(other)]).toEqual(['SHA-512', []]);
});

it('C16 each takes of the budget for signatures', () => {
  const pdf = signed({ cms: { unsigned: (value) => [1, 2, 3].map(() => counter(value)), certificates }, reserved: 60_000 });
  expect(open(pdf, { signatures: 4 }).signatures.length).toBe(4);
  expect(codeThrown(() => open(pdf, { signatures: 3 }))).toBe('LIMIT_EXCEEDED');
});

it('C16 they nest to a depth, and have time-stamps of their own', () => {
  const nested =
    (depth: number) =>
    (value: Uint8Array): readonly Uint8Array[] =>
      depth === 0 ? [] : [counter(value, UNTYPED, nested(depth - 1))];
  const all = countersigned(nested(9));
  expect(all.length).toBe(10);
  expect(all.map((one) => one.counterSignatureOf)).toEqual([undefined, ...all.slice(0, -1).map((one) => one.id)]);
  expect(all.map((one) => brokenRules(one).length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const stamp = (value: Uint8Array): Uint8Array[] => [
    signatureTimestampAttribute(value, { authority: timestampAuthority, time: SIGNING_TIME }),
  ];
  const [, stamped] = countersigned((value) => [counter(value, UNTYPED, stamp)]);
  expect([stamped?.level, stamped?.timestamps[0]?.covers?.signatures]).toEqual(['CAdES-T', [stamped?.id]]);
});

it('time-stamps of two counter-signatures have ids of their own, also where both parents have one name', () => {
  const stamp = (value: Uint8Array): Uint8Array[] => [
    signatureTimestampAttribute(value, { authority: timestampAuthority, time: SIGNING_TIME }),
  ];
  const unsigned = (value: Uint8Array): Uint8Array[] => [counter(value, UNTYPED, stamp)];
  const signedData = parseSignedData(createSignedData({ signer, content: Buffer.from('content'), unsigned }), new Budget());
  const ids = ['S-1', 'S-2'].flatMap((id) =>
    signedData.signerInfos
      .flatMap((one) => counterSignaturesIn(signedData, one, { id, label: 'twin' }, new Budget()))
      .flatMap(({ timestamps }) => timestamps.map((one) => one.id)),
  );
  expect(new Set(ids).size).toBe(2);
});
