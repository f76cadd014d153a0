import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { digest, digestAlgorithmOf } from '@sigillum/crypto';
import { readOctetString } from '@sigillum/encoding';
import { readValue, singleValueOf } from '../../cms/attribute-values.js';
import { ATTRIBUTE } from '../../cms/oids.js';
import type { SignedReference } from '../../types.js';
import type { SignedRanges } from '../dictionary/byte-range.js';
import type { PdfContext } from '../pdf-context.js';

const SHA_1 = '1.3.14.3.2.26';

/** What the signature covers by a digest: the file, by its byte ranges (RFC 5652 11.2, ISO 32000-2 12.8.3.3). */
export function referencesOf(context: PdfContext, signer: SignerInfo, ranges: SignedRanges | undefined): SignedReference[] {
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  const actual = ranges && digestAlgorithm ? context.digestOver(digestAlgorithm, ranges) : undefined;
  // Without signed attributes the signature value covers the content itself: there is no digest to compare.
  const expected = signer.signedAttributes ? messageDigestOf(signer) : actual;
  return [
    {
      name: rangesText(ranges),
      digestAlgorithm,
      digestIdentifier: signer.digestAlgorithm.oid,
      expected,
      actual,
      found: ranges !== undefined,
    },
  ];
}

/** With adbe.pkcs7.sha1: the file by the digest that is the content, and the content by the message digest (ISO 32000-1 12.8.3.3.1). */
export function digestReferencesOf(
  context: PdfContext,
  { content }: SignedData,
  signer: SignerInfo,
  ranges: SignedRanges | undefined,
): SignedReference[] {
  const file: SignedReference = {
    name: rangesText(ranges),
    digestAlgorithm: 'SHA-1',
    digestIdentifier: SHA_1,
    expected: content,
    actual: ranges && context.digestOver('SHA-1', ranges),
    found: ranges !== undefined,
  };
  if (!signer.signedAttributes) return [file];
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  const actual = content && digestAlgorithm ? digest(digestAlgorithm, content) : undefined;
  const inner: SignedReference = {
    name: 'the content of the CMS structure',
    digestAlgorithm,
    digestIdentifier: signer.digestAlgorithm.oid,
    expected: messageDigestOf(signer),
    actual,
    found: content !== undefined,
  };
  return [file, inner];
}

function messageDigestOf({ signedAttributes }: SignerInfo): Uint8Array | undefined {
  return readValue(singleValueOf(signedAttributes, ATTRIBUTE.messageDigest), readOctetString);
}

function rangesText(ranges: SignedRanges | undefined): string {
  if (!ranges) return 'the bytes of the file that the signature covers';
  const [before, after] = ranges;
  return `bytes 0 to ${before.length} and ${after.offset} to ${after.offset + after.length} of the file`;
}

/** Content that is signed without attributes has to be in memory; beyond this it counts as not obtainable. */
const MAX_CONTENT = 128 * 1024 * 1024;

/** The bytes of the file that are the content of a detached signature; undefined where they are unknown or too many. */
export function detachedContentOf({ source }: PdfContext, ranges: SignedRanges | undefined): Uint8Array | undefined {
  if (!ranges || ranges[0].length + ranges[1].length > MAX_CONTENT) return undefined;
  return Buffer.concat(ranges.map((one) => source.read(one.offset, one.length)));
}
