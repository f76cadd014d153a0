import { CodedError, type Instant, LimitError, toRfc3339 } from '@sigillum/encoding';
import {
  assessCrls,
  type Certificate,
  type CertificateIssuer,
  type CertificationPath,
  type CrlAssessment,
  displayNameOf,
  isOrderly,
  issuerAt,
  type OcspAssessment,
  ocspStatus,
  type RevocationFacts,
  type RevocationQuestion,
  type RevocationVerdict,
  statusFromCrls,
  trustedRespondersFor,
} from '@sigillum/x509';
import type { EvidenceItem, EvidenceSet } from '@sigillum/evidence';
import type { CertificateContext } from '../../context.js';
import { pathCandidates } from '../candidates.js';
import type { RevocationCandidate, RevocationKnowledge } from './knowledge.js';
import { type Accepted, latest, marked } from './speaking.js';

/** Reads the status of certificates of one path out of the evidence; each is read once. */
export interface RevocationReader {
  statusOf(certificate: Certificate, issuer: CertificateIssuer, path: CertificationPath): RevocationKnowledge;
}

/** Reasons why a piece of data is about other certificates, so that it is no news. */
const ABOUT_OTHERS: ReadonlySet<string> = new Set([
  'CRL_ISSUER_MISMATCH',
  'CRL_SCOPE_USER_CERTIFICATES',
  'CRL_SCOPE_CA_CERTIFICATES',
  'CRL_SCOPE_ATTRIBUTE_CERTIFICATES',
  'OCSP_CERTIFICATE_MISMATCH',
]);

/**
 * A reader over the evidence of one validation (EN 319 102-1 5.2.6.4 step 4, RFC 5280 6.3, RFC 6960). Each certificate is asked about once, so
 * that responders which vouch for each other cost no more than they are many; one that is being asked about proves nothing about itself.
 */
