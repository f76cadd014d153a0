import { toRfc3339 } from '@sigillum/encoding';
import { displayNameOf } from '@sigillum/x509';
import type { ChainFailure } from '../blocks/chain/chain.js';
import { type ChainCertificateContext, STEP } from '../blocks/chain/context.js';
import { isShell } from '../blocks/chain/validity-model.js';
import { type Sliding, type SlidingOptions, slideTime } from './time-sliding.js';

/** Failures that no time answers: they belong to the path itself, or to what the policy asks of it. */
const TIMELESS: ReadonlySet<number> = new Set([STEP.chain, STEP.path, STEP.constraints]);

/**
 * Past certificate validation (EN 319 102-1 5.6.2.1.4) of the chain that was found: its path holds at a time at which all its certificates are valid, it
 * keeps the constraints, and time sliding gives the time until which it could be relied on.
 */
export function validatePastCertificate(
  contexts: readonly ChainCertificateContext[],
  failures: readonly ChainFailure[],
  options: SlidingOptions,
): Sliding {
  const timeless = failures.find((one) => TIMELESS.has(one.step));
  if (timeless) return { ok: false, code: timeless.check.code ?? timeless.check.id, message: timeless.check.message ?? timeless.check.id };
  const from = contexts.reduce((latest, { certificate }) => Math.max(latest, certificate.notBefore), Number.NEGATIVE_INFINITY);
  const ended = contexts.find(({ certificate, parameters }) => isShell(parameters) && certificate.notAfter < from);
  if (ended) {
    const message = `At no time were all certificates of the chain valid: ${displayNameOf(ended.certificate.subject)} ended before ${toRfc3339(from)}.`;
    return { ok: false, code: 'VALIDITY_DISJOINT', message };
  }
  return slideTime(contexts, options);
}
