import { ALL_REASONS, displayNameOf, type RevocationFacts, type RevocationVerdict } from '@sigillum/x509';
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
 * A CA that was revoked when it spoke says of nobody that he was not revoked (RFC 5280 6.3.3 f: the path of a CRL's issuer is validated too). The time at
 * which a signature is proven answers the revocation of the CA (5.5.4 step 4 a), not that.
 */
export function withKnownIssuers(
  contexts: readonly ChainCertificateContext[],
  severityOf: SeverityOf<'XCV.ca-revocation-data'>,
): readonly ChainCertificateContext[] {
  const wanted = severityOf('XCV.ca-revocation-data') === 'fail';
  return contexts.map((context, index) => {
    const issuer = contexts[index + 1];
    if (issuer === undefined || issuer.exemption !== undefined) return context;
    const { status } = issuer.revocation;
    if (status === undefined) return wanted ? context : without(context, issuer, UNKNOWN, () => true);
    const { verdict } = status;
    if (verdict.status !== 'revoked') return context;
    return without(context, issuer, REVOKED, (said, facts) => said.status === 'good' && verdict.revocationTime <= facts.issuedAt);
  });
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

/** The context without the words of its issuer to which there is an objection. */
function without(
  context: ChainCertificateContext,
  { certificate }: ChainCertificateContext,
  objection: Objection,
  applies: (said: RevocationVerdict, facts: RevocationFacts) => boolean,
): ChainCertificateContext {
  const { candidates } = context.revocation;
  const problem = { code: objection.code, message: objection.message(displayNameOf(certificate.subject)) };
  const isRefused = ({ facts, verdict }: RevocationCandidate): boolean =>
    facts !== undefined && verdict !== undefined && facts.signer.certificate?.id === certificate.id && applies(verdict, facts);
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
