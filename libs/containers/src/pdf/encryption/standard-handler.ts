import { type Budget, concatBytes } from '@sigillum/encoding';
import { createDecipheriv, createHash } from 'node:crypto';
import { PdfError } from '../errors.js';
import type { Resolve } from '../filters/decode.js';
import type { Decryption } from '../objects/object-store.js';
import type { PdfDictionary, PdfString, PdfValue } from '../types.js';
import { keyOfEmptyPassword } from './empty-password.js';
import { rc4 } from './rc4.js';

const BLOCK = 16;

type Method = 'none' | 'rc4' | 'aes-128' | 'aes-256';
type Place = { readonly number: number; readonly generation: number };

/**
 * Takes off the encryption of the standard security handler (ISO 32000 7.6) where the empty user password opens the document,
 * as it does with files that only restrict printing and the like. Throws `PdfError` PDF_ENCRYPTED for every other document.
 */
export function openEncryption(encrypt: PdfDictionary, id: Uint8Array, resolve: Resolve, budget: Budget): Decryption {
  const at = (key: string): PdfValue => resolve(encrypt.entries.get(key));
  const integer = (key: string, otherwise: number): number => {
    const value = at(key);
    return typeof value === 'number' && Number.isInteger(value) ? value : otherwise;
  };
  if (nameIn(at('Filter')) !== 'Standard')
    throw encrypted('The document is encrypted for certain recipients or by an unknown security handler; a decrypted copy is needed.');
  const version = integer('V', 0);
  const revision = integer('R', 0);
  const keyLength = version === 1 ? 5 : version === 4 ? 16 : integer('Length', 40) / 8;
  if (
    ![1, 2, 4, 5].includes(version) ||
    revision < 2 ||
    revision > 6 ||
    !(version === 5 || [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].includes(keyLength))
  ) {
    throw encrypted('The document is encrypted in a way that is not known.');
  }
  const user = bytesIn(at('U'));
  const owner = bytesIn(at('O'));
  if (user === undefined || owner === undefined) throw encrypted('The document is encrypted, and its encryption dictionary is incomplete.');
  const encryptMetadata = at('EncryptMetadata') !== false;
  const key = keyOfEmptyPassword({
    revision,
    keyLength,
    owner,
    user,
    userEncrypted: bytesIn(at('UE')),
    permissions: integer('P', 0),
    encryptMetadata,
    id,
  });
  if (key === undefined)
    throw encrypted('The document is protected by a password. A copy saved without it has other bytes than those that were signed.');
  const method = (selector: string): Method => (version < 4 ? 'rc4' : methodOf(at('CF'), nameIn(at(selector)) ?? 'Identity', resolve));
  return decryption(
    key,
    { strings: method('StrF'), streams: method('StmF'), encryptMetadata: version < 4 || encryptMetadata },
    resolve,
    budget,
  );
}

function methodOf(filters: PdfValue, name: string, resolve: Resolve): Method {
  if (name === 'Identity') return 'none';
  const filter = typeof filters === 'object' && filters?.kind === 'dictionary' ? resolve(filters.entries.get(name)) : null;
  const method = typeof filter === 'object' && filter?.kind === 'dictionary' ? nameIn(resolve(filter.entries.get('CFM'))) : undefined;
  const known: Readonly<Record<string, Method>> = { None: 'none', V2: 'rc4', AESV2: 'aes-128', AESV3: 'aes-256' };
  const found = known[method ?? ''];
  if (found === undefined) throw encrypted('The document is encrypted by a crypt filter that is not known.');
  return found;
}

function decryption(
  key: Uint8Array,
  scheme: { strings: Method; streams: Method; encryptMetadata: boolean },
  resolve: Resolve,
  budget: Budget,
): Decryption {
  return {
    value: (value, place) => decryptStrings(value, (bytes) => decryptString(scheme.strings, key, bytes, place)),
    data: (data, stream, place) => {
      const type = nameIn(resolve(stream.dictionary.entries.get('Type')));
      const open = type === 'XRef' || (type === 'Metadata' && !scheme.encryptMetadata) || hasOwnCryptFilter(stream.dictionary, resolve);
      if (open || scheme.streams === 'none') return data;
      budget.spend('pdfInflatedBytes', data.length);
      return decrypt(scheme.streams, key, data, place);
    },
  };
}

