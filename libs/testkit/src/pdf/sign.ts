import type { Instant } from '@sigillum/encoding';

import type { CmsDefect } from '../cms/defect.js';
import { createSignedData, type SignedDataOptions } from '../cms/signed-data.js';
import type { TestIdentity } from '../pki/authority.js';
import type { TestScheme } from '../pki/signature-scheme.js';
import { digestOf } from '../pki/signature-scheme.js';
import { createTimestampToken, signatureTimestampAttribute, type TimestampOptions } from '../pki/timestamp.js';
import { type FieldOptions, placeSignature } from './field.js';
import { editRevision, type RevisionChanges } from './revision.js';

/** [first offset, first length, second offset, second length]. */
export type ByteRangeValues = readonly [number, number, number, number];

export interface ContainerOptions extends FieldOptions {
  /** Octets kept free for the CMS. */
  readonly reserved?: number;
  /** Widens the gap of the byte range beyond the /Contents token, in octets. */
  readonly gap?: { readonly before?: number; readonly after?: number };
  /** What to write as /ByteRange instead; at most 60 characters. */
  readonly byteRange?: (actual: ByteRangeValues) => string;
  /** What to write in place of the /Contents token instead; padded with spaces to its length. */
  readonly contents?: (cms: Uint8Array, length: number) => string;
  /** How the revision is written: cross-reference style, overrides. */
  readonly revision?: Omit<RevisionChanges, 'objects'>;
  /** Changes of the prepared file, keeping its length, before the digest is computed. */
  readonly prepared?: (file: Buffer) => void;
}

export interface SignPdfOptions extends ContainerOptions {
  readonly signer: TestIdentity;
  readonly scheme?: TestScheme;
  /** Claimed signing time in /M. */
  readonly signingTime?: Instant;
  /** Makes the level T: a time-stamp over the signature value. */
  readonly timestamp?: TimestampOptions;
  /** Everything else about the CMS. */
  readonly cms?: Partial<Omit<SignedDataOptions, 'signer' | 'content' | 'defects'>>;
  readonly defects?: readonly CmsDefect[];
  /** The last word on the CMS, over the signed bytes: archive time-stamps. */
  readonly finish?: (cms: Uint8Array, content: Uint8Array) => Uint8Array;
}

const BYTE_RANGE_WIDTH = 60;

/** A placeholder that occurs nowhere else, as long as what will replace it. */
const BYTE_RANGE_PLACEHOLDER = `[0 ${'*'.repeat(BYTE_RANGE_WIDTH - 4)}]`;

/** Puts a signature dictionary into a field and fills it with what `makeContents` makes of the signed bytes. */
export function signField(pdf: Uint8Array, options: ContainerOptions, makeContents: (signed: Uint8Array) => Uint8Array): Uint8Array {
  const reserved = options.reserved ?? 8192;
  const token = `<${'0'.repeat(reserved * 2)}>`;
  const editor = editRevision(pdf);
  placeSignature(editor, options, { byteRange: BYTE_RANGE_PLACEHOLDER, contents: token });
  const file = Buffer.from(editor.save(options.revision));
  const start = file.indexOf(token, pdf.length, 'latin1');
  const rangeAt = file.indexOf(BYTE_RANGE_PLACEHOLDER, pdf.length, 'latin1');
  const first = start - (options.gap?.before ?? 0);
  const second = start + token.length + (options.gap?.after ?? 0);
  const actual: ByteRangeValues = [0, first, second, file.length - second];
  const rangeText = options.byteRange?.(actual) ?? `[${actual.join(' ')}]`;
  if (rangeText.length > BYTE_RANGE_WIDTH) throw new Error('the byte range does not fit');
  if (rangeAt >= 0) file.write(rangeText.padEnd(BYTE_RANGE_WIDTH), rangeAt, 'latin1');
  options.prepared?.(file);
  const cms = makeContents(Buffer.concat([file.subarray(0, first), file.subarray(second)]));
  if (cms.length > reserved) throw new Error(`${cms.length} octets of CMS, ${reserved} reserved`);
  const text =
    options.contents?.(cms, token.length) ??
    `<${Buffer.from(cms)
      .toString('hex')
      .padEnd(reserved * 2, '0')}>`;
  file.write(text.padEnd(token.length), start, 'latin1');
  return file;
}

/** A PDF signature as an incremental update: PAdES B, or T with `timestamp` (EN 319 142-1). */
export function signPdf(pdf: Uint8Array, options: SignPdfOptions): Uint8Array {
  const { signer, scheme, timestamp, defects, signingTime } = options;
  const entries = { ...(signingTime === undefined ? {} : { signingTime }), ...options };
  const unsigned = timestamp ? (value: Uint8Array) => [signatureTimestampAttribute(value, timestamp)] : undefined;
  const reserved = options.reserved ?? (timestamp ? 12288 : 8192);
  return signField(pdf, { ...entries, reserved }, (content) => {
    const cms = createSignedData({ signer, scheme, unsigned, defects, ...options.cms, content });
    return options.finish?.(cms, content) ?? cms;
  });
}

/** A document time-stamp (EN 319 142-1 5.4.3) as an incremental update. */
export function addDocumentTimestamp(
  pdf: Uint8Array,
  options: Partial<ContainerOptions> & { readonly timestamp: TimestampOptions },
): Uint8Array {
  const { timestamp, ...container } = options;
  const field = { fieldName: 'Timestamp1', type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161', ...container };
  return signField(pdf, field, (content) => createTimestampToken(digestOf(timestamp.digest ?? 'SHA-256', content), timestamp));
}
