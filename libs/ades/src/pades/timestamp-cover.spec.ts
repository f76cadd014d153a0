import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  addDss,
  createBasicOcspResponse,
  createTimestampToken,
  dictionary,
  digestOf,
  editRevision,
  issueOcspResponder,
  lastContents,
  type PdfDictionary,
  referenced,
  type RevisionEditor,
} from '@sigillum/testkit';
import { parseOcspResponse } from '@sigillum/x509';
import { expect, it } from 'vitest';
import { authority, onlySignature, signed, signer, SIGNING_TIME, timestampAuthority } from '../spec-support/signed-pdf.js';

const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + 60_000 };
const certificateId = (bytes: Uint8Array): string => `C-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;

it('a document time-stamp covers a response with the certificates in it', () => {
  const responder = issueOcspResponder(authority, { name: 'Responder', algorithm: 'P-256' });
  const response = createBasicOcspResponse({
    responder,
    responses: [{ serialNumber: signer.serialNumber, issuer: authority, thisUpdate: SIGNING_TIME }],
  });
  const pdf = addDocumentTimestamp(addDss(signed(), { ocsps: [response] }), { timestamp });
  const [stamp] = onlySignature(pdf).timestamps;
  expect(stamp?.covers?.material).toEqual(expect.arrayContaining([parseOcspResponse(response).id, certificateId(responder.certificate)]));
});

it('what comes later in a revision of its own is not covered', () => {
  const stamped = addDocumentTimestamp(signed(), { timestamp });
  const [stamp] = onlySignature(addDss(stamped, { certificates: [timestampAuthority.certificate] })).timestamps;
  expect(stamp?.covers?.material).not.toContain(certificateId(timestampAuthority.certificate));
});

it('a token that a VRI entry brings later is not covered, though it belongs to a signature that is', () => {
  const pdf = signed();
  const contents = lastContents(pdf);
  const { signatureValue = new Uint8Array() } = onlySignature(pdf);
  const token = createTimestampToken(digestOf('SHA-256', signatureValue), timestamp);
  const edit = (dss: PdfDictionary, editor: RevisionEditor): void => {
    const [[, entry] = ['', '']] = [...(dss.get('VRI') as PdfDictionary)];
    editor.update(referenced(entry) ?? 0, (entries) => entries.set('TS', editor.add(dictionary({}), token)));
  };
  const { timestamps } = onlySignature(addDss(addDocumentTimestamp(pdf, { timestamp }), { vri: [contents], edit }));
  expect(timestamps.map((one) => [one.kind, one.covers?.timestamps])).toEqual([
    ['validation-data-timestamp', undefined],
    ['document-timestamp', []],
  ]);
});

it('what an older object takes in of later revisions is not covered', () => {
  const editor = editRevision(signed());
  const stored = editor.add(dictionary({}), new Uint8Array(10_000));
  const store = editor.add(dictionary({ Type: '/DSS', Certs: [stored] }));
  editor.update(editor.root, (catalog) => void catalog.set('DSS', store));
  const reaching = Buffer.from(Buffer.from(editor.save()).toString('latin1').replace('/Length 10000', '/Length 90000'), 'latin1');
  const stamped = addDocumentTimestamp(reaching, { timestamp });
  const later = editRevision(stamped);
  later.add(dictionary({}), new Uint8Array(100_000));
  const { embedded, timestamps } = onlySignature(later.save());
  const [object] = embedded.certificates.filter((one) => one.origin === 'dss');
  expect([object?.bytes.length, object?.revision, timestamps[0]?.coveredRevision]).toEqual([90_000, 4, 3]);
  expect(timestamps[0]?.covers?.material).not.toContain(certificateId(object?.bytes ?? new Uint8Array()));
});
