import type { PdfDocument, PdfRevision } from '@sigillum/containers/pdf';
import type { Budget } from '@sigillum/encoding';
import { type SignatureField, signatureFieldsOf } from './fields.js';

/** A signature of the document: its field, and where it is first and last seen. */
export interface FoundSignature {
  readonly field: SignatureField;
  /** The newest revision that has it. */
  readonly seenIn: PdfRevision;
  /** The oldest revision in which this field has this value. */
  readonly filledIn: number;
  /** Whether the newest revision of the document still has it in its form. */
  readonly reachable: boolean;
  /** Other fields of the same revision with the same value. */
  readonly sharedWith: readonly string[];
}

/**
 * All signatures that any revision's form shows, newest view first of each: one that a later revision hides is still a signature of the document.
 * A signature is known by its value's place: object number, or field name for a direct one.
 */
export function findSignatures(document: PdfDocument, budget: Budget): FoundSignature[] {
  const views = document.revisions.map((revision) => ({ revision, fields: signatureFieldsOf(revision, budget) }));
  const newest = views.at(-1);
  const found = new Map<string, FoundSignature>();
  for (const { revision, fields } of views.toReversed()) {
    for (const field of fields) {
      const key = keyOf(field);
      const known = found.get(key);
      if (known) {
        found.set(key, { ...known, filledIn: revision.index });
        continue;
      }
      budget.spend('signatures');
      const sharedWith = fields.filter((one) => one !== field && keyOf(one) === key).map((one) => one.name);
      found.set(key, { field, seenIn: revision, filledIn: revision.index, reachable: revision === newest?.revision, sharedWith });
    }
  }
  return [...found.values()];
}

function keyOf(field: SignatureField): string {
  return field.valueObject === undefined ? `field ${field.name}` : `object ${field.valueObject}`;
}