// 7.4.10: a Crypt filter of a stream is the Identity filter unless it names another one, and then it is refused.
function hasOwnCryptFilter(dictionary: PdfDictionary, resolve: Resolve): boolean {
  const filter = resolve(dictionary.entries.get('Filter'));
  const first = typeof filter === 'object' && filter?.kind === 'array' ? resolve(filter.items[0]) : filter;
  if (nameIn(first) !== 'Crypt') return false;
  const parameters = resolve(dictionary.entries.get('DecodeParms'));
  const own = typeof parameters === 'object' && parameters?.kind === 'array' ? resolve(parameters.items[0]) : parameters;
  const name = typeof own === 'object' && own?.kind === 'dictionary' ? nameIn(resolve(own.entries.get('Name'))) : undefined;
  if (name !== undefined && name !== 'Identity') throw new PdfError('PDF_FILTER_UNSUPPORTED', 'A stream has a crypt filter of its own.');
  return true;
}

function decryptStrings(value: PdfValue, open: (bytes: Uint8Array) => Uint8Array): PdfValue {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.kind) {
    case 'string':
      return { ...value, bytes: open(value.bytes) } satisfies PdfString;
    case 'array':
      return { ...value, items: value.items.map((item) => decryptStrings(item, open)) };
    case 'dictionary':
      return decryptDictionary(value, open);
    case 'stream':
      return { ...value, dictionary: decryptDictionary(value.dictionary, open) };
    default:
      return value;
  }
}

// 7.6.2: the /Contents of a signature dictionary is never encrypted.
function decryptDictionary(dictionary: PdfDictionary, open: (bytes: Uint8Array) => Uint8Array): PdfDictionary {
  const type = nameIn(dictionary.entries.get('Type'));
  const isSignature = dictionary.entries.has('ByteRange') || type === 'Sig' || type === 'DocTimeStamp';
  const entries = new Map<string, PdfValue>();
  for (const [key, value] of dictionary.entries) entries.set(key, isSignature && key === 'Contents' ? value : decryptStrings(value, open));
  return { ...dictionary, entries };
}

// Some writers leave strings open; what can't be a cipher text is taken as it stands, as other readers do.
function decryptString(method: Method, key: Uint8Array, bytes: Uint8Array, place: Place): Uint8Array {
  const isOpen = method.startsWith('aes') && (bytes.length < 2 * BLOCK || bytes.length % BLOCK !== 0);
  return isOpen ? bytes : decrypt(method, key, bytes, place);
}

function decrypt(method: Method, key: Uint8Array, data: Uint8Array, place: Place): Uint8Array {
  switch (method) {
    case 'none':
      return data;
    case 'rc4':
      return rc4(objectKey(key, place, ''), data);
    case 'aes-128':
      return decryptAes('aes-128-cbc', objectKey(key, place, 'sAlT'), data);
    case 'aes-256':
      return decryptAes('aes-256-cbc', key, data);
  }
}

// Algorithm 1 of 7.6.3.1.
function objectKey(key: Uint8Array, { number, generation }: Place, salt: string): Uint8Array {
  const suffix = Uint8Array.of(number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, generation & 0xff, (generation >> 8) & 0xff);
  const digest = createHash('md5')
    .update(concatBytes(key, suffix, Buffer.from(salt)))
    .digest();
  return digest.subarray(0, Math.min(key.length + 5, 16));
}

function decryptAes(cipher: 'aes-128-cbc' | 'aes-256-cbc', key: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length === 0) return data;
  if (data.length % BLOCK !== 0) throw new PdfError('PDF_STREAM_DAMAGED', 'AES data are no whole number of blocks.');
  const decipher = createDecipheriv(cipher, key, data.subarray(0, BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(data.subarray(BLOCK)), decipher.final()]);
  const padding = plain.at(-1) ?? 0;
  return padding >= 1 && padding <= BLOCK ? plain.subarray(0, plain.length - padding) : plain;
}

function nameIn(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && value?.kind === 'name' ? value.name : undefined;
}

function bytesIn(value: PdfValue): Uint8Array | undefined {
  return typeof value === 'object' && value?.kind === 'string' ? value.bytes : undefined;
}

function encrypted(message: string): PdfError {
  return new PdfError('PDF_ENCRYPTED', message);
}
