import type { Instant } from '@sigillum/encoding';
import { REGIME_SWITCH } from '../vocabulary.js';
import type { Holder, ProfileSubject } from './subject.js';

/** How much a departure weighs with the standard: against a "shall", a "should", or worth knowing. None of them changes a verdict. */
export type ProfileSeverity = 'error' | 'warning' | 'notice';

/** One rule of the certificate profiles. */
export interface ProfileRule {
  /** Stable: `natural.subject-attributes`. */
  readonly id: string;
  readonly clause: string;
  readonly severity: ProfileSeverity;
  /** Whose certificates it is for; all where absent. */
  readonly holders?: readonly Holder[];
  /** Only for those that say they are EU qualified certificates. */
  readonly qualifiedOnly?: true;
  /** Certificates issued before are not measured by it; 0 for rules of RFC 5280. Else the day of EN 319 412's first certificates under the Regulation. */
  readonly since?: Instant;
  /** What the standard demands, in one sentence. */
  readonly demand: string;
  /** What is broken, in words; undefined where nothing is. May throw `X509Error` where a field can't be read. */
  breach(this: void, subject: ProfileSubject): string | undefined;
}

/** People, organisations and web sites: those whom the parts 2 to 4 are about. */
export const HOLDERS: readonly Holder[] = ['natural', 'legal', 'web'];

/** Whether a certificate is measured by a rule. */
export function applies({ holders, qualifiedOnly, since = REGIME_SWITCH }: ProfileRule, subject: ProfileSubject): boolean {
  if (holders !== undefined && !holders.includes(subject.holder)) return false;
  return subject.issued >= since && (qualifiedOnly !== true || subject.claimsQualified);
}

/** `message` where something is broken. */
export function when(broken: boolean | undefined, message: string): string | undefined {
  return broken === true ? message : undefined;
}
