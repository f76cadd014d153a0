import type { CmsAttribute } from '@sigillum/containers/cms';
import { digestAlgorithmOf } from '@sigillum/crypto';
import { type DerNode, readOctetString, readOid, readTime, toHex, toRfc3339 } from '@sigillum/encoding';
import { readValue } from '../cms/attribute-values.js';
import { certificateReferencesOf } from '../cms/certificate-references.js';
import { ATTRIBUTE } from '../cms/oids.js';
import { type InspectNode, line } from './node.js';

/** `signing-certificate-v2` for `signingCertificateV2`: as the standards write the names. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(ATTRIBUTE).map(([name, oid]) => [oid, name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]),
);

const READERS: ReadonlyMap<string, (node: DerNode) => string> = new Map([
  [ATTRIBUTE.contentType, readOid],
  [ATTRIBUTE.messageDigest, (node: DerNode) => toHex(readOctetString(node))],
  [ATTRIBUTE.signingTime, (node: DerNode) => toRfc3339(readTime(node))],
]);

/** An attribute with its name and, where it is a simple one, what it says. */
export function attributeNode(attribute: CmsAttribute): InspectNode {
  const { oid, values } = attribute;
  const name = NAMES.get(oid);
  return line(name ?? oid, [...(name === undefined ? [] : [oid]), ...values.map((value) => valueText(attribute, value))].join(', '));
}

function valueText(attribute: CmsAttribute, value: Uint8Array): string {
  const read = READERS.get(attribute.oid);
  const [reference] = certificateReferencesOf([{ ...attribute, values: [value] }]);
  if (reference) {
    const { digestAlgorithm, digestIdentifier, digest } = reference;
    return `${digestAlgorithm ?? digestAlgorithmOf(digestIdentifier) ?? digestIdentifier} ${toHex(digest)}`;
  }
  return (read && readValue(value, read)) ?? `${value.length} bytes`;
}
