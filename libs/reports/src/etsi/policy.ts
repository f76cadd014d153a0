import { digest } from '@sigillum/crypto';
import type { ValidationPolicy } from '@sigillum/validation';
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
        element('xades:SigPolicyHash', digestAlgorithmAndValue(digestAlgorithmUri('SHA-256'), policyDigest(policy))),
      ]),
    ]),
    element('PolicyName', policy.name),
  ]);
}

/** A policy is a value that never changes, and has many reports. */
const digests = new WeakMap<ValidationPolicy, Uint8Array>();

/** SHA-256 of the policy as JSON without white space, members in the order of their names. */
function policyDigest(policy: ValidationPolicy): Uint8Array {
  const known = digests.get(policy);
  if (known !== undefined) return known;
  const value = digest('SHA-256', Buffer.from(JSON.stringify(policy, membersInOrder), 'utf8'));
  digests.set(policy, value);
  return value;
}

function membersInOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
