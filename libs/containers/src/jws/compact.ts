import { EncodingError, fromBase64Url } from '@sigillum/encoding';
import { JwsError } from './errors.js';
import { checkUniqueMembers } from './unique-members.js';

/** A JWS in compact serialization (RFC 7515 7.1), read and not verified. */
export interface CompactJws {
  /** The protected header; what its members are is for whoever asks for them. */
  readonly header: Readonly<Record<string, unknown>>;
  /** Still in base64url; empty where the payload is detached (appendix F). */
  readonly payload: string;
  readonly signature: Uint8Array;
  /** Header and payload as they stand, joined by a dot, in ASCII: what was signed where the payload is not detached, or stands in for nothing. */
  readonly signingInput: Uint8Array;
}

/** No header that anybody means is longer: a chain of certificates in it takes some kilobytes. */
const LONGEST = 1024 * 1024;

/** Reads `header.payload.signature`; white space around it is left alone, inside it there is none. Throws `JwsError`. */
export function readCompactJws(text: string): CompactJws {
  const compact = text.trim();
  if (compact.length > LONGEST) throw malformed('it is too long');
  const [header = '', payload = '', signature, ...more] = compact.split('.');
  if (signature === undefined || more.length > 0) throw malformed('it does not consist of three parts');
  decoded(payload, 'payload');
  return {
    header: headerIn(decoded(header, 'header')),
    payload,
    signature: decoded(signature, 'signature'),
    signingInput: Buffer.from(`${header}.${payload}`, 'latin1'),
  };
}

function decoded(part: string, name: string): Uint8Array {
  try {
    return fromBase64Url(part);
  } catch (error) {
    if (error instanceof EncodingError) throw malformed(`its ${name} is not base64url`);
    throw error;
  }
}

function headerIn(bytes: Uint8Array): CompactJws['header'] {
  const json = textOf(bytes);
  const header = parsed(json);
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw malformed('its header is no JSON object');
  checkUniqueMembers(json);
  return header as CompactJws['header'];
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('its header is not UTF-8');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed('its header is no JSON');
  }
}

function malformed(why: string): JwsError {
  return new JwsError('JWS_MALFORMED', `This is no JWS in compact form: ${why}.`);
}