export function revocationReader(context: CertificateContext): RevocationReader {
  const known = new Map<string, RevocationKnowledge>();
  const open = new Set<string>();
  const candidates = pathCandidates(context.evidence);

  function statusOf(certificate: Certificate, issuer: CertificateIssuer, path: CertificationPath): RevocationKnowledge {
    const key = `${certificate.id}|${issuer.certificate?.id ?? issuer.subject.key}|${path.anchor.subject.key}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    open.add(certificate.id);
    const trustedResponders = trustedRespondersFor(issuer, context.evidence.anchors);
    const question = { certificate, issuer, anchor: path.anchor, candidates, trustedResponders, budget: context.budget };
    const knowledge = legibly(certificate, () => read(question, path));
    open.delete(certificate.id);
    known.set(key, knowledge);
    return knowledge;
  }

  function read(question: RevocationQuestion, path: CertificationPath): RevocationKnowledge {
    const accepts = (facts: RevocationFacts, verdict: RevocationVerdict): RevocationCandidate['problems'] => [
      ...problemsInTime(facts, verdict, question, context),
      ...signerProblems(facts, question, path),
    ];
    const { crls, ocsps } = context.evidence;
    const fromCrls = acceptedCrls(assessCrls(question, values(crls)), accepts);
    const fromOcsps = acceptedOcsps(
      values(ocsps).map((response) => ocspStatus(question, response)),
      accepts,
    );
    const status = latest([...fromCrls.accepted, ...fromOcsps.accepted]);
    return { candidates: marked([...fromCrls.candidates, ...fromOcsps.candidates], status), status };
  }

  /** What is against a delegated signer, and against the CAs above it that the path at hand does not lead over (RFC 5280 6.3.3 f: its whole path is validated). */
  function signerProblems(facts: RevocationFacts, question: RevocationQuestion, path: CertificationPath): RevocationCandidate['problems'] {
    const { certificate, role, path: signerPath } = facts.signer;
    if (role !== 'delegated' || certificate === undefined) return [];
    const ask = (one: Certificate, issuer: CertificateIssuer, above: CertificationPath): RevocationCandidate['problems'] =>
      delegateProblems(facts, one, open.has(one.id), () => statusOf(one, issuer, above).status, context.now);
    if (signerPath === undefined) return ask(certificate, question.issuer, path);
    return signerPath.certificates.flatMap((one, index) => {
      if (index > 0 && path.certificates.some(({ id }) => id === one.id)) return [];
      return [...ask(one, issuerAt(signerPath, index), signerPath), ...(index > 0 ? outOfValidity(facts.issuedAt, one) : [])];
    });
  }

  return { statusOf };
}

/**
 * The status of a certificate that revocation data rests on (RFC 6960 4.2.2.2.1); id-pkix-ocsp-nocheck exempts an OCSP responder, and only it, from having one: a
 * revocation that is known all the same takes its answers away.
 */
function delegateProblems(
  facts: RevocationFacts,
  certificate: Certificate,
  isOpen: boolean,
  statusOf: () => RevocationKnowledge['status'],
  now: Instant,
): RevocationCandidate['problems'] {
  const unchecked = facts.kind === 'OCSP' && certificate.ocspNoCheck;
  if (isOpen) return unchecked ? [] : [{ code: 'REVOCATION_ISSUER_LOOP', message: 'Its signer would have to vouch for itself.' }];
  const status = statusOf();
  if (unchecked && !(status && isDisowned(status.verdict, facts.issuedAt))) return [];
  const name = displayNameOf(certificate.subject);
  if (status === undefined) {
    return [{ code: 'REVOCATION_ISSUER_STATUS_UNKNOWN', message: `The revocation status of ${name}, on which it rests, is not known.` }];
  }
  return isRevokedAt(status.verdict, now)
    ? [{ code: 'REVOCATION_ISSUER_REVOKED', message: `The certificate of ${name}, on which it rests, is revoked.` }]
    : [];
}

/** Whether a revocation tells that something issued then can't be relied on. */
function isDisowned(verdict: RevocationVerdict, issuedAt: Instant): boolean {
  return verdict.status === 'revoked' && (verdict.revocationTime <= issuedAt || !isOrderly(verdict));
}

function values<T>(items: readonly EvidenceItem<T>[]): T[] {
  return items.map((item) => item.value);
}

/** A certificate whose extensions can't be read has no known status. */
function legibly(certificate: Certificate, read: () => RevocationKnowledge): RevocationKnowledge {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    const problems = [{ code: error.code as string, message: error.message }];
    return { candidates: [{ id: certificate.id, kind: 'CRL', facts: undefined, problems }], status: undefined };
  }
}

/** Revoked or suspended at that time; a revocation that came later does not count yet. */
export function isRevokedAt(verdict: RevocationVerdict, at: Instant): boolean {
  return verdict.status === 'revoked' && verdict.revocationTime <= at;
}

/** What the dates of the data say against it, whoever signed it. */
function problemsInTime(
  facts: RevocationFacts,
  verdict: RevocationVerdict,
  { certificate, anchor }: RevocationQuestion,
  { now, parameters, evidence }: CertificateContext,
): RevocationCandidate['problems'] {
  const problems: RevocationCandidate['problems'][number][] = [];
  const { signer, issuedAt, thisUpdate } = facts;
  const add = (code: string, message: string): void => void problems.push({ code, message });
  // What the certificate of an anchor says of its own validity counts for nothing (RFC 5280 6.1.1 d).
  const asItStands = signer.role === 'trusted' || signer.certificate?.id === anchor.certificate?.id;
  if (signer.certificate !== undefined && !asItStands) problems.push(...outOfValidity(issuedAt, signer.certificate));
  if (facts.kind === 'OCSP' && signer.role === 'trusted' && issuedAt >= trustedUntil(signer.certificate, evidence)) {
    add('REVOCATION_ISSUED_OUT_OF_VALIDITY', `It was issued ${toRfc3339(issuedAt)}, when its signer was not trusted any more.`);
  }
  if (thisUpdate > now && parameters.laterStatus === 'refused') {
    add('REVOCATION_FROM_THE_FUTURE', `It speaks of ${toRfc3339(thisUpdate)}, after the validation time.`);
  }
  if (thisUpdate < certificate.notBefore) {
    add('REVOCATION_BEFORE_ISSUANCE', `It speaks of ${toRfc3339(thisUpdate)}, before the certificate's validity began.`);
  }
  // Who says revoked knows the certificate; it is silence, or good for want of an entry, that may come of having forgotten it.
  if (verdict.status === 'good' && isPastKeeping(facts, certificate)) {
    add('REVOCATION_AFTER_EXPIRY', 'It was issued after the certificate expired, and does not say that it still keeps its status.');
  }
  return problems;
}

