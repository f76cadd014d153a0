import { CmsError, parseSignedData, type SignedData, type SignerInfo } from '@sigillum/containers/cms';
import { digestAlgorithmOf, readSignatureAlgorithm, type SignatureAlgorithm } from '@sigillum/crypto';
import { readOctetString } from '@sigillum/encoding';
import { singleValueOf, readValue } from '../cms/attribute-values.js';
import { certificateReferencesOf } from '../cms/certificate-references.js';
import { embeddedIn, joinMaterial, NOTHING_EMBEDDED } from '../cms/embedded.js';
import { cmsFindings } from '../cms/format-findings.js';
import { ATTRIBUTE } from '../cms/oids.js';
import { signedAttributesOf } from '../cms/signed-attributes.js';
import { timestampsIn } from '../cms/timestamps.js';
import { broken, holds } from '../format-finding.js';
import { identify } from '../identifiers.js';
import type { FormatFinding, Signature, SignedAttributes, SignedReference } from '../types.js';
import { contentsPadding, contentsToken, readByteRange, type SignedRanges } from './byte-range.js';
import { contentLength } from './content-length.js';
import { changesAfter, coverageOf } from './coverage.js';
import { dictionaryFindings } from './dictionary-findings.js';
import { padesLevel } from './level.js';
import type { PdfContext, PlacedTimestamp, ReadSignature } from './open-signed-pdf.js';

/** The CMS structure in /Contents, as far as it can be read. */
interface Cms {
  readonly signedData: SignedData | undefined;
  /** The only SignerInfo, or the first where there are more, which is a broken rule. */
  readonly signer: SignerInfo | undefined;
  readonly findings: readonly FormatFinding[];
}

/** One signature of a PDF as every format gives it. Nothing is judged; every rule of the format that was looked at is listed. */
export function readSignature(
  context: PdfContext,
  read: ReadSignature,
  timestamps: readonly PlacedTimestamp[],
  nesting: ReadonlyMap<ReadSignature, FormatFinding>,
): Signature {
  const { dictionary, found } = read;
  const { source, budget } = context;
  const contents = dictionary.contents?.bytes;
  const { ranges, findings } = readByteRange(dictionary, source);
  const cms = readCms(context, contents);
  const { signer, signedData } = cms;
  const token = ranges ? [contentsToken(dictionary, ranges, source)] : [];
  const coverage = coverageOf(context.document, ranges);
  const after = changesAfter(context, read, ranges);
  const nested = nesting.get(read);
  const own = signer ? timestampsIn(signer, found.field.name, (algorithm) => ranges && context.digestOver(algorithm, ranges), budget) : [];
  const covering = ranges ? timestamps.filter((one) => one.coveredEnd > endOf(ranges)).map((one) => one.timestamp) : [];
  const algorithm = signer && algorithmOf(signer);
  const facts = {
    attributes: attributesOf(read, signer),
    certificateReferences: certificateReferencesOf(signer?.signedAttributes),
    embedded: joinMaterial(signedData ? embeddedIn(signedData, signer) : NOTHING_EMBEDDED, context.securityStore),
    timestamps: [...own, ...covering],
  };
  return {
    id: identify('S', `PDF ${found.field.name}`, contents ?? new Uint8Array()),
    form: 'PAdES',
    level: padesLevel({ ...facts, dictionary, signedData, signer, hasSecurityStore: context.hasSecurityStore }),
    label: found.field.name,
    format: [
      ...findings,
      ...token,
      ...(nested ? [nested] : []),
      ...coverage.findings,
      ...dictionaryFindings(context, read),
      ...cms.findings,
      ...after.findings,
    ],
    references: signer ? [referenceOf(context, signer, ranges)] : [],
    signedBytes: signer && (signer.signedAttributesDer ?? contentOf(context, ranges)),
    signatureValue: signer?.signature,
    algorithm,
    algorithmIdentifier: signer?.signatureAlgorithm.oid ?? '',
    ...(signer ? { signerIdentifier: signer.sid } : {}),
    ...facts,
    counterSignatures: [],
    coverage: coverage.coverage,
    changesAfter: after.changes,
  };
}

