import type { Instant } from '@sigillum/encoding';
import type { ValidationResult } from '../result.js';
import { dateTime, proofTypeUri } from './identifiers.js';
import { reference } from './objects/references.js';
import { element, type XmlElement } from './xml/element.js';

/** Until when at the latest something existed, and how that is known (TS 119 102-2 POEType). */
export interface StatedProof {
  readonly time: Instant;
  /** `validation`: found during validation; `provided`: stated by whoever asked; `policy`: by the policy's word. */
  readonly type: 'validation' | 'provided' | 'policy';
  /** Id of the object that proves it; absent where nothing but the validation itself does. */
  readonly object?: string;
}

/** The proof of existence of each object of a report, by its id. */
export type Proofs = (id: string) => StatedProof;

/**
 * The proofs of existence of a result. A signature has that of its best-signature-time, with the time-stamp that gives it; all else that was
 * at hand existed at validation time (EN 319 102-1 5.6.2.3).
 */
export function poesOf({ validationTime, signatures }: ValidationResult): Proofs {
  const proven = new Map(
    signatures.map(({ signature, conclusion: { bestSignatureTime, bestSignatureTimeProof } }): [string, StatedProof] => {
      const object = bestSignatureTimeProof === 'validation' ? {} : { object: bestSignatureTimeProof };
      return [signature.id, { time: bestSignatureTime, type: 'validation', ...object }];
    }),
  );
  return (id) => proven.get(id) ?? { time: validationTime, type: 'validation' };
}

/** A proof as an element of POEType; undefined where the time is none that XML can hold. */
export function proofElement(name: string, { time, type, object }: StatedProof): XmlElement | undefined {
  const moment = dateTime(time);
  if (moment === undefined) return undefined;
  return element(name, [
    element('POETime', moment),
    element('TypeOfProof', proofTypeUri(type)),
    object === undefined ? undefined : reference('POEObject', [object]),
  ]);
}
