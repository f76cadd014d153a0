import type { UnreliableAlgorithm } from '@sigillum/validation';
import { dateTime, digestAlgorithmUri, ownUri, signatureAlgorithmUri } from '../identifiers.js';
import { reference } from '../objects/references.js';
import { element, textElement, type XmlElement } from '../xml/element.js';
import { type Concluded, idOf, type Subject } from './subject.js';

/**
 * The algorithms that made a conclusion CRYPTO_CONSTRAINTS_FAILURE (with or without POE), each with the object that it was used for and
 * until when it was reliable: elements of CryptoInformationType (TS 119 102-2 4.3.12.7.1). One at least; none for other conclusions.
 */
export function cryptoInformation({ data: { algorithms } }: Concluded, subject: Subject): XmlElement[] {
  if (algorithms === undefined) return [];
  const shown = algorithms.length > 0 ? algorithms : [{ object: subject.id, algorithm: '' }];
  const elements = shown.map((one) => cryptoElement(one, subject));
  return [...new Map(elements.map((one) => [JSON.stringify(one), one])).values()];
}

/** What has no object of its own, such as the digest in a reference to a certificate, is of the signature or time-stamp itself. */
function cryptoElement(used: UnreliableAlgorithm, subject: Subject): XmlElement {
  const { object, keyBits, until } = used;
  return element('CryptoInformation', [
    reference('ValidationObjectId', [idOf(object, subject) ?? subject.id]),
    element('Algorithm', algorithmUri(used)),
    keyBits === undefined
      ? undefined
      : element('AlgorithmParameters', [element('Type', ownUri('algorithm-parameter', 'key-bits')), element('Value', String(keyBits))]),
    element('SecureAlgorithm', 'false'),
    textElement('NotAfter', dateTime(until)),
  ]);
}

function algorithmUri({ algorithm, digest, signature }: UnreliableAlgorithm): string {
  return digest === undefined ? signatureAlgorithmUri(signature, algorithm) : digestAlgorithmUri(digest, algorithm);
}
