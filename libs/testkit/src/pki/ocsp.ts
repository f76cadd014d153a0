import { type Instant, writeInteger, writeNull, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import type { DigestAlgorithm } from '@sigillum/crypto';
import type { RevocationReason } from '@sigillum/x509';

import { algorithmIdentifier, enumerated, explicit, generalizedTime, implicit } from '../asn1/elements.js';
import { DIGEST_OID, OID } from '../asn1/oids.js';
import type { Authority, TestIdentity } from './authority.js';
import { signedStructure } from './certificate.js';
import { reasonCode } from './crl.js';
import { extension } from './extension.js';
import { keyIdentifier, publicKeyBits } from './key.js';
import { writeName } from './name.js';
import { digestOf } from './signature-scheme.js';

export type TestCertStatus = 'good' | 'unknown' | { readonly revocationTime: Instant; readonly reason?: RevocationReason };

export interface OcspSingle {
  readonly serialNumber: bigint;
  /** Whose certificate it is: the source of issuerNameHash and issuerKeyHash. */
  readonly issuer: Authority;
  readonly status?: TestCertStatus;
  readonly thisUpdate: Instant;
  /** `false` leaves it out. */
  readonly nextUpdate?: Instant | false;
  readonly hash?: DigestAlgorithm;
  readonly archiveCutoff?: Instant;
  /** SingleExtensions as they shall stand. */
  readonly raw?: readonly Uint8Array[];
}

export interface OcspOptions {
  /** The authority itself or a delegated responder. */
  readonly responder: TestIdentity;
  readonly responses: readonly OcspSingle[];
  readonly producedAt?: Instant;
  readonly nonce?: Uint8Array;
  readonly byKey?: boolean;
  /** The responder's certificate unless said otherwise; none where the authority answers itself. */
  readonly certificates?: readonly Uint8Array[];
}

function certId({ issuer, serialNumber, hash = 'SHA-1' }: OcspSingle): Uint8Array {
  return writeSequence(
    algorithmIdentifier(DIGEST_OID[hash], writeNull()),
    writeOctetString(digestOf(hash, writeName(issuer.name))),
    writeOctetString(digestOf(hash, publicKeyBits(issuer.key))),
    writeInteger(serialNumber),
  );
}

function certStatus(status: TestCertStatus): Uint8Array {
  if (status === 'good') return implicit(0, writeNull());
  if (status === 'unknown') return implicit(2, writeNull());
  const reason = status.reason === undefined ? [] : [explicit(0, enumerated(reasonCode(status.reason)))];
  return implicit(1, writeSequence(generalizedTime(status.revocationTime), ...reason));
}

function singleResponse(single: OcspSingle): Uint8Array {
  const nextUpdate = single.nextUpdate ?? single.thisUpdate + 24 * 3_600_000;
  const extensions = [...(single.raw ?? [])];
  if (single.archiveCutoff !== undefined) extensions.push(extension(OID.ocspArchiveCutoff, false, generalizedTime(single.archiveCutoff)));
  return writeSequence(
    certId(single),
    certStatus(single.status ?? 'good'),
    generalizedTime(single.thisUpdate),
    ...(nextUpdate === false ? [] : [explicit(0, generalizedTime(nextUpdate))]),
    ...(extensions.length > 0 ? [explicit(1, writeSequence(...extensions))] : []),
  );
}

/** A BasicOCSPResponse (RFC 6960 4.2.1). DER. */
export function createBasicOcspResponse(options: OcspOptions): Uint8Array {
  const { responder, responses } = options;
  const delegated = responder !== responses[0]?.issuer;
  const certificates = options.certificates ?? (delegated ? [responder.certificate] : []);
  const tbs = writeSequence(
    options.byKey ? explicit(2, writeOctetString(keyIdentifier(responder.key))) : explicit(1, writeName(responder.name)),
    generalizedTime(options.producedAt ?? responses[0]?.thisUpdate ?? 0),
    writeSequence(...responses.map(singleResponse)),
    ...(options.nonce ? [explicit(1, writeSequence(extension(OID.ocspNonce, false, writeOctetString(options.nonce))))] : []),
  );
  const signed = signedStructure(tbs, responder.key);
  if (certificates.length === 0) return signed;
  return writeSequence(signed.subarray(headerLength(signed)), explicit(0, writeSequence(...certificates)));
}

function headerLength(element: Uint8Array): number {
  const first = element[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

/** A successful OCSPResponse around it. */
export function createOcspResponse(options: OcspOptions): Uint8Array {
  const basic = createBasicOcspResponse(options);
  return writeSequence(enumerated(0), explicit(0, writeSequence(writeOid(OID.ocspBasic), writeOctetString(basic))));
}

/** An OCSPResponse without an answer: 1 malformedRequest, 2 internalError, 3 tryLater, 5 sigRequired, 6 unauthorized. */
export function createOcspError(status: 1 | 2 | 3 | 5 | 6): Uint8Array {
  return writeSequence(enumerated(status));
}
