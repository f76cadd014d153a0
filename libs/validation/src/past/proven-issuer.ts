import { displayNameOf, type RevocationFacts } from '@sigillum/x509';
import type { ChainCertificateContext } from '../blocks/chain/context.js';
import type { RevocationCandidate } from '../blocks/chain/revocation/knowledge.js';
import { trustedUntil } from '../blocks/chain/revocation/reader.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { StepLog } from '../processes/steps.js';

/**
 * The revocation data about the signer whose issuer is proven to have existed inside the validity of its own certificate (EN 319 102-1 5.6.2.4.4 step 1): then
 * only these count. Without any, all of them stay and the result can at best be REVOCATION_OUT_OF_BOUNDS_NO_POE. An anchor needs no proof.
 */
export function withProvenIssuer(
  context: ChainCertificateContext,
  poe: PoeTable,
  log: StepLog,
): { readonly proven: boolean; readonly context: ChainCertificateContext } {
  if (context.exemption !== undefined) return { proven: true, context };
  const { candidates } = context.revocation;
  const kept = candidates.filter((one) => isUsable(one) && one.facts !== undefined && issuerIsProven(one.facts, context, poe));
  const name = displayNameOf(context.certificate.subject);
  log.add(
    'revocation-issuer',
    '5.6.2.4.4 step 1',
    kept.length > 0,
    'REVOCATION_ISSUER_OUT_OF_VALIDITY',
    kept.length > 0
      ? `Whoever issued the revocation data for ${name} is proven inside the validity of its certificate.`
      : `No issuer of revocation data for ${name} is proven inside the validity of its certificate.`,
    [context.certificate.id, ...kept.map((one) => one.id)],
  );
  if (kept.length === 0) return { proven: false, context };
  return { proven: true, context: { ...context, revocation: { ...context.revocation, candidates: kept } } };
}

/** Acceptable as it stands, and with a word on the certificate. */
export function isUsable({ facts, verdict, problems }: RevocationCandidate): boolean {
  return facts !== undefined && verdict !== undefined && problems.length === 0;
}

function issuerIsProven(facts: RevocationFacts, { path, evidence }: ChainCertificateContext, poe: PoeTable): boolean {
  const { certificate, role } = facts.signer;
  if (certificate === undefined || certificate.id === path.anchor.certificate?.id) return true;
  // Whoever is no longer trusted may still have the key, and may write any date.
  if (role === 'trusted') return poe.earliest(facts.id).at < trustedUntil(certificate, evidence);
  const { at } = poe.earliest(certificate.id);
  return at >= certificate.notBefore && at <= certificate.notAfter;
}
