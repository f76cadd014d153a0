import { fromBase64 } from '@sigillum/encoding';

import type { XmlElement } from '../element.js';
import { XmlError, type XmlErrorCode } from '../errors.js';
import { DS, EXCLUSIVE_C14N } from './names.js';
import type { XmlReference, XmlSignature, XmlTransform } from './types.js';

/** References that one signature may have. */
const MAX_REFERENCES = 1000;
/** Transforms that one reference may have. */
const MAX_TRANSFORMS = 5;

/**
 * Reads a ds:Signature (XML Signature 1.1 section 4): exactly the children that its schema has, each value plain text.
 * `XmlError` XMLSIG_STRUCTURE for anything else. Nothing is resolved or verified.
 */
export function readXmlSignature(element: XmlElement): XmlSignature {
  if (element.name !== 'Signature' || element.namespace !== DS) throw broken('There is no ds:Signature.');
  const [signedInfo, value, ...rest] = element.children;
  if (!isNamed(signedInfo, 'SignedInfo') || !isNamed(value, 'SignatureValue')) {
    throw broken('A signature begins with one SignedInfo and one SignatureValue.');
  }
  const keyInfos = rest.filter((child) => isNamed(child, 'KeyInfo'));
  const objects = rest.filter((child) => isNamed(child, 'Object'));
  if (keyInfos.length + objects.length !== rest.length || keyInfos.length > 1 || (keyInfos[0] !== undefined && rest[0] !== keyInfos[0])) {
    throw broken('A signature has one KeyInfo at most, then Objects, and nothing else.');
  }
  const [canonicalization, method, ...references] = signedInfo.children;
  if (!isNamed(canonicalization, 'CanonicalizationMethod') || !isNamed(method, 'SignatureMethod')) {
    throw broken('SignedInfo begins with CanonicalizationMethod and SignatureMethod.');
  }
  if (references.length === 0 || references.length > MAX_REFERENCES) throw broken('SignedInfo has no References, or too many.');
  return {
    element,
    id: element.attribute('Id'),
    signedInfo,
    canonicalization: readTransform(canonicalization),
    signatureMethod: required(method, 'Algorithm'),
    signatureMethodHasParameters: method.children.length > 0,
    references: references.map(readReference),
    value: base64Of(value),
    certificates: (keyInfos[0]?.all('X509Data', DS) ?? []).flatMap((data) => data.all('X509Certificate', DS).map((one) => base64Of(one))),
    objects,
  };
}

function readReference(element: XmlElement): XmlReference {
  const children = [...element.children];
  const transforms = isNamed(children[0], 'Transforms') ? (children.shift()?.children ?? []) : [];
  const [method, value, ...rest] = children;
  if (!isNamed(element, 'Reference') || !isNamed(method, 'DigestMethod') || !isNamed(value, 'DigestValue') || rest.length > 0) {
    throw broken('A Reference has Transforms, DigestMethod and DigestValue, each once.');
  }
  if (transforms.length > MAX_TRANSFORMS || !transforms.every((one) => isNamed(one, 'Transform'))) {
    throw broken('A Reference has too many transforms, or something else among them.');
  }
  return {
    id: element.attribute('Id'),
    uri: element.attribute('URI'),
    type: element.attribute('Type'),
    transforms: transforms.map(readTransform),
    digestMethod: required(method, 'Algorithm'),
    digestValue: base64Of(value),
  };
}

function readTransform(element: XmlElement): XmlTransform {
  const lists = element.all('InclusiveNamespaces', EXCLUSIVE_C14N);
  return {
    algorithm: required(element, 'Algorithm'),
    inclusivePrefixes: lists[0]?.attribute('PrefixList')?.split(/\s+/).filter(Boolean) ?? [],
    hasParameters: element.children.length > Math.min(lists.length, 1),
  };
}

function isNamed(element: XmlElement | undefined, name: string): element is XmlElement {
  return element !== undefined && element.name === name && element.namespace === DS;
}

function required(element: XmlElement, attribute: string): string {
  const value = element.attribute(attribute);
  if (value === undefined) throw broken(`${element.name} has no ${attribute}.`);
  return value;
}

/** The octets of a base64 element; a comment inside would let two readers see two values. */
export function base64Of(element: XmlElement, code: XmlErrorCode = 'XMLSIG_STRUCTURE'): Uint8Array {
  const text = element.plainText;
  if (text === undefined) throw new XmlError(code, `${element.name} holds more than text.`);
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new XmlError(code, `${element.name} is not base64.`, { cause });
  }
}

function broken(message: string): XmlError {
  return new XmlError('XMLSIG_STRUCTURE', message);
}
