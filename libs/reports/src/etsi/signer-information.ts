import { attributeOf, type Certificate, displayNameOf } from '@sigillum/x509';
import { reference } from './objects/references.js';
import { element, type XmlElement } from './xml/element.js';

const PSEUDONYM = '2.5.4.65';

/** The signer by name, with a pseudonym said to be one (Regulation 910/2014 article 32(1)(e)). */
export function signerInformation(certificate: Certificate | undefined): XmlElement | undefined {
  if (certificate === undefined) return undefined;
  const { id, subject } = certificate;
  const pseudonym = attributeOf(subject, PSEUDONYM) !== undefined;
  return element(
    'SignerInformation',
    [reference('SignerCertificate', [id]), element('Signer', displayNameOf(subject))],
    [['Pseudonym', String(pseudonym)]],
  );
}
