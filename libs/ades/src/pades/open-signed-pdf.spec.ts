import { equalBytes, toHex } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  addDss,
  createSignedData,
  createTimestampToken,
  dictionary,
  digestOf,
  editRevision,
  lastContents,
  type PdfDictionary,
  type PdfValue,
  referenced,
  type RevisionEditor,
  signField,
} from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import {
  brokenRules,
  onlySignature,
  open,
  plainPdf,
  signed,
  signer,
  SIGNING_TIME,
  timestampAuthority,
} from '../spec-support/signed-pdf.js';

const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + 60_000 };

describe('a signed PDF', () => {
  it('gives what is signed and what it covers', () => {
    const pdf = signed({ reason: 'Approval', location: 'Tampere', fieldName: 'Supplier' });
    const { signatures, format, revisions, timestamps } = open(pdf);
    expect({ format, revisions, timestamps }).toEqual({ format: 'PDF', revisions: 2, timestamps: [] });
    const [signature] = signatures;
    expect(signature).toMatchObject({
      form: 'PAdES',
      level: 'PAdES-BASELINE-B',
      label: 'Supplier',
      algorithm: { scheme: 'ECDSA', digest: 'SHA-256' },
      attributes: { claimedSigningTime: SIGNING_TIME, reason: 'Approval', location: 'Tampere' },
      coverage: { wholeDocument: true, revision: 1 },
    });
    const [reference] = signature?.references ?? [];
    expect(reference?.found && equalBytes(reference.expected ?? new Uint8Array(), reference.actual ?? new Uint8Array(1))).toBe(true);
    expect(signature?.embedded.certificates.map((one) => one.origin)).toEqual(['signature', 'signature']);
  });

  it('P10 one changed byte changes the digest, and nothing else', () => {
    const pdf = Buffer.from(signed());
    const at = pdf.indexOf('/MediaBox');
    pdf.write('/MediaBoy', at, 'latin1');
    const signature = onlySignature(pdf);
    const [reference] = signature.references;
    expect(equalBytes(reference?.expected ?? new Uint8Array(), reference?.actual ?? new Uint8Array())).toBe(false);
    expect(brokenRules(signature)).toEqual([]);
  });

  it('two fields of one name with the same token are told apart, and the first keeps its id', () => {
    const first = addDocumentTimestamp(signed(), { timestamp });
    const twin = editRevision(first);
    const form = referenced(twin.dictionary(twin.root).get('AcroForm')) ?? 0;
    const fields = twin.dictionary(form).get('Fields') as PdfValue[];
    const original = twin.dictionary(referenced(fields[1]) ?? 0);
    const value = twin.add(new Map(twin.dictionary(referenced(original.get('V')) ?? 0)));
    twin.update(form, (entries) => entries.set('Fields', [...fields, twin.add(new Map(original).set('V', value))]));
    const [before] = open(first).signatures[0]?.timestamps ?? [];
    const after = open(twin.save()).signatures[0]?.timestamps ?? [];
    expect([after.length, new Set(after.map((one) => one.id)).size]).toEqual([2, 2]);
    // The range of the copy leaves out the contents of the first, and not its own.
    const told = after.map((one) => [one.id === before?.id, brokenRules(one).includes('contents-token PDF_GAP_NOT_CONTENTS')]);
    expect(told).toEqual(
      expect.arrayContaining([
        [true, false],
        [false, true],
      ]),
    );
  });

  it('without signatures it has none', () => {
    expect(open(plainPdf)).toMatchObject({ signatures: [], timestamps: [], revisions: 1 });
  });
});

describe('P20 one value, one field', () => {
  it('names the fields that share a value', () => {
    const shared = signed({
      edit: (editor, { value, field }) => {
        const copy = editor.add(new Map(editor.dictionary(referenced(field) ?? 0)).set('T', '(Second)').set('V', value));
        const form = referenced(editor.dictionary(editor.root).get('AcroForm')) ?? 0;
        editor.update(form, (entries) => entries.set('Fields', [field, copy]));
      },
    });
    const signature = onlySignature(shared);
    expect(brokenRules(signature)).toContain('signature-field PDF_SIGNATURE_VALUE_SHARED');
  });

  it('a later field that uses an old value again', () => {
    const editor = editRevision(signed());
    const form = referenced(editor.dictionary(editor.root).get('AcroForm')) ?? 0;
    const fields = editor.dictionary(form).get('Fields');
    const [first] = Array.isArray(fields) ? fields : [];
    const copy = editor.add(new Map(editor.dictionary(referenced(first) ?? 0)).set('T', '(Second)'));
    editor.update(form, (entries) => entries.set('Fields', [...(Array.isArray(fields) ? fields : []), copy]));
    expect(brokenRules(onlySignature(editor.save()))).toContain('signature-field PDF_SIGNATURE_VALUE_SHARED');
  });
});

