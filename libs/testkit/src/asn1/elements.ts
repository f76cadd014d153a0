import { context, type Instant, TAG, toRfc3339, writeBitString, writeElement, writeOid, writeSequence } from '@sigillum/encoding';

/** [n] EXPLICIT. */
export function explicit(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  return writeElement(context(number), ...content);
}

/** [n] IMPLICIT over a constructed or primitive element: only its tag changes. */
export function implicit(number: number, element: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(element);
  copy[0] = context(number, ((element[0] ?? 0) & 0x20) !== 0);
  return copy;
}

export function utf8(text: string): Uint8Array {
  return writeElement(TAG.UTF8_STRING, Buffer.from(text, 'utf8'));
}

export function printable(text: string): Uint8Array {
  return writeElement(TAG.PRINTABLE_STRING, Buffer.from(text, 'latin1'));
}

export function ia5(text: string): Uint8Array {
  return writeElement(TAG.IA5_STRING, Buffer.from(text, 'latin1'));
}

export function enumerated(value: number): Uint8Array {
  return writeElement(TAG.ENUMERATED, Uint8Array.of(value));
}

export function generalizedTime(instant: Instant): Uint8Array {
  return writeElement(TAG.GENERALIZED_TIME, Buffer.from(toRfc3339(instant).replace(/[-:T]/g, ''), 'latin1'));
}

/** Time of RFC 5280 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050 on. */
export function time(instant: Instant): Uint8Array {
  const text = toRfc3339(Math.floor(instant / 1000) * 1000).replace(/[-:T]/g, '');
  const year = Number(text.slice(0, 4));
  if (year < 1950 || year > 2049) return writeElement(TAG.GENERALIZED_TIME, Buffer.from(text, 'latin1'));
  return writeElement(TAG.UTC_TIME, Buffer.from(text.slice(2), 'latin1'));
}

export function algorithmIdentifier(oid: string, parameters?: Uint8Array): Uint8Array {
  return parameters === undefined ? writeSequence(writeOid(oid)) : writeSequence(writeOid(oid), parameters);
}

/** BIT STRING of named bits, without trailing zeros (X.690 11.2.2). */
export function namedBits(bits: readonly number[]): Uint8Array {
  const highest = Math.max(-1, ...bits);
  const octets = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return writeBitString(octets, highest < 0 ? 0 : 7 - (highest & 7));
}
