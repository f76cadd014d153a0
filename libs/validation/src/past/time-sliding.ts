import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { displayNameOf } from '@sigillum/x509';
import type { ChainCertificateContext, ChainRole } from '../blocks/chain/context.js';
import { certificateReliability, revocationReliability } from '../blocks/chain/checks/certificate.js';
import type { RevocationCandidate } from '../blocks/chain/revocation/knowledge.js';
import { isPastKeeping } from '../blocks/chain/revocation/reader.js';
import { freshAt } from '../blocks/chain/checks/status.js';
import { isRevokedForUse } from '../blocks/chain/validity-model.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { Reliability } from '../policy/cryptography.js';

/** The latest time at which the chain can be relied on, or why there is none. */
export type Sliding =
  | { readonly ok: true; readonly control: Instant; readonly message: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface SlidingOptions {
  readonly now: Instant;
  /** The anchor's sunset; it counts where it has passed. */
  readonly sunset: Instant | undefined;
  readonly poe: PoeTable;
  /** False where the policy does not ask for fresh revocation data: then old data does not move the control-time. */
  readonly freshness: (role: ChainRole) => boolean;
}

/**
 * Validation time sliding (EN 319 102-1 5.6.2.2.4). From the anchor down to the signer the control-time moves back to the moment until which
 * each certificate, its revocation data and their algorithms could be relied on. Revocation data counts where it was issued before the
 * control-time and both it and the certificate are proven to have existed by then.
 */
export function slideTime(contexts: readonly ChainCertificateContext[], { now, sunset, poe, freshness }: SlidingOptions): Sliding {
  let control = sunset !== undefined && sunset < now ? sunset : now;
  const moves: string[] = [];
  const move = (to: Instant, why: string): void => {
    if (to >= control) return;
    control = to;
    moves.push(`${toRfc3339(to)}: ${why}`);
  };
  for (const context of contexts.toReversed()) {
    const at = { ...context, now: control };
    const name = displayNameOf(context.certificate.subject);
    if (context.exemption === undefined) {
      const status = statusAt(at, control, poe);
      if (status === undefined) return lost(`No revocation data for ${name} is proven to have existed in time.`);
      const { facts, verdict } = status;
      if (verdict.status === 'revoked' && isRevokedForUse(verdict, at)) move(verdict.revocationTime, `${name} was revoked`);
      else if (freshness(context.role) && !freshAt(facts, at)) move(facts.thisUpdate, `the status of ${name} was known then`);
      const data = deadlineOf(revocationReliability(facts, { ...at, now: control }));
      if (data === 'never') return unreliable(`The revocation data for ${name} rests on an algorithm that is not reliable.`);
      if (data !== undefined) move(data, `the algorithms of the revocation data for ${name} were reliable until then`);
    }
    if (context.exemption === 'trust-anchor') continue;
    const own = deadlineOf(certificateReliability({ ...at, now: control }));
    if (own === 'never') return unreliable(`The certificate of ${name} rests on an algorithm that is not reliable.`);
    if (own !== undefined) move(own, `the algorithms of the certificate of ${name} were reliable until then`);
  }
  return { ok: true, control, message: moves.length === 0 ? 'The chain can be relied on now.' : moves.join('; ') };
}

function lost(message: string): Sliding {
  return { ok: false, code: 'NO_POE', message };
}

function unreliable(message: string): Sliding {
  return { ok: false, code: 'ALGORITHM_NOT_RELIABLE', message };
}

/** The latest status in scope (5.6.2.2.4 step 2 a). At equal times revoked beats good. */
function statusAt(
  { certificate, revocation }: ChainCertificateContext,
  control: Instant,
  poe: PoeTable,
): (Required<Pick<RevocationCandidate, 'verdict'>> & { facts: NonNullable<RevocationCandidate['facts']> }) | undefined {
  if (poe.earliest(certificate.id).at > control) return undefined;
  const inScope = revocation.candidates.flatMap(({ id, facts, verdict, problems }) =>
    facts &&
    verdict &&
    problems.length === 0 &&
    !isPastKeeping(facts, certificate) &&
    facts.thisUpdate < control &&
    poe.earliest(id).at <= control
      ? [{ facts, verdict }]
      : [],
  );
  const weight = (one: (typeof inScope)[number]): number => (one.verdict.status === 'revoked' ? 0 : 1);
  return inScope.sort((a, b) => b.facts.thisUpdate - a.facts.thisUpdate || weight(a) - weight(b))[0];
}

/** When algorithms stopped being reliable before the time asked; undefined where they had not; `never` where they were not ever. */
function deadlineOf(reliability: Reliability): Instant | 'never' | undefined {
  if (reliability.reliable || reliability.severity === 'warn' || reliability.severity === 'inform' || reliability.severity === 'ignore')
    return undefined;
  return reliability.deadline ?? 'never';
}
