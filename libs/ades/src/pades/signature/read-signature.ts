import type { SignerInfo } from '@sigillum/containers/cms';
import { digest, digestAlgorithmOf, readSignatureAlgorithm, type SignatureAlgorithm } from '@sigillum/crypto';
import { archiveTimestampsIn } from '../../cms/archive/archive-timestamps.js';
import { certificateReferencesOf } from '../../cms/certificate-references.js';
import { counterSignaturesIn } from '../../cms/counter-signatures.js';
import { evidenceRecordsIn } from '../../cms/evidence-records.js';
import { embeddedIn, joinMaterial, NOTHING_EMBEDDED } from '../../cms/embedded.js';
import { signedAttributesOf } from '../../cms/signed-attributes.js';
import { embeddedTimestamp, timestampsIn } from '../../cms/timestamps.js';
import { identify } from '../../identifiers.js';
import type { EmbeddedTimestamp, FormatFinding, Signature, SignedAttributes } from '../../types.js';
import { changesAfter, coverageOf } from '../coverage.js';
import { contentsToken, readByteRange, type SignedRanges } from '../dictionary/byte-range.js';
import { dictionaryFindings } from '../dictionary/dictionary-findings.js';
import { padesLevel } from '../level/structural-level.js';
import type { PdfContext, PlacedTimestamp, ReadSignature } from '../pdf-context.js';
import { vriKeysOf } from '../vri-timestamps.js';
import { readCms, type SignatureCms, signsDigestOfFile } from './read-cms.js';
import { detachedContentOf, digestReferencesOf, referencesOf } from './references.js';

/** One signature of a PDF as every format gives it. Nothing is judged; every rule of the format that was looked at is listed. */
export function readSignature(
  context: PdfContext,
  read: ReadSignature,
  timestamps: readonly PlacedTimestamp[],
  nesting: ReadonlyMap<ReadSignature, FormatFinding>,
): Signature {
  const { dictionary, found, place } = read;
  const { source, budget } = context;
  const { ranges, findings } = readByteRange(dictionary, source);
  const cms = readCms(dictionary, budget);
  const { signer, signedData } = cms;
  const token = ranges ? [contentsToken(dictionary, ranges, source)] : [];
  const coverage = coverageOf(context.document, ranges);
  const after = changesAfter(context, read, ranges);
  const nested = nesting.get(read);
  const facts = {
    attributes: attributesOf(read, signer),
    certificateReferences: certificateReferencesOf(signer?.signedAttributes),
    embedded: joinMaterial(signedData ? embeddedIn(signedData, signer) : NOTHING_EMBEDDED, context.securityStore),
    timestamps: timestampsOf(context, read, cms, ranges, timestamps),
  };
  const records = signer ? evidenceRecordsIn(signer, place) : [];
  const hasSecurityStore = context.securityStores.length > 0;
  const { level, findings: levelFindings } = padesLevel({ ...facts, dictionary, signedData, signer, hasSecurityStore });
  const id = identify('S', `PDF ${place}`, dictionary.contents?.bytes ?? new Uint8Array());
  return {
    id,
    form: 'PAdES',
    level,
    label: found.field.name,
    format: [
      ...findings,
      ...token,
      ...(nested ? [nested] : []),
      ...coverage.findings,
      ...dictionaryFindings(context, read),
      ...cms.findings,
      ...after.findings,
      ...levelFindings,
    ],
    ...signedPartsOf(context, read, cms, ranges),
    ...facts,
    ...(hasSecurityStore ? { securityStores: context.securityStores } : {}),
    counterSignatures: signer && signedData ? counterSignaturesIn(signedData, signer, { id, label: found.field.name }, budget) : [],
    ...(records.length > 0 ? { evidenceRecords: records } : {}),
    coverage: coverage.coverage,
    changesAfter: after.changes,
  };
}

type SignedParts = Pick<
  Signature,
  'references' | 'signedBytes' | 'signatureValue' | 'algorithm' | 'algorithmIdentifier' | 'signerIdentifier'
>;

/** What is signed, and the value over it: the signed attributes or, without them, the content (RFC 5652 5.4). */
function signedPartsOf(
  context: PdfContext,
  { dictionary }: ReadSignature,
  { signer, signedData }: SignatureCms,
  ranges: SignedRanges | undefined,
): SignedParts {
  if (!signer || !signedData) {
    return { references: [], signedBytes: undefined, signatureValue: undefined, algorithm: undefined, algorithmIdentifier: '' };
  }
  const overDigest = signsDigestOfFile(dictionary);
  const signed = signer.signedAttributesDer;
  return {
    references: overDigest ? digestReferencesOf(context, signedData, signer, ranges) : referencesOf(context, signer, ranges),
    signedBytes: signed ?? (overDigest ? signedData.content : detachedContentOf(context, ranges)),
    signatureValue: signer.signature,
    algorithm: algorithmOf(signer),
    algorithmIdentifier: signer.signatureAlgorithm.oid,
    signerIdentifier: signer.sid,
  };
}

/** Those in the CMS structure and the document time-stamps whose range reaches further (EN 319 142-1 5.4.3). */
function timestampsOf(
  context: PdfContext,
  { place, dictionary }: ReadSignature,
  { signer, signedData }: SignatureCms,
  ranges: SignedRanges | undefined,
  timestamps: readonly PlacedTimestamp[],
): Signature['timestamps'] {
  const contentDigest = (algorithm: Parameters<PdfContext['digestOver']>[0]): Uint8Array | undefined =>
    ranges && context.digestOver(algorithm, ranges);
  const own = signer ? timestampsIn(signer, place, contentDigest, context.budget) : [];
  let octets: Uint8Array | undefined;
  const content = { digest: contentDigest, octets: () => (octets ??= detachedContentOf(context, ranges)) };
  const archive = signer && signedData ? archiveTimestampsIn({ signedData, signer, content }, place, own, context.budget) : [];
  const vri = signer ? vriTimestamps(context, dictionary.contents?.bytes, place, signer) : [];
  const end = ranges && ranges[1].offset + ranges[1].length;
  const covering = end === undefined ? [] : timestamps.filter((one) => one.coveredEnd > end).map((one) => one.timestamp);
  return [...own, ...archive, ...vri, ...covering];
}

/** A time-stamp in the VRI entry of a signature covers its value; it tells when the entry was made, and makes no level. */
function vriTimestamps(
  context: PdfContext,
  contents: Uint8Array | undefined,
  place: string,
  { signature }: SignerInfo,
): EmbeddedTimestamp[] {
  const tokens = vriKeysOf(contents ?? new Uint8Array()).flatMap((key) => context.vriTimestamps.get(key) ?? []);
  return tokens.map((token) =>
    embeddedTimestamp('validation-data-timestamp', token, `${place} VRI`, (algorithm) => digest(algorithm, signature), context.budget),
  );
}

function algorithmOf({ signatureAlgorithm, digestAlgorithm }: SignerInfo): SignatureAlgorithm | undefined {
  const result = readSignatureAlgorithm(signatureAlgorithm, digestAlgorithmOf(digestAlgorithm.oid));
  return result.ok ? result.value : undefined;
}

function attributesOf({ dictionary }: ReadSignature, signer: SignerInfo | undefined): SignedAttributes {
  const attributes = signer ? signedAttributesOf(signer) : { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] };
  const { signingTime, reason, location, contactInfo } = dictionary;
  return {
    ...attributes,
    ...(signingTime === undefined ? {} : { claimedSigningTime: signingTime }),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    ...(contactInfo === undefined ? {} : { contactInfo }),
  };
}
