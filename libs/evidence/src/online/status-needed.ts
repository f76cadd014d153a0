import { CodedError, type Instant, LimitError } from '@sigillum/encoding';
import {
  assessCrls,
  type Certificate,
  type CertificateIssuer,
  type Crl,
  isFinal,
  issuerAt,
  type OcspResponse,
  ocspStatus,
  type RevocationFacts,
  type RevocationQuestion,
  type RevocationSigner,
  type RevocationVerdict,
  statusFromCrls,
  type TrustAnchor,
  type UsableCrl,
} from '@sigillum/x509';
import { placesOf } from './places.js';

/** A certificate of a chain whose status matters, and who issued it there. */
export interface ChainLink {
  readonly certificate: Certificate;
  readonly issuer: CertificateIssuer;
  readonly anchor: TrustAnchor;
}

/** Whether a question was put already, so that what it did not bring will not come. */
export type IsAsked = (link: ChainLink) => boolean;

/** What the data at hand tell of one certificate. */
export interface StatusAtHand {
  /** Nothing need be asked: revoked for good, known now, or known as long as its issuer speaks of it. */
  readonly enough: boolean;
  /** Who signed usable data in another's stead and is not exempt, and the CAs above them: their status matters too. */
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
  isAsked: IsAsked = () => false,
): StatusAtHand {
  try {
    return judge(question, { crls, ocsps }, at, isAsked);
  } catch (error) {
    if (error instanceof LimitError || !(error instanceof CodedError)) throw error;
    return { enough: true, delegates: [] }; // a certificate that can't be read has no status, whoever is asked
  }
}

interface AtHand {
  readonly crls: readonly Crl[];
  readonly ocsps: readonly OcspResponse[];
}

function judge(question: RevocationQuestion, hand: AtHand, at: Instant | undefined, isAsked: IsAsked): StatusAtHand {
  const { certificate } = question;
  const { lists, responses } = usableOf(question, hand);
  const usable: readonly Usable[] = [...lists, ...responses];
  const delegates = usable.flatMap(({ facts }) => delegatesOf(facts, question));
  const stands = ({ facts }: Usable): boolean => maySpeak(facts, question, hand, isAsked);
  return { enough: isEnough(certificate, lists.filter(stands), responses.filter(stands), at), delegates };
}

function usableOf(question: RevocationQuestion, { crls, ocsps }: AtHand) {
  const inTime = ({ facts }: Usable): boolean => mayCount(facts, question.certificate);
  const lists = assessCrls(question, crls).filter((one) => one.usable);
  const responses = ocsps.map((response) => ocspStatus(question, response)).filter((one) => one.usable);
  return { lists: lists.filter(inTime), responses: responses.filter(inTime) };
}

/**
 * Whether nobody on whom usable data rests is known to be revoked, and the status of each is known, need not be, or may still come (RFC 6960 4.2.2.2.1, RFC 5280 6.3.3 f).
 * Otherwise validation will not use the data, and somebody else has to be asked.
 */
function maySpeak({ kind, signer }: RevocationFacts, question: RevocationQuestion, hand: AtHand, isAsked: IsAsked): boolean {
  return restsOn(signer, question)
    .filter(({ certificate }) => certificate.id !== question.certificate.id)
    .every((link) => {
      const { lists, responses } = usableOf({ ...question, ...link }, hand);
      // What it says of itself is no word on its status.
      const words = [...lists, ...responses].filter(({ facts }) => facts.signer.certificate?.id !== link.certificate.id);
      if (words.some(({ verdict }) => verdict.status === 'revoked')) return false;
      if (words.length > 0 || (kind === 'OCSP' && link.certificate.ocspNoCheck)) return true;
      return placesOf(link.certificate).status && !isAsked(link);
    });
}

function isEnough(certificate: Certificate, lists: readonly UsableCrl[], responses: readonly Usable[], at: Instant | undefined): boolean {
  const usable = [...lists, ...responses];
  const current = statusFromCrls(lists.filter(({ facts }) => isCurrent(facts, at))).status !== 'undetermined';
  return (
    current ||
    responses.some(({ facts }) => isCurrent(facts, at)) ||
    usable.some(({ verdict }) => isFinal(verdict)) ||
    (usable.length > 0 && at !== undefined && certificate.notAfter < at)
  );
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
function delegatesOf({ kind, signer }: RevocationFacts, question: RevocationQuestion): ChainLink[] {
  return restsOn(signer, question).filter(({ certificate }) => kind !== 'OCSP' || !certificate.ocspNoCheck);
}

/** Who signed in another's stead, and the CAs above it; none where the issuer itself or a trusted responder did. */
function restsOn({ role, certificate, path }: RevocationSigner, { issuer, anchor }: RevocationQuestion): ChainLink[] {
  if (role !== 'delegated' || certificate === undefined) return [];
  if (path === undefined) return [{ certificate, issuer, anchor }];
  return path.certificates.map((one, index) => ({ certificate: one, issuer: issuerAt(path, index), anchor }));
}
