import { context, type DerNode, DerCursor, EncodingError, readOid, TAG } from '@sigillum/encoding';
import { X509Error, reading } from '../errors.js';
import type { GeneralName } from '../types.js';
import { parseName } from './parse-name.js';

/** Reads a GeneralName (RFC 5280 4.2.1.6). Throws `X509Error` NAME_UNREADABLE. */
export function parseGeneralName(node: DerNode): GeneralName {
  return reading('NAME_UNREADABLE', 'a general name', () => readChoice(node));
}

/** Reads GeneralNames, also implicitly tagged ones. Throws `X509Error` NAME_UNREADABLE. */
export function parseGeneralNames(node: DerNode): readonly GeneralName[] {
  return reading('NAME_UNREADABLE', 'general names', () => node.children().map(readChoice));
}

function readChoice(node: DerNode): GeneralName {
  switch (node.tag) {
    case context(0):
      return readOtherName(node);
    case context(1, false):
      return { type: 'email', value: ia5(node) };
    case context(2, false):
      return { type: 'dns', value: ia5(node) };
    case context(3):
      return { type: 'x400', value: node.raw };
    case context(4):
      return { type: 'directory', value: readDirectoryName(node) };
    case context(5):
      return { type: 'ediParty', value: node.raw };
    case context(6, false):
      return { type: 'uri', value: ia5(node) };
    case context(7, false):
      return { type: 'ip', value: node.content };
    case context(8, false):
      return { type: 'registeredId', value: readOid(node) };
    default:
      throw new EncodingError('DER_UNEXPECTED', 'not a general name', node.start);
  }
}

/** Real URIs and addresses hold octets above 0x7f; as Latin-1 no two different ones read alike. */
function ia5(node: DerNode): string {
  return Buffer.from(node.content).toString('latin1');
}

function readOtherName(node: DerNode): GeneralName {
  const fields = new DerCursor(node, context(0), 'OtherName');
  const oid = readOid(fields.next(TAG.OID, 'type-id'));
  const value = fields.next(context(0), 'value').content;
  fields.end();
  return { type: 'other', oid, value };
}

function readDirectoryName(node: DerNode): ReturnType<typeof parseName> {
  const [name, ...more] = node.children();
  if (!name || more.length > 0) throw new X509Error('NAME_UNREADABLE', 'A directory name must hold exactly one name.');
  return parseName(name);
}

/** SubjectAltName and IssuerAltName (RFC 5280 4.2.1.6, 4.2.1.7). */
export function readAltNames(node: DerNode): readonly GeneralName[] {
  if (node.tag !== TAG.SEQUENCE) throw new EncodingError('DER_UNEXPECTED', 'GeneralNames: a SEQUENCE expected', node.start);
  return parseGeneralNames(node);
}
