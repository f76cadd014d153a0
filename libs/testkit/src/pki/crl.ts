import { type Instant, TAG, writeBoolean, writeElement, writeInteger, writeOctetString, writeSequence } from '@sigillum/encoding';
import type { RevocationReason } from '@sigillum/x509';

import { enumerated, explicit, generalizedTime, implicit, time } from '../asn1/elements.js';
import type { Authority } from './authority.js';
import { signedStructure } from './certificate.js';
import { extension, fullName, generalName, reasonFlags } from './extension.js';
import { keyIdentifier } from './key.js';
import { type TestName, writeName } from './name.js';
import { signatureIdentifier, type TestScheme } from './signature-scheme.js';

const REASON_CODE: Readonly<Record<RevocationReason, number>> = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
};

export interface RevokedCertificate {
  readonly serialNumber: bigint;
  readonly revocationDate: Instant;
  readonly reason?: RevocationReason;
  readonly invalidityDate?: Instant;
  /** For indirect CRLs: the issuer of this and the following entries. */
  readonly certificateIssuer?: TestName;
  readonly raw?: readonly Uint8Array[];
}

export interface IssuingDistributionPoint {
  readonly urls?: readonly string[];
  readonly onlyUserCerts?: boolean;
  readonly onlyCaCerts?: boolean;
  readonly onlyAttributeCerts?: boolean;
  readonly onlySomeReasons?: readonly RevocationReason[];
  readonly indirect?: boolean;
}

export interface CrlOptions {
  readonly issuer: Authority;
  readonly thisUpdate: Instant;
  /** `false` leaves it out. */
  readonly nextUpdate?: Instant | false;
  readonly revoked?: readonly RevokedCertificate[];
  /** As many made-up entries, with serial numbers from 0x10000000 upwards, before `revoked`. */
  readonly entries?: number;
  readonly number?: bigint;
  /** Makes a delta CRL. */
  readonly baseNumber?: bigint;
  readonly distributionPoint?: IssuingDistributionPoint;
  readonly expiredCertsOnCrl?: Instant;
  readonly freshestUrls?: readonly string[];
  readonly raw?: readonly Uint8Array[];
  readonly scheme?: TestScheme;
  /** The name in the issuer field, where it shall differ from the key's owner. */
  readonly issuerName?: TestName;
}

export function reasonCode(reason: RevocationReason): number {
  return REASON_CODE[reason];
}

function entry(revoked: RevokedCertificate): Uint8Array {
  const extensions: Uint8Array[] = [];
  if (revoked.reason) extensions.push(extension('2.5.29.21', false, enumerated(REASON_CODE[revoked.reason])));
  if (revoked.invalidityDate !== undefined) extensions.push(extension('2.5.29.24', false, generalizedTime(revoked.invalidityDate)));
  if (revoked.certificateIssuer) {
    extensions.push(extension('2.5.29.29', true, writeSequence(generalName({ directory: revoked.certificateIssuer }))));
  }
  extensions.push(...(revoked.raw ?? []));
  const tail = extensions.length > 0 ? [writeSequence(...extensions)] : [];
  return writeSequence(writeInteger(revoked.serialNumber), time(revoked.revocationDate), ...tail);
}

/** Many entries as one run of bytes. */
function filler(count: number, date: Instant): Uint8Array {
  const when = time(date);
  return Buffer.concat(Array.from({ length: count }, (_, i) => writeSequence(writeInteger(0x10000000 + i), when)));
}

function issuingDistributionPoint(point: IssuingDistributionPoint): Uint8Array {
  const flag = (number: number, value: boolean | undefined) => (value ? [implicit(number, writeBoolean(true))] : []);
  const value = writeSequence(
    ...(point.urls ? [fullName(point.urls)] : []),
    ...flag(1, point.onlyUserCerts),
    ...flag(2, point.onlyCaCerts),
    ...(point.onlySomeReasons ? [implicit(3, reasonFlags(point.onlySomeReasons))] : []),
    ...flag(4, point.indirect),
    ...flag(5, point.onlyAttributeCerts),
  );
  return extension('2.5.29.28', true, value);
}

function crlExtensions(options: CrlOptions): Uint8Array[] {
  const found = [
    extension('2.5.29.35', false, writeSequence(implicit(0, writeOctetString(keyIdentifier(options.issuer.key))))),
    extension('2.5.29.20', false, writeInteger(options.number ?? 1n)),
  ];
  if (options.baseNumber !== undefined) found.push(extension('2.5.29.27', true, writeInteger(options.baseNumber)));
  if (options.distributionPoint) found.push(issuingDistributionPoint(options.distributionPoint));
  if (options.expiredCertsOnCrl !== undefined) found.push(extension('2.5.29.60', false, generalizedTime(options.expiredCertsOnCrl)));
  if (options.freshestUrls) {
    found.push(extension('2.5.29.46', false, writeSequence(writeSequence(fullName(options.freshestUrls)))));
  }
  return [...found, ...(options.raw ?? [])];
}

/** A version 2 CRL (RFC 5280 5): complete, delta, indirect, partitioned or big. DER. */
export function createCrl(options: CrlOptions): Uint8Array {
  const { issuer, thisUpdate } = options;
  const nextUpdate = options.nextUpdate ?? thisUpdate + 24 * 3_600_000;
  const entries = Buffer.concat([filler(options.entries ?? 0, thisUpdate), ...(options.revoked ?? []).map(entry)]);
  const scheme = options.scheme ?? issuer.scheme;
  const tbs = writeSequence(
    writeInteger(1),
    signatureIdentifier(issuer.key, scheme),
    writeName(options.issuerName ?? issuer.name),
    time(thisUpdate),
    ...(nextUpdate === false ? [] : [time(nextUpdate)]),
    ...(entries.length > 0 ? [writeElement(TAG.SEQUENCE, entries)] : []),
    explicit(0, writeSequence(...crlExtensions(options))),
  );
  return signedStructure(tbs, issuer.key, scheme);
}
