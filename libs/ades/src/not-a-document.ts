import { type Budget, type ByteSource, CodedError, type DerNode, LimitError, readDer, readOid, TAG } from '@sigillum/encoding';
import { parseCertificate, parseCrl, parseOcspResponse } from '@sigillum/x509';
import { OpenError } from './errors.js';
import type { OpenErrorCode } from './types.js';

/** Octets up to which a file is read to tell what it is; of the things told here only CRLs come near it. */
const LARGEST = 32 * 1024 * 1024;

/** What people hand in as a document and is none, in words. */
type Kind = readonly [code: OpenErrorCode, name: string];

const CERTIFICATE: Kind = ['CERTIFICATE_NOT_DOCUMENT', 'a certificate'];
const CRL: Kind = ['REVOCATION_DATA_NOT_DOCUMENT', 'a certificate revocation list (CRL)'];
const OCSP: Kind = ['REVOCATION_DATA_NOT_DOCUMENT', 'an OCSP response'];
const PRIVATE_KEY: Kind = ['KEY_NOT_DOCUMENT', 'a private key'];
const KEY_STORE: Kind = ['KEY_NOT_DOCUMENT', 'a key store (PKCS#12)'];
const PUBLIC_KEY: Kind = ['KEY_NOT_DOCUMENT', 'a public key'];
const REQUEST: Kind = ['KEY_NOT_DOCUMENT', 'a request for a certificate'];

/** Labels of RFC 7468 and older ones. */
const LABELS: readonly (readonly [RegExp, Kind])[] = [
  [/^(X509 |TRUSTED )?CERTIFICATE$/, CERTIFICATE],
  [/^X509 CRL$/, CRL],
  [/^OCSP RESPONSE$/, OCSP],
  [/PRIVATE KEY$/, PRIVATE_KEY],
  [/PUBLIC KEY$/, PUBLIC_KEY],
  [/^(NEW )?CERTIFICATE REQUEST$/, REQUEST],
];

const PARSERS: readonly (readonly [Kind, (bytes: Uint8Array, budget: Budget) => unknown])[] = [
  [CERTIFICATE, (bytes) => parseCertificate(bytes)],
  [CRL, (bytes, budget) => parseCrl(bytes, budget)],
  [OCSP, (bytes, budget) => parseOcspResponse(bytes, budget)],
];

/**
 * What a file is that belongs beside a document and can't carry a signature itself: certificates, revocation data, keys. Undefined where it is none of these. Throws
 * `LimitError`.
 */
export function notADocument(source: ByteSource, head: Buffer, budget: Budget): OpenError | undefined {
  const label = /^-----BEGIN ([A-Z0-9 ]+)-----/m.exec(head.toString('latin1'))?.[1];
  const kind = label === undefined ? kindOfDer(source, head, budget) : LABELS.find(([pattern]) => pattern.test(label))?.[1];
  return kind && new OpenError(kind[0], `This is ${kind[1]}, and no signed document.`);
}

function kindOfDer(source: ByteSource, head: Buffer, budget: Budget): Kind | undefined {
  if (head[0] !== TAG.SEQUENCE || source.size > LARGEST) return undefined;
  const bytes = source.read(0, source.size);
  return PARSERS.find(([, parse]) => reads(() => parse(bytes, budget)))?.[0] ?? kindOfKey(bytes);
}

function reads(read: () => unknown): boolean {
  return attempt(() => [read()]) !== undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return undefined;
  }
}

const ID_DATA = '1.2.840.113549.1.7.1';

/** PKCS#8, PKCS#1 and SEC 1 begin with a version, PKCS#12 with the version 3 and a CMS structure. */
function kindOfKey(bytes: Uint8Array): Kind | undefined {
  const fields = attempt(() => readDer(bytes, { rules: 'ber' }).children());
  const [version, second, third] = fields ?? [];
  if (version?.tag !== TAG.INTEGER) return undefined;
  if (second?.tag === TAG.SEQUENCE && firstOid(second) === ID_DATA) return KEY_STORE;
  const isKey = second?.tag === TAG.OCTET_STRING || (second?.tag === TAG.SEQUENCE && third?.tag === TAG.OCTET_STRING);
  return isKey || (second?.tag === TAG.INTEGER && (fields?.length ?? 0) >= 9) ? PRIVATE_KEY : undefined;
}

function firstOid(node: DerNode): string | undefined {
  return attempt(() => {
    const [first] = node.children();
    return first?.tag === TAG.OID ? readOid(first) : undefined;
  });
}
