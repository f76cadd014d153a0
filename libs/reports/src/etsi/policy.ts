import { fromHex } from '@sigillum/encoding';
import { policyDigest, type ValidationPolicy } from '@sigillum/validation';
import { digestAlgorithmAndValue, digestAlgorithmUri, ownUri } from './identifiers.js';
import { element, type XmlElement } from './xml/element.js';

/** The URI that names a policy in one of its versions. */
export function policyUri({ name, version }: ValidationPolicy): string {
  return ownUri('policy', name, version);
}

/** The validation policy with name and digest (SignatureValidationPolicyType). */
export function policyElement(policy: ValidationPolicy): XmlElement {
  return element('SignatureValidationPolicy', [
    element('SignaturePolicyIdentifier', [
      element('xades:SignaturePolicyId', [
        element('xades:SigPolicyId', [element('xades:Identifier', policyUri(policy)), element('xades:Description', policy.description)]),
        element('xades:SigPolicyHash', digestAlgorithmAndValue(digestAlgorithmUri('SHA-256'), fromHex(policyDigest(policy)))),
      ]),
    ]),
    element('PolicyName', policy.name),
  ]);
}
