import type { Instant } from '@sigillum/encoding';
import { toRfc3339 } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { decide } from '../decision.js';
import type { QualificationCode, QualificationReason } from '../reason.js';
import { type Candidate, candidatesAt, isCaQc, isGranted } from '../service/candidate.js';
import { isDescending, type ListedService } from '../service/listed-service.js';
import { GRANTED, REGIME_SWITCH, WITHDRAWN } from '../vocabulary.js';
import type { CertificateClaims } from './claims.js';
import { CONSISTENCY } from './consistency.js';
import { COVERED } from './decisions/covered.js';
import { outcomeOf } from './outcome.js';
import { providerNameReasons } from './provider-name.js';

/** The list entry that speaks of a certificate at a time, or why there is none. */
export interface Selection {
  readonly entry: Candidate | undefined;
  /** Nothing can be said: entries contradict one another, or can't be read. */
  readonly open: boolean;
  readonly reasons: readonly QualificationReason[];
}

/** Entries left after a step, with what is to be said of it. */
interface Step {
  readonly left: readonly Candidate[];
  readonly reasons: readonly QualificationReason[];
}

/**
 * Chooses the entry (TS 119 615 4.3.4, 4.4.4): in force at the time, of type CA/QC, for the certificate's purpose, without a conflict, granted. Where a step
 * leaves nothing, those before it still go on to be named in the reasons, but none of them answers.
 */
export function selectEntry(
  certificate: Certificate,
  claims: CertificateClaims,
  services: readonly ListedService[],
  at: Instant,
): Selection {
  const reasons: QualificationReason[] = services.flatMap(historyReasons);
  const inForce = candidatesAt(services, certificate, at);
  if (inForce.length === 0) {
    reasons.push(problem('TL_SERVICE_NOT_FOUND_AT_TIME', 'TS 119 615 4.3.4', `No list entry was in force at ${toRfc3339(at)}.`));
    return { entry: undefined, open: false, reasons };
  }
  const issuing = inForce.filter(isCaQc);
  if (issuing.length === 0) {
    const what = inForce.map(describe).join('; ');
    reasons.push(
      problem('TL_SERVICE_NOT_CA_QC', 'TS 119 615 PRO-4.4.4-05', `No service of type CA/QC stands behind the certificate: ${what}.`),
    );
    return { entry: undefined, open: false, reasons };
  }
  const covering = step(covered(issuing, claims), reasons);
  reasons.push(...covering.flatMap(consistencyReasons));
  const unreadable = covering.filter((one) => one.unreadable.length > 0);
  if (unreadable.length > 0) return { entry: undefined, open: true, reasons: [...reasons, ...unreadable.map(unreadableReason)] };
  const words = new Set(covering.map((one) => outcomeOf(claims, one).word));
  if (words.size > 1) {
    const what = covering.map(describe).join('; ');
    reasons.push(problem('TL_SERVICE_CONFLICT', 'TS 119 615 4.3.4 ERROR_TSP_CONFLICT', `List entries contradict one another: ${what}.`));
    return { entry: undefined, open: true, reasons };
  }
  const [entry] = step(granted(covering), reasons);
  if (entry !== undefined) reasons.push(...providerNameReasons(entry));
  return { entry, open: false, reasons };
}

function step({ left, reasons }: Step, into: QualificationReason[]): readonly Candidate[] {
  into.push(...reasons);
  return left;
}

function covered(candidates: readonly Candidate[], claims: CertificateClaims): Step {
  const left = candidates.filter((entry) => decide(COVERED, { claims, entry }).then);
  if (left.length > 0) return { left, reasons: [] };
  const message = `The service is not listed for certificates of this purpose: ${candidates.map(describe).join('; ')}.`;
  return { left, reasons: [problem('TL_SERVICE_FOR_OTHER_PURPOSE', 'TS 119 615 4.4.4', message)] };
}

function granted(candidates: readonly Candidate[]): Step {
  const left = candidates.filter(({ state }) => isGranted(state));
  if (left.length > 0 || candidates.length === 0) return { left, reasons: candidates.flatMap(statusReasons) };
  const message = `The service was not granted: ${candidates.map(describe).join('; ')}.`;
  return { left, reasons: [...candidates.flatMap(statusReasons), problem('TL_SERVICE_NOT_GRANTED', 'TS 119 615 4.4.4', message)] };
}

/** ERROR_Service_Status_Noncompliance_with_TS119612: after the switch there are two statuses only. */
function statusReasons(entry: Candidate): QualificationReason[] {
  const { status, startingTime } = entry.state;
  if (startingTime < REGIME_SWITCH || status === GRANTED || status === WITHDRAWN) return [];
  return [warning('TL_STATUS_UNKNOWN', 'TS 119 615 4.4.4', `The status is none that a CA/QC service can have: ${describe(entry)}.`)];
}

function consistencyReasons(entry: Candidate): QualificationReason[] {
  return CONSISTENCY.filter((row) => row.broken(entry)).map((row) => warning(row.code, row.clause, `${row.message} (${describe(entry)})`));
}

function historyReasons(listed: ListedService): QualificationReason[] {
  if (isDescending(listed.service)) return [];
  const message = `The history of a service of ${nameOf(listed)} is not in the order of time.`;
  return [warning('TL_HISTORY_NOT_DESCENDING', 'TS 119 615 PRO-4.3.4-03A', message)];
}

function unreadableReason(entry: Candidate): QualificationReason {
  const code = entry.unknownCritical.length > 0 ? 'TL_CRITICAL_EXTENSION_UNKNOWN' : 'TL_CRITERIA_UNKNOWN';
  return problem(code, 'TS 119 612 5.5.9', `An entry has parts that are not known (${entry.unreadable.join(', ')}): ${describe(entry)}.`);
}

/** An entry in words: service, provider, territory, status with its start. */
export function describe({ listed, state }: Candidate): string {
  const status = state.status.slice(state.status.lastIndexOf('/') + 1);
  return `${state.names[0] ?? 'a service'} of ${nameOf(listed)} (${listed.territory}), ${status} since ${toRfc3339(state.startingTime)}`;
}

function nameOf({ provider }: ListedService): string {
  return provider.names[0] ?? 'a provider without a name';
}

export function problem(code: QualificationCode, rule: string, message: string): QualificationReason {
  return { code, rule, severity: 'error', message };
}

export function warning(code: QualificationCode, rule: string, message: string): QualificationReason {
  return { code, rule, severity: 'warning', message };
}
