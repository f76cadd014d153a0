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
  /** The entry carries a critical extension that RFC 5280 5.3 does not define. */
  readonly unknownCritical: boolean;
}

/** Last octets of the identifiers 2.5.29.n of RFC 5280 5.3: reasonCode, holdInstructionCode, invalidityDate, certificateIssuer. */
const ENTRY_EXTENSIONS: ReadonlySet<number> = new Set([21, 23, 24, 29]);
const CERTIFICATE_ISSUER = 29;

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
    ...(date.end < entry.end ? walkExtensions(source, date.end, entry.end) : { namesIssuer: false, unknownCritical: false }),
  };
}

function walkExtensions(source: Uint8Array, start: number, end: number): Pick<EntrySpan, 'namesIssuer' | 'unknownCritical'> {
  let namesIssuer = false;
  let unknownCritical = false;
  const extensions = spanAt(source, start, end, TAG.SEQUENCE);
  for (let at = extensions.contentStart; at < extensions.end;) {
    const extension = spanAt(source, at, extensions.end, TAG.SEQUENCE);
    const oid = spanAt(source, extension.contentStart, extension.end, TAG.OID);
    const next = spanAt(source, oid.end, extension.end, undefined);
    const critical = next.tag === TAG.BOOLEAN && source[next.contentStart] !== 0;
    const known = knownExtension(source, oid);
    namesIssuer ||= known === CERTIFICATE_ISSUER;
    unknownCritical ||= critical && known === undefined;
    at = extension.end;
  }
  return { namesIssuer, unknownCritical };
}

function knownExtension(source: Uint8Array, { contentStart, end }: Span): number | undefined {
  const last = source[end - 1] ?? 0;
  const known =
    end - contentStart === 3 && source[contentStart] === 0x55 && source[contentStart + 1] === 0x1d && ENTRY_EXTENSIONS.has(last);
  return known ? last : undefined;
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