function endOf(ranges: SignedRanges): number {
  return ranges[1].offset + ranges[1].length;
}

function readCms({ budget }: PdfContext, contents: Uint8Array | undefined): Cms {
  const nothing = (code: string, message: string): Cms => ({
    signedData: undefined,
    signer: undefined,
    findings: [broken('signature-value-present', code, message)],
  });
  if (!contents || contents.length === 0) return nothing('PDF_CONTENTS_ABSENT', 'The signature has no value (/Contents).');
  if (contents.every((octet) => octet === 0)) return nothing('PDF_CONTENTS_EMPTY', 'The signature has no value: /Contents is all zeros.');
  const length = contentLength(contents);
  try {
    const signedData = parseSignedData(contents, budget, { trailing: true });
    const [signer, ...more] = signedData.signerInfos;
    const findings = [
      holds('signature-value-present'),
      holds('cms-readable', signedData.notes.length > 0 ? `Outer encoding: ${signedData.notes.join(', ')}` : undefined),
      signer && more.length === 0
        ? holds('single-signer-info')
        : broken(
            'single-signer-info',
            'CMS_SIGNER_INFO_NOT_SINGLE',
            `The CMS structure has ${signedData.signerInfos.length} SignerInfos; a PDF signature has one.`,
          ),
      signedData.content === undefined
        ? holds('no-embedded-content')
        : broken(
            'no-embedded-content',
            'CMS_CONTENT_EMBEDDED',
            'The CMS structure holds content of its own; the content of a PDF signature is the file.',
          ),
      ...(length === undefined ? [] : [contentsPadding(contents, length)]),
      ...(signer ? cmsFindings(signedData, signer) : []),
    ];
    return { signedData, signer, findings };
  } catch (error) {
    if (!(error instanceof CmsError)) throw error;
    return {
      signedData: undefined,
      signer: undefined,
      findings: [holds('signature-value-present'), broken('cms-readable', error.code, error.message)],
    };
  }
}

function algorithmOf({ signatureAlgorithm, digestAlgorithm }: SignerInfo): SignatureAlgorithm | undefined {
  const result = readSignatureAlgorithm(signatureAlgorithm, digestAlgorithmOf(digestAlgorithm.oid));
  return result.ok ? result.value : undefined;
}

/** The message digest over the byte ranges (RFC 5652 11.2, ISO 32000-2 12.8.3.3). */
function referenceOf(context: PdfContext, signer: SignerInfo, ranges: SignedRanges | undefined): SignedReference {
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  const actual = ranges && digestAlgorithm ? context.digestOver(digestAlgorithm, ranges) : undefined;
  const value = singleValueOf(signer.signedAttributes, ATTRIBUTE.messageDigest);
  // Without signed attributes the signature value covers the content itself: there is no digest to compare.
  const expected = signer.signedAttributes ? readValue(value, readOctetString) : actual;
  const name = ranges
    ? `bytes 0 to ${ranges[0].length} and ${ranges[1].offset} to ${endOf(ranges)} of the file`
    : 'the bytes of the file that the signature covers';
  return { name, digestAlgorithm, digestIdentifier: signer.digestAlgorithm.oid, expected, actual, found: ranges !== undefined };
}

/** Content that is signed without attributes has to be in memory; beyond this it counts as not obtainable. */
const MAX_CONTENT = 128 * 1024 * 1024;

function contentOf({ source }: PdfContext, ranges: SignedRanges | undefined): Uint8Array | undefined {
  if (!ranges || ranges[0].length + ranges[1].length > MAX_CONTENT) return undefined;
  return Buffer.concat(ranges.map((one) => source.read(one.offset, one.length)));
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
