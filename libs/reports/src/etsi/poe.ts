import type { Instant } from '@sigillum/encoding';
import type { ValidationResult } from '../result.js';
import { dateTime, proofTypeUri } from './identifiers.js';
import { reference } from './objects/references.js';
import { element, textElement, type XmlElement } from './xml/element.js';

/** Until when at the latest something existed, and how that is known (TS 119 102-2 4.5.2, POEType). */
export interface ProofOfExistence {
  readonly time: Instant;
  /** `validation`: found during validation; `provided`: stated by whoever asked; `policy`: by the policy's word. */
  readonly type: 'validation' | 'provided' | 'policy';
  /** Id of the object that proves it; absent where nothing but the validation itself does. */
  readonly object?: string;
}

/** The best proof of existence of each object of a report, by its id. */
export type Proofs = (id: string) => ProofOfExistence;

/** The proofs of existence of a result. All that was at hand existed at validation time (EN 319 102-1 5.6.2.3); time-stamps prove no more here. */
export function poesOf({ validationTime, signatures }: ValidationResult): Proofs {
  const signatureTimes = new Map(signatures.map(({ signature, conclusion }) => [signature.id, conclusion.bestSignatureTime]));
  return (id) => ({ time: signatureTimes.get(id) ?? validationTime, type: 'validation' });
}

/** A proof as an element of POEType. */
export function proofElement(name: string, { time, type, object }: ProofOfExistence): XmlElement | undefined {
  const moment = dateTime(time);
  if (moment === undefined) return undefined;
  return element(name, [
    element('POETime', moment),
    textElement('TypeOfProof', proofTypeUri(type)),
    object === undefined ? undefined : reference('POEObject', [object]),
  ]);
}
