import { isString, type PdfDocument, type PdfRevision } from '@sigillum/containers/pdf';
import { digest } from '@sigillum/crypto';
import { type Budget, toHex } from '@sigillum/encoding';
import { type SignatureField, signatureFieldsOf } from './fields.js';

/** A signature of the document: its field, and where it is first and last seen. */
export interface FoundSignature {
  readonly field: SignatureField;
  /** The newest revision that has it. */
  readonly seenIn: PdfRevision;
  /** The oldest revision in which this field has this value. */
  readonly filledIn: number;
  /** Whether the newest form has it, an older one only, or none at all. */
  readonly reach: 'current' | 'hidden' | 'unreferenced';
  /** Other fields with the same value, of any revision. */
  readonly sharedWith: readonly string[];
}

/**
 * All signatures that any revision's form shows, newest view first of each: one that a later revision hides is still a signature of the
 * document. A signature is known by its value's place: object number, or field name and /Contents for a direct one.
 */
export function findSignatures(document: PdfDocument, budget: Budget): FoundSignature[] {
  const newest = document.revisions.at(-1);
  const found = new Map<string, FoundSignature>();
  for (const revision of document.revisions.toReversed()) {
    for (const field of signatureFieldsOf(revision, budget)) {
      const key = keyOf(field);
      const known = found.get(key);
      if (!known) budget.spend('signatures');
      found.set(key, known ? seenAgain(known, field, revision) : seenFirst(field, revision, revision === newest ? 'current' : 'hidden'));
    }
  }
  return [...found.values()];
}

function seenFirst(field: SignatureField, seenIn: PdfRevision, reach: FoundSignature['reach']): FoundSignature {
  return { field, seenIn, filledIn: seenIn.index, reach, sharedWith: [] };
}

function seenAgain(known: FoundSignature, { name }: SignatureField, revision: PdfRevision): FoundSignature {
  const isShared = name !== known.field.name && !known.sharedWith.includes(name);
  return { ...known, filledIn: revision.index, sharedWith: isShared ? [...known.sharedWith, name] : known.sharedWith };
}

function keyOf(field: SignatureField): string {
  if (field.valueObject !== undefined) return `object ${field.valueObject}`;
  const contents = field.value.entries.get('Contents');
  return `field ${field.name} ${isString(contents) ? toHex(digest('SHA-256', contents.bytes)) : ''}`;
}