describe('P21 signatures that a form does not have', () => {
  it('one that never was in a form', () => {
    expect(brokenRules(onlySignature(signed({ unreachable: true })))).toContain('signature-reachable PDF_SIGNATURE_UNREFERENCED');
  });

  it('one that a later revision hides', () => {
    const editor = editRevision(signed());
    editor.update(editor.root, (catalog) => void catalog.delete('AcroForm'));
    expect(brokenRules(onlySignature(editor.save()))).toContain('signature-reachable PDF_SIGNATURE_HIDDEN');
  });

  it('one that no cross-reference section names, beside one that a form has', () => {
    const beside = signed({}, signed());
    const hidden = signed({ revision: { xref: 'none' } }, beside);
    const found = open(hidden).signatures.map((one) => brokenRules(one).includes('signature-reachable PDF_SIGNATURE_UNREFERENCED'));
    expect(found).toEqual([false, false, true]);
  });

  it('P16 alone in an update that no cross-reference section names, the document is refused', () => {
    expect(() => open(signed({ revision: { xref: 'none' } }))).toThrow(expect.objectContaining({ code: 'PDF_UNPARSABLE' }));
  });

  it('P16 cut off with the end of the file, the document is refused', () => {
    const pdf = signed();
    const cut = pdf.subarray(0, Buffer.from(pdf).indexOf('/Contents <') + 500);
    expect(() => open(cut)).toThrow(expect.objectContaining({ code: 'PDF_UNPARSABLE' }));
  });

  it('one whose dictionary was replaced under its number', () => {
    const pdf = signed();
    const editor = editRevision(pdf);
    const form = referenced(editor.dictionary(editor.root).get('AcroForm')) ?? 0;
    const fields = editor.dictionary(form).get('Fields');
    const field = editor.dictionary(referenced(Array.isArray(fields) ? fields[0] : undefined) ?? 0);
    editor.update(referenced(field.get('V')) ?? 0, (entries) => entries.set('Reason', '(forged)'));
    const rules = brokenRules(onlySignature(editor.save()));
    expect(rules).toContain('signature-dictionary PDF_SIGNATURE_DICTIONARY_REPLACED');
  });

  it('one whose value is no object keeps its entry', () => {
    const unreadable = signed({ contents: () => '' });
    const signature = onlySignature(unreadable);
    expect(signature.label).toBe('Signature1');
    expect(brokenRules(signature)).toContain('signature-dictionary PDF_SIGNATURE_UNREADABLE');
  });
});

describe('P22 signatures and document time-stamps', () => {
  it('a time-stamp belongs to the signatures that it covers', () => {
    const stamped = addDocumentTimestamp(signed(), { timestamp });
    const { signatures, timestamps } = open(stamped);
    expect(timestamps).toEqual([]);
    expect(signatures.map((one) => one.timestamps.map(({ kind, format }) => [kind, brokenRules({ format })]))).toEqual([
      [['document-timestamp', []]],
    ]);
    expect(signatures[0]?.timestamps[0]?.imprints.size).toBe(1);
  });

  it('one that covers no signature belongs to the document', () => {
    const { signatures, timestamps } = open(signed({}, addDocumentTimestamp(plainPdf, { timestamp })));
    expect(timestamps.map((one) => one.kind)).toEqual(['document-timestamp']);
    expect(signatures.map((one) => one.timestamps)).toEqual([[]]);
  });

  it('the type of a time-stamp with the format of a signature is a signature that breaks a rule', () => {
    expect(brokenRules(onlySignature(signed({ type: 'DocTimeStamp' })))).toContain('sub-filter PDF_SIGNATURE_TYPE_UNKNOWN');
  });

  it('the type of a signature with the format of a time-stamp proves nothing', () => {
    const { signatures, timestamps, notes } = open(addDocumentTimestamp(signed(), { timestamp, type: 'Sig' }));
    expect(notes.map((note) => note.code)).toContain('PDF_TIMESTAMP_TYPE_MIXED');
    expect(timestamps).toEqual([]);
    expect(signatures.map((one) => [one.timestamps.length, one.level])).toEqual([[0, 'PAdES-BASELINE-B']]);
  });

  it('an ordinary CMS structure is no time-stamp', () => {
    const options = { fieldName: 'T', type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161' };
    const { timestamps } = open(signField(plainPdf, options, (content) => createSignedData({ signer, content })));
    expect(timestamps.map(brokenRules)).toEqual([['cms-readable CMS_NOT_A_TIMESTAMP']]);
  });
});

it('evidence of the document security store comes with the revision that brought it', () => {
  const first = addDss(signed(), { certificates: [signer.certificate] });
  const second = addDss(first, { certificates: [timestampAuthority.certificate] });
  const { embedded, securityStores } = onlySignature(second);
  expect(securityStores).toEqual([2, 3]);
  expect(embedded.certificates.filter((one) => one.origin === 'dss').map((one) => one.revision)).toEqual([2, 3]);
});

it('a time-stamp in a VRI entry covers the signature value and makes no level', () => {
  const pdf = signed();
  const { signatureValue = new Uint8Array() } = onlySignature(pdf);
  const token = createTimestampToken(digestOf('SHA-256', signatureValue), timestamp);
  const edit = (dss: PdfDictionary, editor: RevisionEditor): void => {
    const [[key, entry] = ['', '']] = [...(dss.get('VRI') as PdfDictionary)];
    editor.update(referenced(entry) ?? 0, (entries) => entries.set('TS', editor.add(dictionary({}), token)));
    expect(key).toMatch(/^[0-9A-F]{40}$/);
  };
  const stamped = onlySignature(addDss(pdf, { vri: [lastContents(pdf)], edit }));
  expect(stamped.timestamps.map((one) => one.kind)).toEqual(['validation-data-timestamp']);
  expect(toHex(stamped.timestamps[0]?.imprints.get('SHA-256') ?? new Uint8Array())).toBe(toHex(digestOf('SHA-256', signatureValue)));
  expect(stamped.level).toBe('PAdES-BASELINE-B');
});
