import { createHash } from 'node:crypto';
import { readAlgorithmIdentifier } from '@sigillum/crypto';
import {
  type Budget,
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  readBitString,
  readDer,
  readOctetString,
  readOid,
  readSmallInteger,
  readTime,
  TAG,
  toHex,
} from '@sigillum/encoding';
import { onlyChild } from '../certificate/fields.js';
import { reading, X509Error } from '../errors.js';
import { EXTENSION } from '../extensions/oids.js';
import { readExtensions } from '../extensions/read-extensions.js';
import { parseName } from '../name/parse-name.js';
import type { Extension, OcspResponse } from '../types.js';
import { refusedExtensions } from './refused-extensions.js';
import { readSingleResponse } from './single-response.js';

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';
const KNOWN = new Set<string>([EXTENSION.ocspNonce, EXTENSION.ocspExtendedRevoke]);
/** OCSPResponseStatus (RFC 6960 4.2.1); 4 is not used. */
const STATUS = ['successful', 'malformedRequest', 'internalError', 'tryLater', undefined, 'sigRequired', 'unauthorized'];

/**
 * Reads an OCSPResponse, or a BasicOCSPResponse alone as signatures embed it (RFC 6960 4.2.1). Throws `X509Error`
 * OCSP_NOT_SUCCESSFUL where the responder declined to answer, OCSP_UNREADABLE for anything else; `LimitError`.
 */
export function parseOcspResponse(bytes: Uint8Array, budget?: Budget): OcspResponse {
  return reading('OCSP_UNREADABLE', 'The OCSP response', () => {
    const options = { rules: 'ber', ...(budget && { budget }) } as const;
    const outer = readDer(bytes, options);
    const wrapped = outer.constructed && outer.children()[0]?.tag === TAG.ENUMERATED;
    const basic = wrapped ? unwrap(outer) : bytes;
    return readBasicResponse(readDer(basic, options));
  });
}

function unwrap(node: DerNode): Uint8Array {
  const response = new DerCursor(node, TAG.SEQUENCE, 'OCSPResponse');
  const status = readSmallInteger(response.next(TAG.ENUMERATED, 'responseStatus'));
  if (status !== 0) {
    throw new X509Error('OCSP_NOT_SUCCESSFUL', `The OCSP responder did not answer: ${STATUS[status] ?? `status ${status}`}.`);
  }
  const fields = new DerCursor(onlyChild(response.next(context(0), 'responseBytes')), TAG.SEQUENCE, 'ResponseBytes');
  response.end();
  const type = fields.next(TAG.OID, 'responseType');
  if (readOid(type) !== BASIC_RESPONSE) throw new EncodingError('DER_UNEXPECTED', 'a response type that is not known', type.start);
  const basic = readOctetString(fields.next(TAG.OCTET_STRING, 'response'));
  fields.end();
  return basic;
}

function readBasicResponse(node: DerNode): OcspResponse {
  const basic = new DerCursor(node, TAG.SEQUENCE, 'BasicOCSPResponse');
  const tbs = basic.next(TAG.SEQUENCE, 'tbsResponseData');
  const signatureAlgorithm = readAlgorithmIdentifier(basic.next(TAG.SEQUENCE, 'signatureAlgorithm'));
  const signature = readBitString(basic.next(TAG.BIT_STRING, 'signature')).bytes;
  const certificates = basic.optional(context(0));
  basic.end();
  const bytes = node.raw;
  let id: string | undefined;
  return {
    bytes,
    get id() {
      return (id ??= `R-${toHex(createHash('sha256').update(bytes).digest()).toUpperCase()}`);
    },
    tbs: tbs.raw,
    signatureAlgorithm,
    signature,
    certificates: certificates ? new DerCursor(onlyChild(certificates), TAG.SEQUENCE, 'certs').rest().map(({ raw }) => raw) : [],
    ...readResponseData(tbs),
  };
}

type ResponseData = Pick<OcspResponse, 'responder' | 'producedAt' | 'responses' | 'nonce' | 'unknownCriticalExtensions'>;

function readResponseData(node: DerNode): ResponseData {
  const data = new DerCursor(node, TAG.SEQUENCE, 'ResponseData');
  const version = data.optional(context(0));
  if (version && readSmallInteger(onlyChild(version)) !== 0) {
    throw new EncodingError('DER_VALUE', 'a version of OCSP that is not known', version.start);
  }
  const responder = readResponder(data.next(undefined, 'responderID'));
  const producedAt = readTime(data.next(TAG.GENERALIZED_TIME, 'producedAt'));
  const responses = new DerCursor(data.next(TAG.SEQUENCE, 'responses'), TAG.SEQUENCE, 'responses').rest().map(readSingleResponse);
  const list = data.optional(context(1));
  data.end();
  const extensions = list ? readExtensions(onlyChild(list)) : [];
  return {
    responder,
    producedAt,
    responses,
    nonce: readNonce(extensions),
    unknownCriticalExtensions: refusedExtensions(extensions, KNOWN),
  };
}

function readResponder(node: DerNode): OcspResponse['responder'] {
  if (node.tag === context(1)) return { byName: parseName(onlyChild(node)) };
  if (node.tag === context(2)) return { byKey: readOctetString(onlyChild(node)) };
  throw new EncodingError('DER_UNEXPECTED', 'ResponderID: a name or a key hash expected', node.start);
}

/** The nonce is an OCTET STRING inside extnValue (RFC 9654); older responders put the octets there bare. */
function readNonce(extensions: readonly Extension[]): Uint8Array | undefined {
  const value = extensions.find(({ oid }) => oid === EXTENSION.ocspNonce)?.value;
  const wrapped = value !== undefined && value[0] === TAG.OCTET_STRING && value[1] === value.length - 2;
  return wrapped ? value.subarray(2) : value;
}
