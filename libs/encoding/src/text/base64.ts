import { EncodingError } from '../errors.js';

// A flat pattern: one that repeats a group runs out of stack on megabytes.
const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;
const URL_SAFE = /^[A-Za-z0-9_-]*$/;

/** Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/** Decodes base64 of RFC 4648 section 4; white space is skipped, anything else that is not base64 is `EncodingError` BASE64. */
export function fromBase64(text: string): Uint8Array {
  const compact = text.replace(/[\t\n\r ]+/g, '');
  if (compact.length % 4 !== 0 || !STANDARD.test(compact)) throw new EncodingError('BASE64', 'not base64 text', 0);
  return Buffer.from(compact, 'base64');
}

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/** Decodes base64url without padding; anything else is `EncodingError` BASE64. */
export function fromBase64Url(text: string): Uint8Array {
  if (!URL_SAFE.test(text) || text.length % 4 === 1) throw new EncodingError('BASE64', 'not base64url text', 0);
  return Buffer.from(text, 'base64url');
}

/** The DER inside PEM text, each block with its label (`CERTIFICATE`, `X509 CRL`, …), in order. */
export function readPem(text: string): { label: string; bytes: Uint8Array }[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g);
  return [...blocks].map(([, label, body]) => ({ label: label ?? '', bytes: fromBase64(body ?? '') }));
}
