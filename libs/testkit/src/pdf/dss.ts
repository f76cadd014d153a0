import { createHash } from 'node:crypto';

import type { Instant } from '@sigillum/encoding';

import { editRevision, type RevisionEditor } from './revision.js';
import { dictionary, pdfDate, type PdfDictionary, type PdfValue, referenced } from './value.js';

/** Validation data for the DSS dictionary (ISO 32000-2 12.8.4.3). */
export interface ValidationData {
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  /** The /Contents of signatures that get a VRI entry with all of the data. */
  readonly vri?: readonly Uint8Array[];
  readonly vriTime?: Instant;
  /** Last word on the dictionary. */
  readonly edit?: (dss: PdfDictionary, editor: RevisionEditor) => void;
}

function streams(editor: RevisionEditor, objects: readonly Uint8Array[] | undefined): string[] {
  return (objects ?? []).map((object) => editor.add(dictionary({}), object));
}

function existing(editor: RevisionEditor): PdfDictionary {
  const value = editor.dictionary(editor.root).get('DSS');
  const number = referenced(value);
  const found = number === undefined ? value : editor.get(number).value;
  return new Map(found instanceof Map ? found : []);
}

function extended(current: PdfValue | undefined, more: readonly string[]): PdfValue | undefined {
  const all = [...(Array.isArray(current) ? current : []), ...more];
  return all.length > 0 ? all : undefined;
}

/** Adds a DSS, or extends the one that is there, as an incremental update: level LT. */
export function addDss(pdf: Uint8Array, data: ValidationData): Uint8Array {
  const editor = editRevision(pdf);
  const dss = existing(editor).set('Type', '/DSS');
  const added = { Certs: streams(editor, data.certificates), CRLs: streams(editor, data.crls), OCSPs: streams(editor, data.ocsps) };
  for (const [key, references] of Object.entries(added)) {
    const all = extended(dss.get(key), references);
    if (all) dss.set(key, all);
  }
  if (data.vri) {
    const entry = dictionary({
      Type: '/VRI',
      Cert: added.Certs.length > 0 ? added.Certs : undefined,
      CRL: added.CRLs.length > 0 ? added.CRLs : undefined,
      OCSP: added.OCSPs.length > 0 ? added.OCSPs : undefined,
      TU: data.vriTime === undefined ? undefined : pdfDate(data.vriTime),
    });
    const current = dss.get('VRI');
    const vri: PdfDictionary = new Map(current instanceof Map ? current : []);
    for (const contents of data.vri) vri.set(createHash('sha1').update(contents).digest('hex').toUpperCase(), editor.add(entry));
    dss.set('VRI', vri);
  }
  data.edit?.(dss, editor);
  const number = referenced(editor.dictionary(editor.root).get('DSS'));
  if (number !== undefined) editor.set(number, dss);
  else {
    const reference = editor.add(dss);
    editor.update(editor.root, (catalog) => catalog.set('DSS', reference));
  }
  return editor.save();
}

/** The decoded /Contents of the last signature of a file, padding included: what a VRI key is the SHA-1 of. */
export function lastContents(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const at = text.lastIndexOf('/Contents <');
  const start = at + '/Contents <'.length;
  return Buffer.from(text.slice(start, text.indexOf('>', start)), 'hex');
}
