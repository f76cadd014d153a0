import { context, readDer, TAG, writeElement, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';

import { explicit } from '../asn1/elements.js';
import { OID } from '../asn1/oids.js';
import { digestIdentifier, digestOf } from '../pki/signature-scheme.js';
import { createTimestampToken, type TimestampOptions } from '../pki/timestamp.js';
import { attribute } from './attribute.js';

/** What can be made wrong on purpose in an archive time-stamp [C18]. */
export type ArchiveDefect =
  | 'index-absent'
  | 'index-wrong-hash' // one more digest, of nothing
  | 'index-without-attributes' // the unsigned attributes that are there are not named
  | 'index-other-algorithm'
  | 'index-twice'
  | 'index-of-two-kinds'
  | 'imprint-wrong'
  | 'attributes-reordered'; // afterwards; an index knows no order

export interface ArchiveTimestampOptions extends TimestampOptions {
  /** ATSHashIndexV3 unless said; 1 is the one of TS 101 733; `v2` is the older archive-time-stamp, without any index. */
  readonly form?: 'v3' | 'v3-index-1' | 'v2';
  readonly defect?: ArchiveDefect;
}

/** The parts of a SignedData with one SignerInfo. */
function partsOf(cms: Uint8Array) {
  const [, wrapped] = readDer(cms).children();
  const parts = wrapped?.children()[0]?.children() ?? [];
  const info = parts.at(-1)?.children()[0]?.children() ?? [];
  const inside = (number: number): Uint8Array[] =>
    parts
      .slice(3, -1)
      .filter((one) => one.tag === context(number))
      .flatMap((one) => one.children().map((child) => child.raw));
  const unsigned = info.at(-1)?.tag === context(1) ? (info.at(-1)?.children() ?? []) : [];
  return { parts, fields: info.filter((one) => one.tag !== context(1)).map((one) => one.raw), unsigned, bag: inside };
}

/** Adds an archive time-stamp (EN 319 122-1 5.5.3; TS 101 733 6.4.1) to a detached CMS signature over `content`. */
export function addArchiveTimestamp(cms: Uint8Array, content: Uint8Array, options: ArchiveTimestampOptions): Uint8Array {
  const { form = 'v3', defect, digest = 'SHA-256' } = options;
  const { parts, fields, unsigned } = partsOf(cms);
  const index = form === 'v2' ? [] : [hashIndex(cms, options)];
  const raws = unsigned.map((one) => one.raw);
  const bags = parts.slice(3, -1).map((one) => one.raw);
  const all = [parts[2]?.raw ?? content, content, ...bags, ...fields, ...(raws.length > 0 ? [writeElement(context(1), ...raws)] : [])];
  const indexed = [parts[2]?.children()[0]?.raw ?? content, digestOf(digest, content), ...fields, ...index];
  const imprint = digestOf(
    digest,
    Buffer.concat([...(form === 'v2' ? all : indexed), ...(defect === 'imprint-wrong' ? [Uint8Array.of(0)] : [])]),
  );
  const oid = form === 'v3-index-1' ? OID.hashIndexV1 : OID.hashIndexV3;
  const kept = defect === 'index-absent' ? [] : defect === 'index-twice' ? [...index, ...index] : index;
  const others = defect === 'index-of-two-kinds' ? index.map((one) => attribute(OID.hashIndexV1, one)) : [];
  const token = createTimestampToken(imprint, { ...options, unsigned: () => [...kept.map((one) => attribute(oid, one)), ...others] });
  const added = [...raws, attribute(form === 'v2' ? OID.archiveTimestampV2 : OID.archiveTimestampV3, token)];
  const ordered = defect === 'attributes-reordered' ? added.toReversed() : added;
  const info = writeSequence(...fields, writeElement(context(1), ...ordered));
  const whole = writeSequence(...parts.slice(0, -1).map((one) => one.raw), writeElement(TAG.SET, info));
  return writeSequence(writeOid(OID.signedData), explicit(0, whole));
}

function hashIndex(cms: Uint8Array, { form, defect, digest = 'SHA-256' }: ArchiveTimestampOptions): Uint8Array {
  const { unsigned, bag } = partsOf(cms);
  const algorithm = defect === 'index-other-algorithm' ? 'SHA-512' : digest;
  const digests = (all: readonly Uint8Array[]): Uint8Array =>
    writeSequence(...all.map((one) => writeOctetString(digestOf(algorithm, one))));
  const values = unsigned.flatMap((one) => {
    const [type, set] = one.children();
    return (set?.children() ?? []).map((value) => Buffer.concat([type?.raw ?? value.raw, value.raw]));
  });
  const attributes = form === 'v3-index-1' ? unsigned.map((one) => one.raw) : values;
  const named = defect === 'index-without-attributes' ? [] : attributes;
  return writeSequence(
    ...(form === 'v3-index-1' && algorithm === 'SHA-256' ? [] : [digestIdentifier(algorithm)]),
    digests(bag(0)),
    digests(bag(1)),
    digests(defect === 'index-wrong-hash' ? [...named, Buffer.from('nothing')] : named),
  );
}
