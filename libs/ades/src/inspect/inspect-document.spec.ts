import { Budget, memorySource } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  addDss,
  createAuthority,
  createCrl,
  createPdf,
  issueSigner,
  issueTimestampAuthority,
  lastContents,
  signPdf,
} from '@sigillum/testkit';
import { expect, test } from 'vitest';
import { type InspectNode, inspectDocument } from '../index.js';

const SIGNING_TIME = Date.UTC(2026, 5, 1, 12);
const root = createAuthority({ name: 'Root' });
const signer = issueSigner(root, { name: 'Signer', algorithm: 'P-256' });
const tsa = issueTimestampAuthority(root, { name: 'TSA', algorithm: 'P-256' });
const crl = createCrl({ issuer: root, thisUpdate: SIGNING_TIME });

const page = await createPdf();
const signed = signPdf(page, { signer, signingTime: SIGNING_TIME, reason: 'I agree', fieldName: 'Approval' });
const tree = inspectDocument(
  memorySource(
    addDocumentTimestamp(addDss(signed, { certificates: [root.certificate], crls: [crl] }), {
      timestamp: { authority: tsa, time: SIGNING_TIME },
    }),
  ),
  new Budget(),
);

/** The line under the labels, one level each. */
function at(node: InspectNode | undefined, ...labels: readonly string[]): InspectNode | undefined {
  return labels.reduce<InspectNode | undefined>(
    (current, label) => current?.children?.find((child) => child.label.startsWith(label)),
    node,
  );
}

test('revisions and fields', () => {
  expect(tree.label).toBe('PDF');
  expect(at(tree, 'revisions')?.value).toBe('4');
  expect(at(tree, 'revisions', 'revision 2')?.value).toMatch(/^bytes \d+ to \d+, cross-reference at \d+, \d+ objects/);
  expect(at(tree, 'form fields', 'Approval')?.value).toBe('signature, filled');
});

test('the signature, its dictionary and its CMS structure', () => {
  const signature = at(tree, 'signature');
  expect(signature?.value).toMatch(/^Approval, PAdES-BASELINE-T/);
  expect(at(signature, 'dictionary', 'SubFilter')?.value).toBe('ETSI.CAdES.detached');
  expect(at(signature, 'dictionary', 'M')?.value).toBe('2026-06-01T12:00:00Z');
  expect(at(signature, 'dictionary', 'Reason')?.value).toBe('I agree');
  expect(at(signature, 'CMS', 'signer')?.value).toMatch(/^serial number [0-9a-f]+ of CN=Root/);
  expect(at(signature, 'CMS', 'signer', 'signature algorithm')?.value).toBe('ECDSA, SHA-256');
  expect(at(signature, 'CMS', 'signer', 'signed attributes', 'content-type')?.value).toBe('1.2.840.113549.1.9.3, 1.2.840.113549.1.7.1');
  expect(at(signature, 'CMS', 'signer', 'signed attributes', 'signing-certificate-v2')?.value).toMatch(/SHA-256 [0-9a-f]{64}$/);
  expect(at(signature, 'CMS', 'certificates', 'CN=Signer', 'issuer')?.value).toMatch(/^CN=Root/);
  expect(at(signature, 'rules of the format', 'byte-range')?.value).toBe('holds');
  expect(at(signature, 'changes in later revisions', 'revision 3')?.value).toMatch(/^validation-data, /);
});

test('the time-stamp and the security store', () => {
  expect(at(tree, 'signature', 'document-timestamp', 'time')?.value).toBe('2026-06-01T12:00:00Z');
  expect(at(tree, 'signature', 'document-timestamp', 'imprint')?.value).toMatch(/^SHA-256 [0-9a-f]{64}$/);
  expect(at(tree, 'document security store', 'CRLs', 'CN=Root', 'entries')?.value).toBe('0');
  expect(at(tree, 'document security store', 'certificates', 'CN=Root')?.value).toBe('dss');
});

test('what can not be read is a line too', () => {
  const damaged = addDss(signed, {
    certificates: [Buffer.from('no certificate')],
    crls: [Buffer.from('no list')],
    ocsps: [Buffer.from('no answer')],
  });
  const store = at(inspectDocument(memorySource(damaged), new Budget()), 'document security store');
  expect(at(store, 'certificates', 'certificate')?.value).toBe('14 bytes that are not readable, dss');
  expect(at(store, 'CRLs', 'CRL')?.value).toBe('7 bytes that are not readable, dss');
  expect(at(store, 'OCSP responses', 'OCSP response')?.value).toBe('9 bytes that are not readable, dss');
});

test('no signed document, no tree', () => {
  expect(() => inspectDocument(memorySource(Buffer.from('<a/>')), new Budget())).toThrow(
    expect.objectContaining({ code: 'FORMAT_UNSUPPORTED' }),
  );
});

test('keys, changed objects and what the security store has for which signature', () => {
  expect(at(tree, 'signature', 'CMS', 'certificates', 'CN=Signer', 'key')?.value).toBe('EC, P-256');
  expect(at(tree, 'revisions', 'revision 1', 'objects')).toBeUndefined();
  expect(at(tree, 'revisions', 'revision 2', 'objects')?.value).toMatch(/^\d+(-\d+)?(, \d+(-\d+)?)*$/);
  const data = { certificates: [root.certificate], crls: [crl], vri: [lastContents(signed), Buffer.from('other')], vriTime: SIGNING_TIME };
  const information = at(inspectDocument(memorySource(addDss(signed, data)), new Budget()), 'validation information');
  expect(information?.children?.map((one) => one.value)).toEqual(['for Approval', 'for no signature of this document']);
  expect(at(information?.children?.[0], 'objects')?.value).toBe('1 certificates, 1 CRLs, 0 OCSP responses');
  expect(at(information?.children?.[0], 'created')?.value).toBe('2026-06-01T12:00:00Z');
});

test('what can be opened can be inspected', () => {
  const unreadable = signPdf(page, { signer, signingTime: SIGNING_TIME, contents: () => '' });
  const node = at(inspectDocument(memorySource(unreadable), new Budget()), 'signature');
  expect(node?.value).toBe('Signature1, PDF-NOT-ETSI');
  expect(at(node, 'rules of the format', 'signature-dictionary')?.value).toMatch(/^PDF_SIGNATURE_UNREADABLE/);
  const limits = new Budget({ signatures: 1 });
  expect(at(inspectDocument(memorySource(signed), limits), 'signature')?.value).toBe('Approval, PAdES-BASELINE-B');
});
