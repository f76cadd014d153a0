import { type Canonicalization, canonicalizationOf } from '../canonicalize.js';
import type { XmlDocument } from '../document.js';
import type { XmlElement } from '../element.js';
import { XmlError } from '../errors.js';
import { ENVELOPED } from './names.js';
import type { XmlReference, XmlSignature, XmlTransform } from './types.js';

/** The octets under the signature value (XML Signature 1.1 section 4.4). `XmlError` XMLSIG_TRANSFORM_UNSUPPORTED for other methods. */
export function signedInfoOctets(document: XmlDocument, signature: XmlSignature): Uint8Array {
  return document.canonicalize({ element: signature.signedInfo }, canonicalizationFor(signature.canonicalization));
}

/**
 * What a same-document reference points to: the root for "", else the one element with that identifier. `XmlError`
 * XMLSIG_REFERENCE_UNRESOLVED for any other URI: nothing outside of the document is ever fetched, no XPointer evaluated.
 */
export function resolveReference(document: XmlDocument, { uri }: XmlReference): XmlElement {
  if (uri === '') return document.root;
  const id = /^#([^()#\s'"]+)$/u.exec(uri ?? '')?.[1];
  const element = id === undefined ? undefined : document.byId(id);
  if (element === undefined)
    throw new XmlError('XMLSIG_REFERENCE_UNRESOLVED', `The reference "${uri ?? ''}" names nothing in this document.`);
  return element;
}

/**
 * The octets that a reference digests: a same-document reference with the enveloped-signature transform and
 * canonicalisations (XML Signature 1.1 sections 4.4.3.2, 6.5, 6.6.4). `XmlError` XMLSIG_TRANSFORM_UNSUPPORTED for all other
 * transforms.
 */
export function referenceOctets(document: XmlDocument, signature: XmlSignature, reference: XmlReference): Uint8Array {
  const target = resolveReference(document, reference);
  const enveloped = reference.transforms[0]?.algorithm === ENVELOPED;
  const [canonicalization, ...others] = enveloped ? reference.transforms.slice(1) : reference.transforms;
  if (others.length > 0) throw unsupported('A second canonicalisation would digest octets, not nodes.');
  if (enveloped && reference.transforms[0]?.hasParameters === true)
    throw unsupported('The enveloped-signature transform has no parameters.');
  if (enveloped && !signature.element.isWithin(target)) throw unsupported('The signature does not stand inside of what it envelops.');
  // a same-document reference has no comments in its node-set, whatever canonicalisation follows (section 4.4.3.3)
  const how: Canonicalization = canonicalization
    ? { ...canonicalizationFor(canonicalization), withComments: false }
    : { method: 'C14N-1.0', withComments: false };
  return document.canonicalize({ ...(reference.uri !== '' && { element: target }), ...(enveloped && { without: signature.element }) }, how);
}

function canonicalizationFor(transform: XmlTransform): Canonicalization {
  const how = canonicalizationOf(transform.algorithm);
  if (how === undefined || transform.hasParameters) throw unsupported(`The transform ${transform.algorithm} is not supported.`);
  if (how.method !== 'EXCLUSIVE' && transform.inclusivePrefixes.length > 0)
    throw unsupported('Prefix lists belong to exclusive canonicalisation.');
  return { ...how, inclusivePrefixes: transform.inclusivePrefixes };
}

function unsupported(message: string): XmlError {
  return new XmlError('XMLSIG_TRANSFORM_UNSUPPORTED', message);
}
