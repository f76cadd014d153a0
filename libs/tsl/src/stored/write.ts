import { deflateRawSync } from 'node:zlib';
import { digest } from '@sigillum/crypto';
import { concatBytes, toBase64 } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';

import type { TrustSnapshot } from '../types.js';
import { MAGIC } from './format.js';

/** A snapshot as bytes for a file: its JSON, with each certificate once and beside it. */
export function writeSnapshot(snapshot: TrustSnapshot): Uint8Array {
  const table = new Map<string, number>();
  const certificates: Uint8Array[] = [];
  const place = ({ id, bytes }: Certificate): number => {
    const known = table.get(id);
    if (known !== undefined) return known;
    table.set(id, certificates.length);
    return certificates.push(bytes) - 1;
  };
  const json = JSON.stringify(snapshot, function (this: Record<string, unknown>, key, value: unknown) {
    if (key === 'certificates') return (this[key] as readonly Certificate[]).map(place);
    if (key === 'subjectKeyIdentifier') return this[key] === undefined ? undefined : toBase64(this[key] as Uint8Array);
    // read back from the certificate
    return key === 'subjectName' ? undefined : value;
  });
  const text = Buffer.from(json, 'utf8');
  const head = Buffer.from(JSON.stringify({ text: text.length, certificates: certificates.map(({ length }) => length) }), 'utf8');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length);
  const packed = deflateRawSync(concatBytes(size, head, text, ...certificates), { level: 6 });
  return concatBytes(Buffer.from(MAGIC, 'latin1'), digest('SHA-256', packed), packed);
}
