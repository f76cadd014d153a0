import {
  ALL_REASONS,
  type Certificate,
  displayNameOf,
  type RevocationFacts,
  type RevocationSigner,
  type RevocationVerdict,
} from '@sigillum/x509';
import type { SeverityOf } from '../../../checks/row.js';
import type { ChainCertificateContext } from '../context.js';
import type { RevocationCandidate } from './knowledge.js';
import { latest } from './speaking.js';

/**
 * The chain without what its CAs can't vouch for.
 *
 * A policy may do without the status of CA certificates. What such a CA says itself of the certificates that it issued is then no revocation data, since it
 * rests on a certificate whose status nobody knows; a delegated signer has a status, or an exemption, of its own. Where the status of CA
 * certificates is wanted, its absence fails by itself.
 *
 * A CA that was revoked when it spoke says of nobody that he was not revoked, nor does a responder that it has appointed (RFC 5280 6.3.3 f: the path of a
 * CRL's issuer is validated too). The time at which a signature is proven answers the revocation of the CA (5.5.4 step 4 a), not that.
 */
export function withKnownIssuers(
  contexts: readonly ChainCertificateContext[],
  severityOf: SeverityOf<'XCV.ca-revocation-data'>,
): readonly ChainCertificateContext[] {
  const wanted = severityOf('XCV.ca-revocation-data') === 'fail';
  // From the anchor down: what is left of the status of a CA decides what its own words are worth.
  return contexts.reduceRight<readonly ChainCertificateContext[]>((above, context) => [believed(context, above[0], wanted), ...above], []);
}

function believed(context: ChainCertificateContext, issuer: ChainCertificateContext | undefined, wanted: boolean): ChainCertificateContext {
  if (issuer === undefined) return context;
  const { certificate, revocation } = issuer;
  const verdict = revocation.status?.verdict;
  if (verdict === undefined)
    return wanted ? context : without(context, issuer, UNKNOWN, (_, { signer }) => signer.certificate?.id === certificate.id);
  if (verdict.status !== 'revoked') return context;
  const applies = (said: RevocationVerdict, { signer, issuedAt }: RevocationFacts): boolean =>
    said.status === 'good' && verdict.revocationTime <= issuedAt && speaksThrough(signer, certificate);
  return without(context, issuer, REVOKED, applies);
}

/** It is the CA, or a signer that the CA has appointed: a responder without a path was issued by the CA itself (RFC 6960 4.2.2.2). */
function speaksThrough({ role, certificate, path }: RevocationSigner, { id }: Certificate): boolean {
  if (certificate?.id === id) return true;
  return role === 'delegated' && (path === undefined || path.certificates.some((one) => one.id === id));
}

interface Objection {
  readonly code: string;
  readonly message: (issuer: string) => string;
}

const UNKNOWN: Objection = {
  code: 'REVOCATION_ISSUER_STATUS_UNKNOWN',
  message: (issuer) => `The revocation status of ${issuer}, which issued it, is not known.`,
};
const REVOKED: Objection = {
  code: 'REVOCATION_ISSUER_REVOKED',
  message: (issuer) => `The certificate of ${issuer}, which issued it, was revoked by then.`,
};

/** The context without the words to which there is an objection for the sake of its issuer. */
function without(
  context: ChainCertificateContext,
  { certificate }: ChainCertificateContext,
  objection: Objection,
  applies: (said: RevocationVerdict, facts: RevocationFacts) => boolean,
): ChainCertificateContext {
  const { candidates } = context.revocation;
  const problem = { code: objection.code, message: objection.message(displayNameOf(certificate.subject)) };
  const isRefused = ({ facts, verdict }: RevocationCandidate): boolean =>
    facts !== undefined && verdict !== undefined && applies(verdict, facts);
  const judged = candidates.map((one) => (isRefused(one) ? { ...one, problems: [...one.problems, problem] } : one));
  const rests = context.revocation.status?.used.some(({ id }) => candidates.some((one) => one.id === id && isRefused(one))) ?? false;
  if (!rests) return { ...context, revocation: { ...context.revocation, candidates: judged } };
  // A list that speaks of some reasons only says good with others, and not by itself (RFC 5280 6.3.3 d).
  const others = judged.flatMap(({ facts, verdict, problems, reasons = ALL_REASONS }) =>
    facts && verdict && problems.length === 0 && (verdict.status === 'revoked' || reasons.size === ALL_REASONS.size)
      ? [{ verdict, used: [facts], issuedAt: facts.issuedAt }]
      : [],
  );
  return { ...context, revocation: { candidates: judged, status: latest(others) } };
}
