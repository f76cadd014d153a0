import { attribute, createAuthority, createCrl, createPdf, issueSigner, OID, signPdf, writeSignerInfo } from '@sigillum/testkit';
import { expect, test } from 'vitest';
import { linesOf, put, sigillum, temporaryFolder } from '../sigillum.js';

const folder = temporaryFolder();
const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const signer = issueSigner(root, { name: 'Signer', algorithm: 'P-256' });
const second = issueSigner(root, { name: 'Second', algorithm: 'P-256' });
const crls = [createCrl({ issuer: root, thisUpdate: Date.UTC(2026, 6, 1, 23), nextUpdate: Date.UTC(2026, 6, 3) })];
const certificates = [signer.certificate, second.certificate];
const pdf = await createPdf();
const anchor = put(folder, 'root.der', root.certificate);

/** A signature that `second` countersigned: its value, or another one. */
function countersigned(name: string, over: (value: Uint8Array) => Uint8Array): string {
  const defects = new Set(['content-type-absent'] as const);
  const unsigned = (value: Uint8Array): Uint8Array[] => [
    attribute(OID.counterSignature, writeSignerInfo({ signer: second, signingTime: Date.UTC(2026, 6, 1), defects }, over(value), OID.data)),
  ];
  const cms = { crls, certificates, unsigned };
  return put(folder, name, signPdf(pdf, { signer, signingTime: Date.UTC(2026, 6, 1), reserved: 20_000, cms }));
}

const GENUINE = 'Genuine: whether it is qualified was not determined';

const validate = (document: string, ...options: string[]) =>
  sigillum(['validate', '--anchors', anchor, '--no-trust-lists', '--offline', '--at', '2026-07-02T00:00:00Z', ...options, document]);

test('a counter-signature has a verdict of its own, and names the signature that it is over', async () => {
  const document = countersigned('good.pdf', (value) => value);
  const ran = await validate(document, '--ndjson', '--save-evidence', `${folder}/evidence`);
  const [line] = linesOf(ran);
  const [signature, counter, ...more] = line?.signatures ?? [];
  expect([ran.status, more]).toEqual([0, []]);
  expect([signature?.indication, signature?.counterSignatureOf]).toEqual(['TOTAL-PASSED', undefined]);
  expect(counter).toMatchObject({ indication: 'TOTAL-PASSED', counterSignatureOf: signature?.id, signedBy: 'Second', level: 'CAdES-BES' });
  const replayed = await sigillum(['replay', '--ndjson', `${folder}/evidence`]);
  expect(linesOf(replayed)[0]?.signatures).toEqual(line?.signatures);
  const { out } = await validate(document);
  expect(out.match(/Nothing has changed since|What was added to the file/g)).toEqual(['Nothing has changed since']);
});

test('C16 one over another value fails, and neither the signature that it stands in nor the document does', async () => {
  const document = countersigned('other.pdf', () => Buffer.from('another value'));
  const ran = await validate(document, '--ndjson');
  const [line] = linesOf(ran);
  const verdicts = line?.signatures.map((one) => [one.indication, one.subIndication, one.intact, one.verdict.headline]);
  expect([ran.status, line?.exitCode, verdicts]).toEqual([
    0,
    0,
    [
      ['TOTAL-PASSED', null, true, GENUINE],
      ['TOTAL-FAILED', 'HASH_FAILURE', false, 'Counter-signature: do not rely on this: made for another signature'],
    ],
  ]);
  const counted = '1 counter-signature: 1 not to be relied on; anybody can add one, so this says nothing against what it is over.';
  expect(line?.verdict).toMatchObject({ code: 'GENUINE_SIGNATURE', headline: GENUINE, why: [counted, expect.any(String)] });
  const { out } = await validate(document);
  expect(out).toContain('✖ COUNTER-SIGNATURE: DO NOT RELY ON THIS: made for another signature');
  expect(out).toContain(counted);
  expect(out).not.toContain('changed after signing');
});

test('C16 garbage where a counter-signature belongs is listed, and fails nothing else', async () => {
  const unsigned = (): Uint8Array[] => [attribute(OID.counterSignature, Buffer.from([0x30, 0x03, 0x02, 0x01, 0x2a]))];
  const given = { signer, signingTime: Date.UTC(2026, 6, 1), reserved: 20_000, cms: { crls, certificates, unsigned } };
  const ran = await validate(put(folder, 'garbage.pdf', signPdf(pdf, given)), '--ndjson', '--require', 'ades');
  const [line] = linesOf(ran);
  expect([ran.status, line?.verdict?.headline]).toEqual([0, GENUINE]);
  expect(line?.signatures.map((one) => [one.indication, one.reasons[0]?.code])).toEqual([
    ['TOTAL-PASSED', undefined],
    ['TOTAL-FAILED', 'CMS_COUNTER_SIGNATURE_UNREADABLE'],
  ]);
});
