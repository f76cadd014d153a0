import { CmsError, parseSignerInfo, type SignedData, type SignerInfo } from '@sigillum/containers/cms';
import { digest, digestAlgorithmOf, readSignatureAlgorithm } from '@sigillum/crypto';
import { type Budget, readOctetString } from '@sigillum/encoding';
import { broken, holds } from '../format-finding.js';
import { identify } from '../identifiers.js';
import type { FormatFinding, Signature } from '../types.js';
import { readValue, singleValueOf, valuesOf } from './attribute-values.js';
import { certificateReferencesOf } from './certificate-references.js';
import { embeddedIn, NOTHING_EMBEDDED } from './embedded.js';
import { cmsFindings } from './format-findings.js';
import { ATTRIBUTE } from './oids.js';
import { signedAttributesOf } from './signed-attributes.js';
import { timestampsIn } from './timestamps.js';

/** Counter-signatures of counter-signatures of …: deeper ones are listed with the reason and not read. */
const DEEPEST = 8;

/**
 * The signatures over the value of another one (RFC 5652 11.4), each followed by those over its own: signatures like all others, which name the one that they
 * are over. Whether one is over this value its message digest says. One unit of `signatures` each.
 */
export function counterSignaturesIn(
  signedData: SignedData,
  signer: SignerInfo,
  parent: { readonly id: string; readonly label: string },
  budget: Budget,
  depth = 1,
): Signature[] {
  return valuesOf(signer.unsignedAttributes, ATTRIBUTE.counterSignature).flatMap((bytes, index) => {
    budget.spend('signatures');
    const id = identify('S', `${parent.id} counter-signature ${index}`, bytes);
    const label = `${parent.label} (counter-signature ${index + 1})`;
    const own = depth <= DEEPEST ? readCounterSigner(bytes, budget) : 'Counter-signatures are nested deeper than they are read.';
    const base = { ...UNREADABLE, id, label, counterSignatureOf: parent.id };
    if (typeof own === 'string') return [{ ...base, format: [broken('cms-readable', 'CMS_COUNTER_SIGNATURE_UNREADABLE', own)] }];
    const parts = partsOf(signedData, own, signer.signature, id, budget);
    return [{ ...base, ...parts }, ...counterSignaturesIn(signedData, own, { id, label }, budget, depth + 1)];
  });
}

function readCounterSigner(bytes: Uint8Array, budget: Budget): SignerInfo | string {
  try {
    return parseSignerInfo(bytes, budget);
  } catch (error) {
    if (error instanceof CmsError) return error.message;
    throw error;
  }
}

const UNREADABLE: Omit<Signature, 'id' | 'label' | 'format'> = {
  form: 'CAdES',
  level: 'CMS-NOT-ETSI',
  references: [],
  signedBytes: undefined,
  signatureValue: undefined,
  algorithm: undefined,
  algorithmIdentifier: '',
  certificateReferences: [],
  attributes: { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] },
  embedded: NOTHING_EMBEDDED,
  timestamps: [],
  counterSignatures: [],
  coverage: { wholeDocument: false, text: 'the value of another signature' },
  changesAfter: [],
};

function partsOf(signedData: SignedData, signer: SignerInfo, value: Uint8Array, place: string, budget: Budget) {
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  const algorithm = readSignatureAlgorithm(signer.signatureAlgorithm, digestAlgorithm);
  const actual = digestAlgorithm && digest(digestAlgorithm, value);
  const timestamps = timestampsIn(signer, place, (wanted) => digest(wanted, value), budget);
  const certificateReferences = certificateReferencesOf(signer.signedAttributes);
  const format: FormatFinding[] = [
    holds('signature-value-present'),
    holds('cms-readable'),
    ...cmsFindings(signedData, signer, { counter: true }),
  ];
  return {
    level: levelOf(
      certificateReferences.length > 0,
      timestamps.some((one) => one.kind === 'signature-timestamp'),
    ),
    format,
    references: [
      {
        name: 'the value of the signature that is countersigned',
        digestAlgorithm,
        digestIdentifier: signer.digestAlgorithm.oid,
        expected: signer.signedAttributes
          ? readValue(singleValueOf(signer.signedAttributes, ATTRIBUTE.messageDigest), readOctetString)
          : actual,
        actual,
        found: true,
      },
    ],
    signedBytes: signer.signedAttributesDer ?? value,
    signatureValue: signer.signature,
    algorithm: algorithm.ok ? algorithm.value : undefined,
    algorithmIdentifier: signer.signatureAlgorithm.oid,
    signerIdentifier: signer.sid,
    certificateReferences,
    attributes: signedAttributesOf(signer),
    embedded: embeddedIn(signedData, signer),
    timestamps,
  };
}

function levelOf(hasReference: boolean, isStamped: boolean): string {
  if (!hasReference) return 'CMS-NOT-ETSI';
  return isStamped ? 'CAdES-T' : 'CAdES-BES';
}
