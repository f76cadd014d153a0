import { type AlgorithmIdentifier, readPublicKey, readSignatureAlgorithm } from '@sigillum/crypto';
import { toRfc3339 } from '@sigillum/encoding';
import { type Certificate, displayNameOf, type RevocationFacts } from '@sigillum/x509';
import { failed, type Found, indeterminate, notRun, passed } from '../../../checks/row.js';
import { type Reliability, signatureReliability, worse } from '../../../policy/cryptography.js';
import { ofReliability } from '../../acceptance.js';
import { type ChainCertificateContext, type ChainCheckRow, type ChainRole, STEP } from '../context.js';
import { PURPOSE_CHECKS, type PurposeCheckId } from './purposes.js';
import { isRevokedAt, trustedUntil } from '../revocation/reader.js';
import { isShell } from '../validity-model.js';

export type CertificateCheckId<Role extends ChainRole = ChainRole> =
  `XCV.${Role}-${'allowed-extensions' | 'algorithms' | 'revocation-algorithms' | 'validity'}`;
export type SignerCheckId = 'XCV.signer-key-usage' | PurposeCheckId | 'XCV.signer-revocation-issuer-validity';
export type CaCheckId = 'XCV.ca-subject-key-identifier';

const CRYPTOGRAPHY = indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');

/** Checks of a single certificate that path validation does not make (EN 319 102-1 5.2.6.4 steps 5 to 7). */
export function certificateChecks<Role extends ChainRole>(role: Role): ChainCheckRow<CertificateCheckId<Role>, ChainCertificateContext>[] {
  return [
    {
      id: `XCV.${role}-allowed-extensions`,
      step: STEP.path,
      clause: 'RFC 6960 4.2.2.2.1; RFC 9608 3',
      miss: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
      run: allowedExtensions,
    },
    { id: `XCV.${role}-algorithms`, step: STEP.cryptography, clause: 'EN 319 102-1 5.2.6.4 step 6', miss: CRYPTOGRAPHY, run: algorithms },
    {
      id: `XCV.${role}-revocation-algorithms`,
      step: STEP.cryptography,
      clause: 'EN 319 102-1 5.2.6.4 step 6',
      miss: CRYPTOGRAPHY,
      run: revocationAlgorithms,
    },
    {
      id: `XCV.${role}-validity`,
      step: STEP.validity,
      clause: 'EN 319 102-1 5.2.6.4 step 7',
      miss: indeterminate('OUT_OF_BOUNDS_NO_POE'),
      run: validity,
    },
  ];
}

/** Checks of the signing certificate only. */
export const SIGNER_CHECKS: readonly ChainCheckRow<SignerCheckId, ChainCertificateContext>[] = [
  {
    id: 'XCV.signer-key-usage',
    step: STEP.constraints,
    clause: 'EN 319 102-1 5.2.6.4 step 5; EN 319 412-2 4.3.2',
    miss: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
    run({ certificate, parameters }) {
      const usage = certificate.keyUsage;
      const wanted = parameters.signerKeyUsage;
      if (usage !== undefined && wanted.some((bit) => usage.has(bit))) return passed(undefined, [certificate.id]);
      const has = usage === undefined ? 'no key usage' : [...usage].join(', ');
      return failed('KEY_USAGE', `The signing certificate has ${has}; expected is ${wanted.join(' or ')}.`, [certificate.id]);
    },
  },
  ...PURPOSE_CHECKS,
  {
    id: 'XCV.signer-revocation-issuer-validity',
    step: STEP.revocationIssuer,
    clause: 'EN 319 102-1 5.2.6.4 step 8',
    miss: indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE'),
    run(context) {
      const { revocation, certificate, now } = context;
      if (revocation.status === undefined) return notRun('REVOCATION_STATUS_UNKNOWN', 'No revocation data is used.', [certificate.id]);
      const outside = revocation.status.used.filter((facts) => !signerIsValid(facts, context));
      const [first] = outside;
      if (first?.signer.certificate === undefined) return passed(undefined, [certificate.id]);
      const { notAfter, subject, id } = first.signer.certificate;
      const until = first.signer.role === 'trusted' ? trustedUntil(first.signer.certificate, context.evidence) : notAfter;
      return failed(
        'REVOCATION_ISSUER_OUT_OF_VALIDITY',
        `The certificate of ${displayNameOf(subject)}, which signed the revocation data, is not valid at ${toRfc3339(now)} (until ${toRfc3339(until)}).`,
        [certificate.id, first.id, id],
      );
    },
  },
];

/** Checks of CA certificates only. */
export const CA_CHECKS: readonly ChainCheckRow<CaCheckId, ChainCertificateContext>[] = [
  {
    id: 'XCV.ca-subject-key-identifier',
    step: STEP.path,
    clause: 'RFC 5280 4.2.1.2',
    miss: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    run: ({ certificate }) =>
      certificate.extension('2.5.29.14') === undefined
        ? failed('SUBJECT_KEY_IDENTIFIER_ABSENT', `${displayNameOf(certificate.subject)} has no subject key identifier.`, [certificate.id])
        : passed(undefined, [certificate.id]),
  },
];

function allowedExtensions({ certificate, role }: ChainCertificateContext): Found {
  if (certificate.ocspNoCheck) {
    return failed('OCSP_NOCHECK_FORBIDDEN', 'id-pkix-ocsp-nocheck belongs to OCSP responders only.', [certificate.id]);
  }
  if (role === 'ca' && certificate.noRevocationAvailable) {
    return failed('NO_REVOCATION_AVAILABLE_FORBIDDEN', 'A CA certificate must not have noRevAvail.', [certificate.id]);
  }
  return passed(undefined, [certificate.id]);
}

