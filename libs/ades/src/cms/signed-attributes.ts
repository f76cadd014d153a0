import type { CmsAttribute, SignerInfo } from '@sigillum/containers/cms';
import { readAlgorithmIdentifier } from '@sigillum/crypto';
import { context, DerCursor, type DerNode, readOctetString, readOid, readText, readTime, TAG } from '@sigillum/encoding';
import type { SignedAttributes } from '../types.js';
import { readValue, singleValueOf, valuesOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

const ID_SPURI = '1.2.840.113549.1.9.16.5.1';

/** What the attributes of a SignerInfo say, in the terms of every format. */
export function signedAttributesOf({ signedAttributes, unsignedAttributes }: SignerInfo): SignedAttributes {
  const claimedSigningTime = readValue(singleValueOf(signedAttributes, ATTRIBUTE.signingTime), (node) => readTime(node));
  const contentType = readValue(singleValueOf(signedAttributes, ATTRIBUTE.contentType), readOid);
  const signaturePolicy = readValue(singleValueOf(signedAttributes, ATTRIBUTE.signaturePolicy), readSignaturePolicy);
  const location = readValue(singleValueOf(signedAttributes, ATTRIBUTE.signerLocation), readLocation);
  const mimeType = readValue(singleValueOf(signedAttributes, ATTRIBUTE.mimeType), readText);
  return {
    ...(claimedSigningTime === undefined ? {} : { claimedSigningTime }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(signaturePolicy === undefined ? {} : { signaturePolicy }),
    commitmentTypes: valuesOf(signedAttributes, ATTRIBUTE.commitmentType).flatMap((value) => readValue(value, readCommitment) ?? []),
    claimedRoles: claimedRoles(signedAttributes),
    ...(location ? { location } : {}),
    ...(mimeType === undefined ? {} : { mimeType }),
    signed: (signedAttributes ?? []).map((one) => one.oid),
    unsigned: unsignedAttributes.map((one) => one.oid),
  };
}

/** SignaturePolicyIdentifier (EN 319 122-1 5.2.9): NULL is the implied policy. */
function readSignaturePolicy(node: DerNode): SignedAttributes['signaturePolicy'] {
  if (node.tag === TAG.NULL) return { kind: 'implied' };
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'SignaturePolicyId');
  const oid = readOid(cursor.next(TAG.OID, 'sigPolicyId'));
  const hash = cursor.optional(TAG.SEQUENCE)?.children();
  const qualifiers = cursor.optional(TAG.SEQUENCE)?.children() ?? [];
  const uri = qualifiers.map((one) => readQualifierUri(one)).find((one) => one !== undefined);
  return {
    kind: 'explicit',
    oid,
    ...(hash?.[0] && hash[1] ? { digestAlgorithm: readAlgorithmIdentifier(hash[0]).oid, digest: readOctetString(hash[1]) } : {}),
    ...(uri === undefined ? {} : { uri }),
  };
}

function readQualifierUri(node: DerNode): string | undefined {
  const [id, qualifier] = node.children();
  return id && qualifier && readOid(id) === ID_SPURI ? readText(qualifier) : undefined;
}

function readCommitment(node: DerNode): string {
  return readOid(new DerCursor(node, TAG.SEQUENCE, 'CommitmentTypeIndication').next(TAG.OID, 'commitmentTypeId'));
}

/** SignerLocation (EN 319 122-1 5.2.5): country, locality, postal address lines, in one line. */
function readLocation(node: DerNode): string {
  const parts = node
    .children()
    .flatMap((field) => (field.number === 2 ? (field.children()[0]?.children() ?? field.children()) : field.children()));
  return parts
    .filter((part) => !part.constructed)
    .map(readText)
    .join(', ');
}

/** Claimed roles that are text (SignerAttributes [0], SignerAttributesV2 [0]); structured ones stay in the attribute. */
function claimedRoles(signed: readonly CmsAttribute[] | undefined): string[] {
  const values = [...valuesOf(signed, ATTRIBUTE.signerAttributes), ...valuesOf(signed, ATTRIBUTE.signerAttributesV2)];
  return values.flatMap((value) => readValue(value, readRoles) ?? []);
}

function readRoles(node: DerNode): string[] {
  return node
    .children()
    .filter((choice) => choice.tag === context(0))
    .flatMap((choice) => choice.children())
    .flatMap((attribute) => attribute.children()[1]?.children() ?? [])
    .filter((value) => !value.constructed)
    .map(readText);
}
