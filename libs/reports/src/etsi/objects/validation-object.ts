import { digest } from '@sigillum/crypto';
import { toBase64 } from '@sigillum/encoding';
import type { ProofOfExistence } from '@sigillum/validation';
import { digestAlgorithmAndValue, digestAlgorithmUri, objectTypeUri, type ObjectType } from '../identifiers.js';
import { proofElement } from '../poe.js';
import { element, type XmlElement } from '../xml/element.js';

/** Something that the validation looked at. */
export interface ValidationObject {
  /** An NCName. */
  readonly id: string;
  readonly type: ObjectType;
  readonly representation: Representation;
}

/** The bytes, or the digest of what is too large or not at hand; `algorithm` is a URI. */
export type Representation = { readonly bytes: Uint8Array } | { readonly algorithm: string; readonly digest: Uint8Array };

/** Objects over this size stand in the report by their digest: whoever has the report has the evidence too, and XML readers refuse huge texts. */
const LARGEST_IN_FULL = 64 * 1024;

/** What is known of a time-stamp beside its bytes. */
export interface ObjectDetails {
  /** POEProvisioning: what it proves. */
  readonly provisioning: XmlElement | undefined;
  /** SignatureValidationReport about it. */
  readonly report: XmlElement;
}

/** An object with its proof of existence (ValidationObjectType). */
export function validationObjectElement(
  { id, type, representation }: ValidationObject,
  proof: ProofOfExistence,
  details: ObjectDetails | undefined,
): XmlElement {
  return element(
    'ValidationObject',
    [
      element('ObjectType', objectTypeUri(type)),
      element('ValidationObjectRepresentation', [representationElement(representation)]),
      proofElement('POE', proof),
      details?.provisioning,
      details && { ...details.report, name: 'ValidationReport' },
    ],
    [['id', id]],
  );
}

function representationElement(representation: Representation): XmlElement {
  if ('digest' in representation) {
    return element('DigestAlgAndValue', digestAlgorithmAndValue(representation.algorithm, representation.digest));
  }
  const { bytes } = representation;
  if (bytes.length <= LARGEST_IN_FULL) return element('base64', toBase64(bytes));
  return element('DigestAlgAndValue', digestAlgorithmAndValue(digestAlgorithmUri('SHA-256'), digest('SHA-256', bytes)));
}
