import type { ProofOfExistence } from '@sigillum/validation';
import type { ValidationResult } from '../result.js';
import { dateTime, FOUND_IN_VALIDATION } from './identifiers.js';
import { reference } from './objects/references.js';
import { element, type XmlElement } from './xml/element.js';

/** The proof of existence of each object of a report, by its id. */
export type Proofs = (id: string) => ProofOfExistence;

/**
 * The proofs of existence of a result. A signature has that of its best-signature-time; all else the earliest that a valid time-stamp over it gives, or
 * that it was at hand at validation time (EN 319 102-1 5.6.2.3).
 */
export function poesOf({ signatures, poe }: ValidationResult): Proofs {
  const best = new Map(
    signatures.map(({ signature, conclusion: { bestSignatureTime, bestSignatureTimeProof } }): [string, ProofOfExistence] => [
      signature.id,
      { at: bestSignatureTime, by: bestSignatureTimeProof },
    ]),
  );
  return (id) => best.get(id) ?? poe.earliest(id);
}

/**
 * A proof as an element of POEType; undefined where the time is none that XML can hold. All are found during validation: nobody's word is taken
 * for one (TS 119 102-2 4.3.6).
 */
export function proofElement(name: string, { at, by }: ProofOfExistence): XmlElement | undefined {
  const moment = dateTime(at);
  if (moment === undefined) return undefined;
  return element(name, [
    element('POETime', moment),
    element('TypeOfProof', FOUND_IN_VALIDATION),
    by === 'validation' ? undefined : reference('POEObject', [by]),
  ]);
}