/** Whether data speaks of a time at which its issuer need not have kept the status of the certificate any more (RFC 5280 5, RFC 6960 4.4.4). */
export function isPastKeeping({ thisUpdate, expiredSince, certHashMatches }: RevocationFacts, { notAfter }: Certificate): boolean {
  return certHashMatches !== true && notAfter < Math.min(thisUpdate, expiredSince ?? thisUpdate);
}

/** When the last anchor of a certificate has its sunset. */
export function trustedUntil(certificate: Certificate | undefined, { anchors }: EvidenceSet): Instant {
  const ends = anchors
    .filter((anchor) => anchor.certificate?.id === certificate?.id)
    .map(({ sunset }) => sunset ?? Number.POSITIVE_INFINITY);
  return Math.max(...ends);
}

function outOfValidity(issuedAt: Instant, { notBefore, notAfter, subject }: Certificate): RevocationCandidate['problems'] {
  if (issuedAt >= notBefore && issuedAt <= notAfter) return [];
  const message = `It was issued ${toRfc3339(issuedAt)}, outside the validity of the certificate of ${displayNameOf(subject)}, on which it rests.`;
  return [{ code: 'REVOCATION_ISSUED_OUT_OF_VALIDITY', message }];
}

interface Sorted {
  readonly candidates: readonly RevocationCandidate[];
  readonly accepted: readonly Accepted[];
}

type Accepts = (facts: RevocationFacts, verdict: RevocationVerdict) => RevocationCandidate['problems'];

/** CRLs are first sifted one by one; RFC 5280 6.3.3 then adds up the reasons of those that are left. */
function acceptedCrls(assessments: readonly CrlAssessment[], accepts: Accepts): Sorted {
  const candidates: RevocationCandidate[] = [];
  const acceptable: CrlAssessment[] = [];
  for (const one of assessments) {
    const problems = one.usable ? accepts(one.facts, one.verdict) : one.problems;
    if (problems.some((problem) => ABOUT_OTHERS.has(problem.code))) continue;
    candidates.push({
      id: one.source.id,
      kind: 'CRL',
      facts: one.usable ? one.facts : undefined,
      ...(one.usable ? { verdict: one.verdict, reasons: one.reasons } : {}),
      problems,
    });
    if (problems.length === 0) acceptable.push(one);
  }
  if (acceptable.length === 0) return { candidates, accepted: [] };
  const status = statusFromCrls(acceptable);
  if (status.status === 'undetermined') {
    const [first] = status.used;
    return { candidates: [...candidates, { id: first?.id ?? '', kind: 'CRL', facts: first, problems: status.problems }], accepted: [] };
  }
  return { candidates, accepted: [{ verdict: status, used: status.used, issuedAt: latestOf(status.used) }] };
}

function acceptedOcsps(assessments: readonly OcspAssessment[], accepts: Accepts): Sorted {
  const candidates: RevocationCandidate[] = [];
  const accepted: Accepted[] = [];
  for (const one of assessments) {
    const problems = one.usable ? accepts(one.facts, one.verdict) : one.problems;
    if (problems.some((problem) => ABOUT_OTHERS.has(problem.code))) continue;
    candidates.push({
      id: one.source.id,
      kind: 'OCSP',
      facts: one.usable ? one.facts : undefined,
      ...(one.usable ? { verdict: one.verdict } : {}),
      problems,
    });
    if (one.usable && problems.length === 0) accepted.push({ verdict: one.verdict, used: [one.facts], issuedAt: one.facts.issuedAt });
  }
  return { candidates, accepted };
}

function latestOf(facts: readonly RevocationFacts[]): Instant {
  return facts.reduce((latest, one) => Math.max(latest, one.issuedAt), Number.NEGATIVE_INFINITY);
}
