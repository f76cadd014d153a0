import { displayNameOf } from '@sigillum/x509';
import type { SeverityOf } from '../../checks/row.js';
import type { ChainCertificateContext } from './context.js';
import type { RevocationCandidate, RevocationKnowledge } from './revocation.js';
import { latest } from './speaking.js';

/**
 * A policy may do without the status of CA certificates. What such a CA says itself of the certificates that it issued is then no revocation data, since it
 * rests on a certificate whose status nobody knows; a delegated signer has a status, or an exemption, of its own. Where the status of CA
 * certificates is wanted, its absence fails by itself.
 */
export function withKnownIssuers(
  contexts: readonly ChainCertificateContext[],
  severityOf: SeverityOf<'XCV.ca-revocation-data'>,
): readonly ChainCertificateContext[] {
  if (severityOf('XCV.ca-revocation-data') === 'fail') return contexts;
  return contexts.map((context, index) => {
    const issuer = contexts[index + 1];
    const isUnknown = issuer !== undefined && issuer.exemption === undefined && issuer.revocation.status === undefined;
    return isUnknown ? { ...context, revocation: withoutWordOf(issuer, context.revocation) } : context;
  });
}

function withoutWordOf({ certificate }: ChainCertificateContext, { candidates, status }: RevocationKnowledge): RevocationKnowledge {
  const message = `The revocation status of ${displayNameOf(certificate.subject)}, which issued it, is not known.`;
  const isOwnWord = ({ facts }: RevocationCandidate): boolean => facts?.signer.certificate?.id === certificate.id;
  const judged = candidates.map((one) =>
    isOwnWord(one) ? { ...one, problems: [...one.problems, { code: 'REVOCATION_ISSUER_STATUS_UNKNOWN', message }] } : one,
  );
  const rests = status?.used.some((facts) => facts.signer.certificate?.id === certificate.id) ?? false;
  if (!rests) return { candidates: judged, status };
  const others = judged.flatMap(({ facts, verdict, problems }) =>
    facts && verdict && problems.length === 0 ? [{ verdict, used: [facts], issuedAt: facts.issuedAt }] : [],
  );
  return { candidates: judged, status: latest(others) };
}
