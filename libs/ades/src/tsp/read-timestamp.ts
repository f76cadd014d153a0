import { parseTimestampToken, type TimestampToken, TspError } from '@sigillum/containers/tsp';
import { digestAlgorithmOf, digest, readSignatureAlgorithm } from '@sigillum/crypto';
import { type Budget, readOctetString } from '@sigillum/encoding';
import { readValue, singleValueOf } from '../cms/attribute-values.js';
import { certificateReferencesOf } from '../cms/certificate-references.js';
import { embeddedIn } from '../cms/embedded.js';
import { cmsFindings } from '../cms/format-findings.js';
import { ATTRIBUTE } from '../cms/oids.js';
import { signedAttributesOf } from '../cms/signed-attributes.js';
import { broken, holds } from '../format-finding.js';
import type { EmbeddedTimestamp, FormatFinding, Signature, SignedReference } from '../types.js';

/** A time-stamp token read: what it states, and the token as a signature that the blocks of EN 319 102-1 can judge. */
export interface ReadTimestamp {
  readonly timestamp: EmbeddedTimestamp;
  readonly token: TimestampToken;
  /** The signature of the TSA over the TSTInfo, and the imprint over what is time-stamped as its second reference. */
  readonly signature: Signature;
}

/**
 * Reads a time-stamp into what it states and into a format-free signature (EN 319 102-1 5.4: a time-stamp is validated as a signature). Undefined where
 * the token can't be read. Throws `LimitError` when the budget is spent.
 */
export function readTimestamp(timestamp: EmbeddedTimestamp, budget: Budget): ReadTimestamp | undefined {
  try {
    const token = parseTimestampToken(timestamp.token, budget);
    return { timestamp, token, signature: signatureOf(timestamp, token) };
  } catch (error) {
    if (error instanceof TspError) return undefined;
    throw error;
  }
}

function signatureOf(timestamp: EmbeddedTimestamp, token: TimestampToken): Signature {
  const { signer, signedData, info } = token;
  const algorithm = signer && readSignatureAlgorithm(signer.signatureAlgorithm, digestAlgorithmOf(signer.digestAlgorithm.oid));
  return {
    id: timestamp.id,
    form: 'RFC3161',
    level: 'RFC3161',
    label: timestamp.kind,
    format: [...timestamp.format, ...tokenFindings(token)],
    references: [...statementReference(token), imprintReference(timestamp, token)],
    signedBytes: signer && (signer.signedAttributesDer ?? info.bytes),
    signatureValue: signer?.signature,
    algorithm: algorithm?.ok ? algorithm.value : undefined,
    algorithmIdentifier: signer?.signatureAlgorithm.oid ?? '',
    ...(signer ? { signerIdentifier: signer.sid } : {}),
    certificateReferences: certificateReferencesOf(signer?.signedAttributes),
    attributes: signer ? signedAttributesOf(signer) : { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] },
    embedded: embeddedIn(signedData, signer),
    timestamps: [],
    counterSignatures: [],
    coverage: { wholeDocument: false, text: timestamp.kind },
    changesAfter: [],
  };
}

/** RFC 3161 2.4.2: one signer, known version, no extension that must be understood and is not. */
function tokenFindings({ signer, signedData, info }: TimestampToken): FormatFinding[] {
  const critical = info.extensions.find((one) => one.critical);
  return [
    holds('signature-value-present'),
    holds('cms-readable'),
    signer
      ? holds('single-signer-info')
      : broken(
          'single-signer-info',
          'CMS_SIGNER_INFO_NOT_SINGLE',
          `The token has ${signedData.signerInfos.length} SignerInfos; a time-stamp has one.`,
        ),
    info.version === 1 && !critical
      ? holds('timestamp-statement')
      : broken(
          'timestamp-statement',
          'TIMESTAMP_STATEMENT_UNKNOWN',
          critical
            ? `The token has the critical extension ${critical.oid}, which is not known.`
            : `The token is of version ${info.version}.`,
        ),
    ...(signer ? cmsFindings(signedData, signer) : []),
  ];
}

function statementReference({ signer, info }: TimestampToken): SignedReference[] {
  if (!signer?.signedAttributes) return [];
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  return [
    {
      name: 'what the authority states (TSTInfo)',
      digestAlgorithm,
      digestIdentifier: signer.digestAlgorithm.oid,
      expected: readValue(singleValueOf(signer.signedAttributes, ATTRIBUTE.messageDigest), readOctetString),
      actual: digestAlgorithm && digest(digestAlgorithm, info.bytes),
      found: true,
    },
  ];
}

/** The imprint (RFC 3161 2.4.1): the digest of exactly what this kind of time-stamp covers. */
function imprintReference(timestamp: EmbeddedTimestamp, { info: { imprint } }: TimestampToken): SignedReference {
  const actual = imprint.digestAlgorithm && timestamp.imprints.get(imprint.digestAlgorithm);
  return {
    name: 'what is time-stamped (message imprint)',
    digestAlgorithm: imprint.digestAlgorithm,
    digestIdentifier: imprint.algorithm.oid,
    expected: imprint.digest,
    actual,
    found: actual !== undefined,
  };
}
