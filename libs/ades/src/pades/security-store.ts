import {
  arrayOf,
  dictionaryOf,
  isDictionary,
  type PdfDictionary,
  PdfError,
  type PdfDocument,
  type PdfRevision,
  type PdfStream,
  type PdfValue,
  streamOf,
} from '@sigillum/containers/pdf';
import type { EmbeddedMaterial, EmbeddedObject } from '../types.js';

/**
 * Certificates and revocation data of the document security stores of all revisions (EN 319 142-1 5.4.2), each stream once, with the
 * oldest revision that has it. Streams that can't be read hold no evidence.
 */
export function securityStoreOf(document: PdfDocument): EmbeddedMaterial {
  const collected = { certificates: [] as EmbeddedObject[], crls: [] as EmbeddedObject[], ocsps: [] as EmbeddedObject[] };
  const seen = new Set<PdfValue>();
  const add = (revision: PdfRevision, list: PdfValue | undefined, to: EmbeddedObject[], origin: 'dss' | 'vri'): void => {
    for (const item of arrayOf(revision, list) ?? []) {
      const stream = streamOf(revision, item);
      if (!stream || seen.has(stream)) continue;
      seen.add(stream);
      const bytes = readable(() => revision.streamData(stream));
      if (bytes) to.push({ bytes, origin, revision: Math.max(revision.index, wholeIn(document, stream)) });
    }
  };
  for (const revision of document.revisions) {
    const store = dictionaryOf(revision, revision.catalog.entries.get('DSS'));
    if (!store || seen.has(store)) continue;
    seen.add(store);
    add(revision, store.entries.get('Certs'), collected.certificates, 'dss');
    add(revision, store.entries.get('CRLs'), collected.crls, 'dss');
    add(revision, store.entries.get('OCSPs'), collected.ocsps, 'dss');
    for (const entry of validationInformation(revision, store)) {
      add(revision, entry.entries.get('Cert'), collected.certificates, 'vri');
      add(revision, entry.entries.get('CRL'), collected.crls, 'vri');
      add(revision, entry.entries.get('OCSP'), collected.ocsps, 'vri');
    }
  }
  return collected;
}

/** The oldest revision that has all bytes of a stream: an entry or a /Length may reach into what is appended later. */
function wholeIn({ revisions }: PdfDocument, { span }: PdfStream): number {
  const index = revisions.findIndex((revision) => span.end <= revision.end);
  return index === -1 ? revisions.length : index;
}

/** The revisions that brought or changed a document security store, ascending. */
export function securityStoreRevisions(document: PdfDocument): number[] {
  const stores = document.revisions.map((revision) => dictionaryOf(revision, revision.catalog.entries.get('DSS')));
  return stores.flatMap((store, index) => (store !== undefined && store !== stores[index - 1] ? [index] : []));
}

function validationInformation(revision: PdfRevision, store: PdfDictionary): PdfDictionary[] {
  const all = dictionaryOf(revision, store.entries.get('VRI'));
  return all ? [...all.entries.values()].map((value) => revision.resolve(value)).filter(isDictionary) : [];
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}
