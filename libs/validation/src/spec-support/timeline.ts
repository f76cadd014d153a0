import type { EmbeddedTimestamp, Signature, TimestampCover, TimestampKind } from '@sigillum/ades';
import { digest, type SignatureAlgorithm } from '@sigillum/crypto';
import { Budget, type Instant, toHex } from '@sigillum/encoding';
import { evidenceOf, type EvidenceSet, type SuppliedEvidence } from '@sigillum/evidence';
import {
  type Authority,
  createAuthority,
  createCrl,
  type CrlOptions,
  createTimestampToken,
  digestOf,
  issueSigner,
  issueTimestampAuthority,
  type RevokedCertificate,
  signData,
  type TestIdentity,
  type TimestampOptions,
} from '@sigillum/testkit';
import { parseCertificate, parseOcspResponse, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import type { ValidationPolicy } from '../policy/policy.js';
import { validateSignature } from '../processes/signature.js';
import type { SignatureConclusion } from '../result.js';
import { CONTENT, documentOf, makeSignature, type MadeSignature } from './made-signature.js';

/** The years of the stories: signed in 2026, looked at in 2030. */
export const NOW: Instant = Date.UTC(2030, 0, 1);
export const DAY = 86_400_000;
export const at = (year: number, month = 1, day = 1): Instant => Date.UTC(year, month - 1, day);

const P256 = { algorithm: 'P-256' } as const;
export const ECDSA_SHA256: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };

export const root = createAuthority({ name: 'Root', ...P256 });
export const ca = createAuthority({ name: 'Issuing CA', ...P256, parent: root });
export const tsaRoot = createAuthority({ name: 'Time Root', ...P256 });
export const signer = issueSigner(ca, { name: 'Signer', ...P256 });
/** Ends with 2027. */
export const expired = issueSigner(ca, { name: 'Expired signer', ...P256, notAfter: at(2028) });
export const tsa = issueTimestampAuthority(tsaRoot, { name: 'TSA', ...P256 });
/** Ends with 2027. */
export const oldTsa = issueTimestampAuthority(tsaRoot, { name: 'Old TSA', ...P256, notAfter: at(2028) });

export const anchorOf = (identity: TestIdentity): TrustAnchor => trustAnchorOf(parseCertificate(identity.certificate));
export const ANCHORS: readonly TrustAnchor[] = [anchorOf(root), anchorOf(tsaRoot)];

export function crl(issuer: Authority, thisUpdate: Instant, more: Partial<CrlOptions> = {}): Uint8Array {
  return createCrl({ issuer, thisUpdate, nextUpdate: thisUpdate + 30 * DAY, ...more });
}

export function revoked(
  identity: TestIdentity,
  revocationDate: Instant,
  reason: RevokedCertificate['reason'] = 'keyCompromise',
): RevokedCertificate[] {
  return [{ serialNumber: identity.serialNumber, revocationDate, reason }];
}

/** What says that nobody was revoked, of the last days before `time`. */
export const clean = (time: Instant = NOW): Uint8Array[] => [root, ca, tsaRoot].map((issuer) => crl(issuer, time - DAY));

export const certificateId = (bytes: Uint8Array): string => `C-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
export const crlId = (bytes: Uint8Array): string => `R-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
export const ocspId = (bytes: Uint8Array): string => parseOcspResponse(bytes).id;

export interface Stamp extends Partial<TimestampOptions> {
  readonly kind?: TimestampKind;
  /** What is digested; the signature value unless said. */
  readonly over?: Uint8Array;
  readonly covers?: Partial<TimestampCover>;
}

/** A time-stamp over a signature; a document time-stamp covers it as well, and whatever `covers` says. */
export function stamp(signature: Signature, time: Instant, options: Stamp = {}): EmbeddedTimestamp {
  const { kind = 'signature-timestamp', authority = tsa, digest: algorithm = 'SHA-256' } = options;
  const data = kind === 'content-timestamp' ? CONTENT : (signature.signatureValue ?? CONTENT);
  const token = createTimestampToken(digestOf(algorithm, options.over ?? data), { ...options, authority, time });
  const covers = { signatures: [signature.id], timestamps: [], material: [], ...options.covers };
  return {
    id: `T-${toHex(digest('SHA-256', token)).slice(0, 32).toUpperCase()}`,
    kind,
    token,
    imprints: new Map([[algorithm, digestOf(algorithm, data)]]),
    format: [],
    ...(kind === 'content-timestamp' ? {} : { covers }),
  };
}

export interface Story extends Partial<Omit<MadeSignature, 'signer'>> {
  readonly signer?: TestIdentity;
  /** The signature is handed in without time-stamps. */
  readonly stamps?: (signature: Signature) => readonly EmbeddedTimestamp[];
  readonly policy?: ValidationPolicy;
  readonly now?: Instant;
  readonly anchors?: readonly TrustAnchor[];
}

/** The signature of a story with its time-stamps. */
export function signatureOf(story: Story): Signature {
  const { signer: identity = signer, stamps } = story;
  const made = makeSignature({
    algorithm: ECDSA_SHA256,
    sign: (data) => signData(identity.key, data),
    certificates: [...identity.chain, tsaRoot.certificate],
    crls: clean(),
    ...story,
    signer: parseCertificate(identity.certificate),
  });
  return stamps ? { ...made, timestamps: stamps(made) } : made;
}

/** `dss-compatible` with other severities and parameters. */
export function policyWith(
  changes: Partial<ValidationPolicy['severities']>,
  parameters: Partial<ValidationPolicy['parameters']> = {},
): ValidationPolicy {
  return {
    ...DSS_COMPATIBLE,
    severities: { ...DSS_COMPATIBLE.severities, ...changes },
    parameters: { ...DSS_COMPATIBLE.parameters, ...parameters },
  };
}

const NOTHING: SuppliedEvidence = { certificates: [], crls: [], ocsps: [] };

export function evidenceFor(signature: Signature, { anchors = ANCHORS }: Story = {}, supplied = NOTHING): EvidenceSet {
  return evidenceOf(documentOf(signature), supplied, anchors, new Budget());
}

export function judge(signature: Signature, story: Story = {}, evidence = evidenceFor(signature, story)): SignatureConclusion {
  const { policy = DSS_COMPATIBLE, now = NOW } = story;
  return validateSignature(signature, evidence, policy, { now }, new Budget());
}

export function tell(story: Story): SignatureConclusion {
  return judge(signatureOf(story), story);
}

/** `INDETERMINATE REVOKED_NO_POE`. */
export function verdict({
  indication,
  subIndication,
}: {
  readonly indication: string;
  readonly subIndication: string | undefined;
}): string {
  return subIndication === undefined ? indication : `${indication} ${subIndication}`;
}
