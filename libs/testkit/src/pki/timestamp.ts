import type { DigestAlgorithm } from '@sigillum/crypto';
import {
  type Instant,
  writeBitString,
  writeBoolean,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';

import { algorithmIdentifier, explicit, generalizedTime } from '../asn1/elements.js';
import { DIGEST_OID, OID } from '../asn1/oids.js';
import { attribute } from '../cms/attribute.js';
import type { CmsDefect } from '../cms/defect.js';
import { createSignedData } from '../cms/signed-data.js';
import type { TestIdentity } from './authority.js';
import { writeName } from './name.js';
import { digestOf, type TestScheme } from './signature-scheme.js';

export interface TimestampOptions {
  readonly authority: TestIdentity;
  readonly time: Instant;
  readonly digest?: DigestAlgorithm;
  readonly serialNumber?: bigint;
  readonly policy?: string;
  readonly nonce?: bigint;
  /** Seconds. */
  readonly accuracy?: number;
  readonly ordering?: boolean;
  readonly withName?: boolean;
  readonly scheme?: TestScheme;
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly defects?: readonly CmsDefect[];
  /** Unsigned attributes of the token. */
  readonly unsigned?: () => readonly Uint8Array[];
}

/** TSTInfo (RFC 3161 2.4.2) over an imprint that is the digest already. DER. */
export function writeTstInfo(imprint: Uint8Array, options: TimestampOptions): Uint8Array {
  return writeSequence(
    writeInteger(1),
    writeOid(options.policy ?? '1.3.6.1.4.1.55555.1.1'),
    writeSequence(algorithmIdentifier(DIGEST_OID[options.digest ?? 'SHA-256'], writeNull()), writeOctetString(imprint)),
    writeInteger(options.serialNumber ?? 1n),
    generalizedTime(options.time),
    ...(options.accuracy === undefined ? [] : [writeSequence(writeInteger(options.accuracy))]),
    ...(options.ordering ? [writeBoolean(true)] : []),
    ...(options.nonce === undefined ? [] : [writeInteger(options.nonce)]),
    ...(options.withName ? [explicit(0, explicit(4, writeName(options.authority.name)))] : []),
  );
}

/** A time-stamp token (RFC 3161 2.4.2, with ESSCertIDv2 of RFC 5816) over an imprint. DER of the ContentInfo. */
export function createTimestampToken(imprint: Uint8Array, options: TimestampOptions): Uint8Array {
  return createSignedData({
    signer: options.authority,
    content: writeTstInfo(imprint, options),
    contentType: OID.tstInfo,
    attached: true,
    signingTime: options.time,
    scheme: options.scheme,
    certificates: options.certificates,
    crls: options.crls,
    defects: options.defects,
    unsigned: options.unsigned,
  });
}

/** A TimeStampResp that grants the token (RFC 3161 2.4.2). */
export function createTimestampResponse(token: Uint8Array): Uint8Array {
  return writeSequence(writeSequence(writeInteger(0)), token);
}

/** A TimeStampResp that refuses, with a PKIFailureInfo bit. */
export function createTimestampRefusal(failureBit: number): Uint8Array {
  const octets = new Uint8Array((failureBit >> 3) + 1);
  octets[failureBit >> 3] = 0x80 >> (failureBit & 7);
  return writeSequence(writeSequence(writeInteger(2), writeBitString(octets, 7 - (failureBit & 7))));
}

/** The unsigned attribute signature-time-stamp (EN 319 122-1 5.3) over a signature value. */
export function signatureTimestampAttribute(signatureValue: Uint8Array, options: TimestampOptions): Uint8Array {
  const imprint = digestOf(options.digest ?? 'SHA-256', signatureValue);
  return attribute(OID.signatureTimestamp, createTimestampToken(imprint, options));
}
