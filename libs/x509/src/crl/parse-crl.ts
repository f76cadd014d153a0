import { createHash } from 'node:crypto';
import { type Budget, readInteger, readTime, toHex } from '@sigillum/encoding';
import { reading } from '../errors.js';
import { readDistributionPoints, readIssuingDistributionPoint } from '../extensions/distribution-points.js';
import { readAuthorityKeyIdentifier } from '../extensions/key-identifiers.js';
import { EXTENSION } from '../extensions/oids.js';
import { duplicateExtensions, type ExtensionReader } from '../extensions/read-extensions.js';
import type { Crl, CrlEntry, DistinguishedName, GeneralName, RevocationReason } from '../types.js';
import { readCrlEntry, readOrMalformed } from './crl-entry.js';
import { type CrlFields, readCrlFields } from './crl-fields.js';
import { type EntryIndex, indexEntries } from './entry-index.js';

/** Extensions that a list may carry as critical and that are heeded (RFC 5280 5.2, X.509 for expiredCertsOnCRL). */
const KNOWN = new Set<string>([
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.issuerAltName,
  EXTENSION.crlNumber,
  EXTENSION.deltaCrlIndicator,
  EXTENSION.issuingDistributionPoint,
  EXTENSION.freshestCrl,
  EXTENSION.authorityInfoAccess,
  EXTENSION.expiredCertsOnCrl,
]);

/** They narrow what the list covers, and RFC 5280 5.2.4 and 5.2.5 demand them critical: unread they are never passed over. */
const ALWAYS_CRITICAL = new Set<string>([EXTENSION.deltaCrlIndicator, EXTENSION.issuingDistributionPoint]);

/**
 * Reads one DER certificate list. Header and extensions are read now; the entries are walked and indexed on the first
 * look-up. The bytes are kept, not copied. Throws `X509Error` CRL_UNREADABLE, `LimitError`; so may `find`,
 * `entryCount` and `unknownCriticalEntry`, when the entries themselves cannot be read.
 */
export function parseCrl(bytes: Uint8Array, budget?: Budget): Crl {
  const fields = reading('CRL_UNREADABLE', 'The certificate list', () => readCrlFields(bytes, budget));
  const entries = entriesOf(fields, budget);
  let id: string | undefined;
  const { entriesStart: _start, entriesEnd: _end, ...header } = fields;
  return {
    ...header,
    get id() {
      return (id ??= `R-${toHex(createHash('sha256').update(bytes).digest()).toUpperCase()}`);
    },
    ...readCrlExtensions(fields),
    get entryCount() {
      return entries.count();
    },
    get unknownCriticalEntry() {
      return entries.unknownCritical();
    },
    find: entries.find,
  };
}

type CrlExtensions = Pick<
  Crl,
  | 'crlNumber'
  | 'baseCrlNumber'
  | 'authorityKeyIdentifier'
  | 'issuingDistributionPoint'
  | 'freshestCrl'
  | 'expiredCertsOnCrl'
  | 'unknownCriticalExtensions'
>;

/** A malformed extension that is not critical is as good as absent: without any of them the list says less, not more. */
function readCrlExtensions({ extensions }: CrlFields): CrlExtensions {
  const refused = new Set<string>([
    ...extensions.filter(({ critical, oid }) => critical && !KNOWN.has(oid)).map(({ oid }) => oid),
    ...duplicateExtensions(extensions),
  ]);
  const read = <T>(oid: string, reader: ExtensionReader<T>): T | undefined => {
    const { value, malformed } = readOrMalformed(extensions, oid, reader);
    const critical = ALWAYS_CRITICAL.has(oid) || extensions.some((extension) => extension.oid === oid && extension.critical);
    if (malformed && critical) refused.add(oid);
    return value;
  };
  return {
    crlNumber: read(EXTENSION.crlNumber, readInteger),
    baseCrlNumber: read(EXTENSION.deltaCrlIndicator, readInteger),
    authorityKeyIdentifier: read(EXTENSION.authorityKeyIdentifier, readAuthorityKeyIdentifier)?.keyIdentifier,
    issuingDistributionPoint: read(EXTENSION.issuingDistributionPoint, readIssuingDistributionPoint),
    freshestCrl: read(EXTENSION.freshestCrl, readDistributionPoints),
    expiredCertsOnCrl: read(EXTENSION.expiredCertsOnCrl, (node) => readTime(node)),
    unknownCriticalExtensions: [...refused],
  };
}

/** The entries of a list, indexed when first asked for. */
function entriesOf({ bytes, entriesStart, entriesEnd, issuer }: CrlFields, budget: Budget | undefined) {
  let index: EntryIndex | undefined;
  const indexed = () => (index ??= indexEntries(bytes, entriesStart, entriesEnd));
  const entryFrom = (offset: number) => readCrlEntry(bytes.subarray(offset, entriesEnd), budget);
  const unreadable = <T>(read: () => T) => reading('CRL_UNREADABLE', 'An entry of the certificate list', read);

  /** RFC 5280 5.3.3: an entry without certificateIssuer is of the issuer that the last one before it named, at first of the list's. */
  const issuers = new Map<number, readonly GeneralName[] | undefined>();
  const issuerOf = (offset: number): readonly GeneralName[] | undefined => {
    const mark = indexed().issuerMark(offset);
    if (mark === undefined) return undefined;
    if (!issuers.has(mark)) issuers.set(mark, entryFrom(mark).certificateIssuer);
    return issuers.get(mark);
  };
  const candidate = (offset: number, wanted: DistinguishedName): CrlEntry | undefined => {
    const certificateIssuer = issuerOf(offset);
    const names = certificateIssuer ?? [{ type: 'directory' as const, value: issuer }];
    if (!names.some((name) => name.type === 'directory' && name.value.key === wanted.key)) return undefined;
    return { ...entryFrom(offset), ...(certificateIssuer && { certificateIssuer }) };
  };
  const find = (serialNumber: Uint8Array, certificateIssuer: DistinguishedName): CrlEntry | undefined => {
    const entries = indexed()
      .offsetsOf(serialNumber)
      .flatMap((offset) => candidate(offset, certificateIssuer) ?? []);
    // A certificate that is listed twice is what the gravest entry says: only a hold ends (RFC 5280 5.3.1).
    const isMore = (than: RevocationReason | undefined) => (entry: CrlEntry) => entry.reason !== 'removeFromCRL' && entry.reason !== than;
    return entries.find(isMore('certificateHold')) ?? entries.find(isMore(undefined)) ?? entries[0];
  };
  return {
    count: () => unreadable(() => indexed().count),
    unknownCritical: () => unreadable(() => indexed().unknownCritical),
    find: (serialNumber: Uint8Array, certificateIssuer: DistinguishedName) => unreadable(() => find(serialNumber, certificateIssuer)),
  };
}
