import { type Budget, DerCursor, readDer, readTime, TAG } from '@sigillum/encoding';
import { X509Error } from '../errors.js';
import { readReason } from '../extensions/distribution-points.js';
import { EXTENSION } from '../extensions/oids.js';
import { duplicateExtensions, type ExtensionReader, readExtension, readExtensions } from '../extensions/read-extensions.js';
import { readAltNames } from '../name/general-name.js';
import type { CrlEntry, Extension } from '../types.js';

const KNOWN = new Set<string>([EXTENSION.reasonCode, EXTENSION.holdInstructionCode, EXTENSION.invalidityDate, EXTENSION.certificateIssuer]);

/**
 * Reads the entry with which the bytes begin (RFC 5280 5.3); `certificateIssuer` is the one that it names itself. A reason or date that is malformed
 * does not unsay the revocation: it counts as a critical extension that is not understood. Throws `EncodingError`, and
 * `X509Error` EXTENSION_MALFORMED where the issuer cannot be read, since the entry then may be anybody's.
 */
export function readCrlEntry(bytes: Uint8Array, budget: Budget | undefined): CrlEntry {
  const fields = new DerCursor(
    readDer(bytes, { rules: 'ber', trailing: true, ...(budget && { budget }) }),
    TAG.SEQUENCE,
    'revokedCertificate',
  );
  fields.next(TAG.INTEGER, 'userCertificate');
  const revocationDate = readTime(fields.next(undefined, 'revocationDate'));
  const list = fields.optional(TAG.SEQUENCE);
  fields.end();
  const extensions = list ? readExtensions(list) : [];
  const reason = readOrMalformed(extensions, EXTENSION.reasonCode, readReason);
  const invalidityDate = readOrMalformed(extensions, EXTENSION.invalidityDate, (node) => readTime(node));
  const certificateIssuer = readExtension(extensions, EXTENSION.certificateIssuer, readAltNames);
  return {
    revocationDate,
    reason: reason.value ?? 'unspecified',
    ...(invalidityDate.value !== undefined && { invalidityDate: invalidityDate.value }),
    ...(certificateIssuer && { certificateIssuer }),
    unknownCritical:
      reason.malformed ||
      invalidityDate.malformed ||
      duplicateExtensions(extensions).length > 0 ||
      extensions.some(({ critical, oid }) => critical && !KNOWN.has(oid)),
  };
}

/** The value of an extension, or that it is there without one that can be read. */
export function readOrMalformed<T>(
  extensions: readonly Extension[],
  oid: string,
  reader: ExtensionReader<T>,
): { readonly value: T | undefined; readonly malformed: boolean } {
  try {
    return { value: readExtension(extensions, oid, reader), malformed: false };
  } catch (error) {
    if (error instanceof X509Error) return { value: undefined, malformed: true };
    throw error;
  }
}
