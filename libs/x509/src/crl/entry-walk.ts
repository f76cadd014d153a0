import { EncodingError, TAG } from '@sigillum/encoding';

/** Where one element of the raw bytes stands: no object is made for what is inside. */
interface Span {
  readonly tag: number;
  readonly contentStart: number;
  readonly end: number;
}

/** One revoked certificate, as offsets into the bytes of the list. */
export interface EntrySpan {
  readonly start: number;
  readonly end: number;
  readonly serialStart: number;
  readonly serialEnd: number;
  /** The entry carries certificateIssuer, which holds for the entries after it too (RFC 5280 5.3.3). */
  readonly namesIssuer: boolean;
}

/** Content octets of the identifier 2.5.29.29, certificateIssuer. */
const CERTIFICATE_ISSUER = [0x55, 0x1d, 0x1d];

/** Calls `visit` for every entry between the offsets. Throws `EncodingError` where the entries break off or are no entries. */
export function walkEntries(source: Uint8Array, start: number, end: number, visit: (entry: EntrySpan) => void): void {
  for (let at = start; at < end;) {
    const entry = entryAt(source, at, end);
    visit(entry);
    at = entry.end;
  }
}

/** The entry that starts at `start`. Throws `EncodingError` where there is none. */
export function entryAt(source: Uint8Array, start: number, limit: number): EntrySpan {
  const entry = spanAt(source, start, limit, TAG.SEQUENCE);
  const serial = spanAt(source, entry.contentStart, entry.end, TAG.INTEGER);
  const date = spanAt(source, serial.end, entry.end, undefined);
  if (date.tag !== TAG.UTC_TIME && date.tag !== TAG.GENERALIZED_TIME) {
    throw new EncodingError('DER_UNEXPECTED', 'revokedCertificates: a revocation date expected', serial.end);
  }
  return {
    start,
    end: entry.end,
    serialStart: serial.contentStart,
    serialEnd: serial.end,
    namesIssuer: date.end < entry.end && hasCertificateIssuer(source, date.end, entry.end),
  };
}

function hasCertificateIssuer(source: Uint8Array, start: number, end: number): boolean {
  const extensions = spanAt(source, start, end, TAG.SEQUENCE);
  for (let at = extensions.contentStart; at < extensions.end;) {
    const extension = spanAt(source, at, extensions.end, TAG.SEQUENCE);
    const oid = spanAt(source, extension.contentStart, extension.end, TAG.OID);
    if (oid.end - oid.contentStart === 3 && CERTIFICATE_ISSUER.every((octet, index) => source[oid.contentStart + index] === octet))
      return true;
    at = extension.end;
  }
  return false;
}

/** The element at `at`; a length in more octets than needed is read, an indefinite one is not. */
function spanAt(source: Uint8Array, at: number, limit: number, tag: number | undefined): Span {
  const found = source[at] ?? 0;
  const first = source[at + 1] ?? 0;
  if (at + 2 > limit) throw new EncodingError('DER_TRUNCATED', 'revokedCertificates: an entry breaks off', at);
  if (tag !== undefined && found !== tag) throw new EncodingError('DER_UNEXPECTED', 'revokedCertificates: not an entry', at);
  let contentStart = at + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 6) throw new EncodingError('DER_LENGTH', 'revokedCertificates: a length that is not definite', at);
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (source[contentStart + i] ?? 0);
    contentStart += octets;
  }
  if (length > limit - contentStart) throw new EncodingError('DER_TRUNCATED', 'revokedCertificates: an entry breaks off', at);
  return { tag: found, contentStart, end: contentStart + length };
}
