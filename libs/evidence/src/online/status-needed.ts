import { CodedError, type Instant, LimitError } from '@sigillum/encoding';
import {
  assessCrls,
  type Certificate,
  type CertificateIssuer,
  type Crl,
  issuerAt,
  type OcspResponse,
  ocspStatus,
  type RevocationFacts,
  type RevocationQuestion,
  type RevocationVerdict,
  statusFromCrls,
  type TrustAnchor,
} from '@sigillum/x509';

/** A certificate of a chain whose status matters, and who issued it there. */
export interface ChainLink {
  readonly certificate: Certificate;
  readonly issuer: CertificateIssuer;
  readonly anchor: TrustAnchor;
}

/** What the data at hand tell of one certificate. */
export interface StatusAtHand {
  /** Nothing need be asked: revoked for good, known now, or known as long as its issuer speaks of it. */
  readonly enough: boolean;
  /** Who signed usable data in another's stead and is not exempt: their status matters too. */
  readonly delegates: readonly ChainLink[];
}

interface Usable {
  readonly facts: RevocationFacts;
  readonly verdict: RevocationVerdict;
}

/**
 * Holds the data against the certificate, as validation will. `at` is the moment the answer is for; without it only what is final is enough. Throws
 * `LimitError`.
 */
export function statusAtHand(
  question: RevocationQuestion,
  crls: readonly Crl[],
  ocsps: readonly OcspResponse[],
  at: Instant | undefined,
): StatusAtHand {
  try {
    return judge(question, crls, ocsps, at);
  } catch (error) {
    if (error instanceof LimitError || !(error instanceof CodedError)) throw error;
    return { enough: true, delegates: [] }; // a certificate that can't be read has no status, whoever is asked
  }
}

function judge(question: RevocationQuestion, crls: readonly Crl[], ocsps: readonly OcspResponse[], at: Instant | undefined): StatusAtHand {
  const { certificate } = question;
  const lists = assessCrls(question, crls)
    .filter((one) => one.usable)
    .filter(({ facts }) => mayCount(facts, certificate));
  const responses = ocsps
    .map((response) => ocspStatus(question, response))
    .filter((one) => one.usable)
    .filter(({ facts }) => mayCount(facts, certificate));
  const usable: readonly Usable[] = [...lists, ...responses];
  const current = statusFromCrls(lists.filter(({ facts }) => isCurrent(facts, at))).status !== 'undetermined';
  const enough =
    current ||
    responses.some(({ facts }) => isCurrent(facts, at)) ||
    usable.some(({ verdict }) => verdict.status === 'revoked' && !verdict.hold) ||
    (usable.length > 0 && at !== undefined && certificate.notAfter < at);
  return { enough, delegates: usable.flatMap(({ facts }) => delegatesOf(facts, question)) };
}

/** Issued while its signer's certificate was valid, and about a time at which the certificate's status was kept (RFC 5280 5, RFC 6960 4.4.4). */
function mayCount({ issuedAt, thisUpdate, expiredSince, certHashMatches, signer }: RevocationFacts, certificate: Certificate): boolean {
  const { notBefore, notAfter } = signer.certificate ?? { notBefore: -Infinity, notAfter: Infinity };
  const keptSince = Math.min(thisUpdate, expiredSince ?? thisUpdate);
  const inTime = certHashMatches === true || certificate.notAfter >= keptSince;
  return notBefore <= issuedAt && issuedAt <= notAfter && thisUpdate >= certificate.notBefore && inTime;
}

function isCurrent({ thisUpdate, nextUpdate }: RevocationFacts, at: Instant | undefined): boolean {
  return at !== undefined && thisUpdate <= at && nextUpdate !== undefined && at <= nextUpdate;
}

/** RFC 6960 4.2.2.2.1: id-pkix-ocsp-nocheck exempts an OCSP responder, and only it. */
function delegatesOf({ kind, signer }: RevocationFacts, { issuer, anchor }: RevocationQuestion): ChainLink[] {
  const { role, certificate, path } = signer;
  if (role !== 'delegated' || certificate === undefined || (kind === 'OCSP' && certificate.ocspNoCheck)) return [];
  return [{ certificate, issuer: path === undefined ? issuer : issuerAt(path, 0), anchor }];
}
