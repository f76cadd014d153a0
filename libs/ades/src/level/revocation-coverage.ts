import {
  assessCrls,
  buildPaths,
  type Certificate,
  type CertificationPath,
  type Crl,
  isAnchor,
  issuerAt,
  ocspStatus,
  type OcspResponse,
  type RevocationQuestion,
  type RevocationSigner,
  trustedRespondersFor,
} from '@sigillum/x509';
import { type LevelContext, pathEndsOf } from './level-context.js';

/** Certificates whose status was looked at, by id; one that is being looked at counts as covered, so that circles end. */
type Answers = Map<string, boolean>;

/** Paths that are tried for one certificate before the answer is no. */
const MAX_PATHS = 16;

/**
 * Whether revocation data is there for each certificate of a path from `leaf` to where paths end, and for those who signed that data
 * (EN 319 122-1 6.3 q to s, EN 319 142-1 6.3 on the DSS). What the data say does not matter here.
 */
export function isCovered(leaf: Certificate, context: LevelContext, answers: Answers = new Map()): boolean {
  const before = answers.get(leaf.id);
  if (before !== undefined) return before;
  answers.set(leaf.id, true);
  const covered = anyPathCovered(leaf, context, answers);
  answers.set(leaf.id, covered);
  return covered;
}

function anyPathCovered(leaf: Certificate, context: LevelContext, answers: Answers): boolean {
  const ends = pathEndsOf(context);
  if (ends.some((end) => isAnchor(leaf, end))) return true;
  let tried = 0;
  for (const path of buildPaths(leaf, { candidates: context.certificates, anchors: ends, budget: context.budget })) {
    if (path.certificates.every((_, index) => hasData(path, index, context, answers))) return true;
    if (++tried === MAX_PATHS) return false;
  }
  return false;
}

function hasData(path: CertificationPath, index: number, context: LevelContext, answers: Answers): boolean {
  const certificate = path.certificates[index];
  if (!certificate || needsNone(certificate)) return true;
  const issuer = issuerAt(path, index);
  const { certificates: candidates, budget } = context;
  const trustedResponders = trustedRespondersFor(issuer, context.anchors);
  const question: RevocationQuestion = { certificate, issuer, anchor: path.anchor, candidates, trustedResponders, budget };
  return signersOf(question, context.crls, context.ocsps).some(
    ({ role, certificate: signer }) => role !== 'delegated' || signer === undefined || isCovered(signer, context, answers),
  );
}

/** id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2.1), noRevAvail (RFC 9608), validity assured short term (EN 319 412-1 5.2). */
function needsNone({ ocspNoCheck, noRevocationAvailable, validityAssuredShortTerm }: Certificate): boolean {
  return ocspNoCheck || noRevocationAvailable || validityAssuredShortTerm;
}

/** Who signed the data that says something about the certificate, found one by one. */
function signersOf(question: RevocationQuestion, crls: readonly Crl[], ocsps: readonly OcspResponse[]): RevocationSigner[] {
  const lists = assessCrls(question, crls);
  const responses = ocsps.map((response) => ocspStatus(question, response));
  return [...lists, ...responses].flatMap((one) => (one.usable ? [one.facts.signer] : []));
}
