import type { PdfDictionary, PdfDocument, PdfRevision } from '@sigillum/containers/pdf';
import { Budget } from '@sigillum/encoding';
import type { FieldLock, SignedRevision } from '../../signed-revision.js';
import { readFields } from '../form/field-index.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved, textOf } from '../objects/values.js';

/** The signatures of a document's last revision, each with the revision that its byte range ends in; only what the tests need. */
export function readSignedRevisions(document: PdfDocument): SignedRevision[] {
  const last = document.revisions.at(-1);
  if (!last) return [];
  return readFields(last, new Budget()).fields.flatMap((field) => {
    const signature = asDictionary(resolved(last, field.dictionary, 'V'));
    const range = itemsOf(last, signature?.entries.get('ByteRange')).filter((item) => typeof item === 'number');
    if (field.type !== 'Sig' || !signature || range.length !== 4) return [];
    const end = (range[2] ?? 0) + (range[3] ?? 0);
    const revision = document.revisions.findIndex((one) => one.end >= end);
    return revision === -1
      ? []
      : [
          {
            revision,
            fieldName: field.name,
            signatureObject: asReference(field.dictionary.entries.get('V'))?.number,
            ...permissions(last, signature),
          },
        ];
  });
}

function permissions(revision: PdfRevision, signature: PdfDictionary): Pick<SignedRevision, 'docMdp' | 'fieldLocks'> {
  const fieldLocks: FieldLock[] = [];
  let docMdp: 1 | 2 | 3 | undefined;
  for (const item of itemsOf(revision, signature.entries.get('Reference'))) {
    const reference = asDictionary(revision.resolve(item));
    const parameters = asDictionary(resolved(revision, reference, 'TransformParams'));
    const method = nameOf(resolved(revision, reference, 'TransformMethod'));
    const p = resolved(revision, parameters, 'P') ?? 2;
    if (method === 'DocMDP' && (p === 1 || p === 2 || p === 3)) docMdp = p;
    if (method !== 'FieldMDP') continue;
    const action = nameOf(resolved(revision, parameters, 'Action'));
    const fields = itemsOf(revision, parameters?.entries.get('Fields')).flatMap((name) => textOf(revision.resolve(name)) ?? []);
    fieldLocks.push({ action: action === 'Include' || action === 'Exclude' ? action : 'All', fields });
  }
  return { fieldLocks, ...(docMdp === undefined ? {} : { docMdp }) };
}
