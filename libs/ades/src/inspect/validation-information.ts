import { arrayOf, dictionaryOf, getStream, getString, type PdfDictionary, type PdfDocument, textOf } from '@sigillum/containers/pdf';
import { toRfc3339 } from '@sigillum/encoding';
import { readPdfDate } from '../pades/dictionary/signature-dictionary.js';
import type { FoundSignature } from '../pades/field/found-signatures.js';
import { vriKeysOf } from '../pades/vri-timestamps.js';
import { type InspectNode, line, lineIf } from './node.js';

/** The VRI entries of the newest security store, each with the signature that it is for (EN 319 142-1 5.4.2.3). */
export function validationInformationNodes({ revisions }: PdfDocument, found: readonly FoundSignature[]): InspectNode[] {
  const revision = revisions.at(-1);
  const store = revision && dictionaryOf(revision, revision.catalog.entries.get('DSS'));
  const all = revision && store && dictionaryOf(revision, store.entries.get('VRI'));
  if (!revision || !all) return [];
  const names = new Map(found.flatMap((one) => keysOf(one).map((key) => [key, one.field.name] as const)));
  return [...all.entries].map(([key, value]) => {
    const entry = dictionaryOf(revision, value);
    if (!entry) return line(key, 'no dictionary');
    const count = (list: string): string => String(arrayOf(revision, entry.entries.get(list))?.length ?? 0);
    return line(key, `for ${names.get(key.toUpperCase()) ?? 'no signature of this document'}`, [
      line('objects', `${count('Cert')} certificates, ${count('CRL')} CRLs, ${count('OCSP')} OCSP responses`),
      lineIf('created', createdAt(getString(revision, entry, 'TU'))),
      lineIf('time-stamp', getStream(revision, entry, 'TS') && 'yes'),
    ]);
  });
}

function keysOf({ field: { value } }: FoundSignature): string[] {
  const bytes = contentsOf(value);
  return bytes ? vriKeysOf(bytes) : [];
}

function contentsOf({ entries }: PdfDictionary): Uint8Array | undefined {
  const contents = entries.get('Contents');
  return typeof contents === 'object' && contents?.kind === 'string' ? contents.bytes : undefined;
}

function createdAt(text: Parameters<typeof textOf>[0] | undefined): string | undefined {
  const instant = text && readPdfDate(textOf(text));
  return instant === undefined ? undefined : toRfc3339(instant);
}