function reliabilityOf(identifier: AlgorithmIdentifier, publicKeyInfo: Uint8Array, context: ChainCertificateContext): Reliability {
  const algorithm = readSignatureAlgorithm(identifier);
  const key = readPublicKey(publicKeyInfo);
  const never = (message: string): Reliability => ({
    reliable: false,
    code: 'ALGORITHM_UNKNOWN',
    message,
    deadline: undefined,
    severity: undefined,
  });
  if (!algorithm.ok) return never(`The signature algorithm ${identifier.oid} is not supported.`);
  if (!key.ok) return never(`The issuer's key is refused (${key.problem}).`);
  return signatureReliability(algorithm.value, key.value.bits, context.now, context.parameters.cryptography);
}

/** How reliable the certificate's own signature is at the context's time. */
export function certificateReliability(context: ChainCertificateContext): Reliability {
  return reliabilityOf(context.certificate.signatureAlgorithm, context.issuer.publicKeyInfo, context);
}

/** The certificate's own signature: its digest, and the size of its issuer's key. A trust anchor's is nobody's concern. */
function algorithms(context: ChainCertificateContext): Found {
  const { certificate, exemption } = context;
  if (exemption === 'trust-anchor') return notRun('TRUST_ANCHOR', 'The certificate is a trust anchor.', [certificate.id]);
  return ofReliability(certificateReliability(context), [certificate.id]);
}

function revocationAlgorithms(context: ChainCertificateContext): Found {
  const { certificate, revocation } = context;
  if (revocation.status === undefined) return notRun('REVOCATION_STATUS_UNKNOWN', 'No revocation data is used.', [certificate.id]);
  const each = revocation.status.used.map((facts) => revocationReliability(facts, context));
  const ids = revocation.status.used.map((facts) => facts.id);
  const [first] = each;
  return first === undefined ? passed(undefined, ids) : ofReliability(each.reduce(worse, first), [certificate.id, ...ids]);
}

/** How reliable the signatures on a piece of revocation data are at the context's time: its own, and that of its delegated signer. */
export function revocationReliability(facts: RevocationFacts, context: ChainCertificateContext): Reliability {
  const { evidence } = context;
  const signed = [facts.id, facts.deltaId].flatMap((id) => [...evidence.crls, ...evidence.ocsps].filter((item) => item.value.id === id));
  const each = signed.map((item) => reliabilityOf(item.value.signatureAlgorithm, signerKey(facts, context), context));
  const delegated = delegatedSigner(facts);
  if (delegated !== undefined) each.push(reliabilityOf(delegated.signatureAlgorithm, keyAbove(facts, context), context));
  return each.reduce(worse, { reliable: true, until: undefined });
}

function delegatedSigner(facts: RevocationFacts): Certificate | undefined {
  return facts.signer.role === 'delegated' ? facts.signer.certificate : undefined;
}

function signerKey(facts: RevocationFacts, { issuer }: ChainCertificateContext): Uint8Array {
  return facts.signer.certificate?.publicKeyInfo ?? issuer.publicKeyInfo;
}

/** The key that signed a delegated signer's certificate. */
function keyAbove(facts: RevocationFacts, { issuer }: ChainCertificateContext): Uint8Array {
  const { path } = facts.signer;
  return path === undefined ? issuer.publicKeyInfo : (path.certificates[1]?.publicKeyInfo ?? path.anchor.publicKeyInfo);
}

/** What the certificate of an anchor says of its own validity counts for nothing (RFC 5280 6.1.1 d); a responder that is one is trusted until its sunset. */
function signerIsValid(facts: RevocationFacts, { path, now, evidence, parameters }: ChainCertificateContext): boolean {
  const { certificate, role } = facts.signer;
  // By the chain model a CA has to be valid when it signs; that the data was issued inside its validity has been looked at.
  if (role === 'issuer' && !isShell(parameters)) return true;
  if (certificate === undefined || certificate.id === path.anchor.certificate?.id) return true;
  if (role === 'trusted') return now < trustedUntil(certificate, evidence);
  return now >= certificate.notBefore && now <= certificate.notAfter;
}

function validity(context: ChainCertificateContext): Found {
  const { certificate, usedAt, exemption } = context;
  if (exemption === 'trust-anchor') return notRun('TRUST_ANCHOR', 'The certificate is a trust anchor.', [certificate.id]);
  if (usedAt >= certificate.notBefore && usedAt <= certificate.notAfter) return passed(undefined, [certificate.id]);
  const expired = usedAt > certificate.notAfter;
  return failed(
    expired ? 'CERTIFICATE_EXPIRED' : 'CERTIFICATE_NOT_YET_VALID',
    `${displayNameOf(certificate.subject)} is valid from ${toRfc3339(certificate.notBefore)} to ${toRfc3339(certificate.notAfter)}, not at ${toRfc3339(usedAt)}.`,
    [certificate.id],
    indeterminate(isKnownNotRevoked(context) ? 'OUT_OF_BOUNDS_NOT_REVOKED' : 'OUT_OF_BOUNDS_NO_POE'),
  );
}

/** The signer is known not to be revoked: by data whose signer is valid at validation time, or because no such data is needed. */
function isKnownNotRevoked(context: ChainCertificateContext): boolean {
  const { role, exemption, revocation, now } = context;
  if (role === 'ca') return false;
  if (exemption !== undefined) return true;
  const { status } = revocation;
  return status !== undefined && !isRevokedAt(status.verdict, now) && status.used.every((facts) => signerIsValid(facts, context));
}
