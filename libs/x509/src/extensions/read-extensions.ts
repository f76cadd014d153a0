import { type DerNode, DerCursor, readBoolean, readDer, readOctetString, readOid, TAG } from '@sigillum/encoding';
import { X509Error, reading } from '../errors.js';
import type { Extension } from '../types.js';

/**
 * Reads Extensions (RFC 5280 4.1). A BOOLEAN other than 00 and FF, an encoded DEFAULT and an empty list are read:
 * where the extensions stand is settled, only the spelling differs. Throws `EncodingError`.
 */
export function readExtensions(node: DerNode): readonly Extension[] {
  return new DerCursor(node, TAG.SEQUENCE, 'Extensions').rest().map((child) => {
    const fields = new DerCursor(child, TAG.SEQUENCE, 'Extension');
    const oid = readOid(fields.next(TAG.OID, 'extnID'));
    const critical = fields.optional(TAG.BOOLEAN);
    const value = readOctetString(fields.next(TAG.OCTET_STRING, 'extnValue'));
    fields.end();
    return { oid, critical: critical !== undefined && readBoolean(critical), value };
  });
}

/** Reads what is inside one extension. */
export type ExtensionReader<T> = (node: DerNode) => T;

/**
 * The value of the extension `oid`, undefined where it is absent. Throws `X509Error` EXTENSION_MALFORMED, or
 * EXTENSION_DUPLICATE where it stands more than once.
 */
export function readExtension<T>(extensions: readonly Extension[], oid: string, reader: ExtensionReader<T>): T | undefined {
  const [extension, second] = extensions.filter((candidate) => candidate.oid === oid);
  if (!extension) return undefined;
  if (second) throw new X509Error('EXTENSION_DUPLICATE', `The extension ${oid} stands more than once.`);
  return reading('EXTENSION_MALFORMED', `The extension ${oid}`, () => reader(readDer(extension.value, { rules: 'ber' })));
}

/** The identifiers that stand more than once. */
export function duplicateExtensions(extensions: readonly Extension[]): readonly string[] {
  const oids = extensions.map(({ oid }) => oid);
  return [...new Set(oids.filter((oid, index) => oids.indexOf(oid) !== index))];
}
