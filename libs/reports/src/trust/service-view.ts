import { toHex, toRfc3339 } from '@sigillum/encoding';
import type { QualificationElement, ServiceState, TrustService } from '@sigillum/tsl';
import type { Certificate } from '@sigillum/x509';
import { momentOrNull, shortWord } from './words.js';

export interface TrustCertificateView {
  readonly subject: string;
  readonly sha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

/** One state of a service: its current one or one of its history. */
export interface TrustStateView {
  /** `CA/QC`, `TSA/QTST`, …; an identifier that TS 119 612 does not have stands in full. */
  readonly type: string;
  readonly names: readonly string[];
  /** `granted`, `withdrawn`, … */
  readonly status: string;
  readonly from: string;
  /** When the next state began; null for the current one. */
  readonly until: string | null;
  /** What the service is listed for: `ForeSignatures`, … */
  readonly information: readonly string[];
  /** Qualifiers, each with the criteria of the certificates that it is for (TS 119 612 5.5.9.2). */
  readonly qualifiers: readonly { readonly words: readonly string[]; readonly criteria: QualificationElement['criteria'] }[];
  readonly certificates: readonly TrustCertificateView[];
  /** Lower-case hex; how some histories name the key. */
  readonly subjectKeyIdentifier: string | null;
  readonly expiredCertsRevocationInfo: string | null;
  readonly takenOverBy: string | null;
  /** Critical extensions that are not known: the state can't be relied on. */
  readonly unknownCritical: readonly string[];
}

export interface TrustServiceView {
  readonly current: TrustStateView | null;
  /** Newest first. */
  readonly history: readonly TrustStateView[];
  readonly supplyPoints: readonly string[];
}

/** A service with its history, field by field. */
export function toServiceView({ states, supplyPoints }: TrustService): TrustServiceView {
  const [current, ...history] = states.map(toStateView);
  return { current: current ?? null, history, supplyPoints };
}

export function toStateView(state: ServiceState): TrustStateView {
  const { identity } = state;
  return {
    type: shortWord(state.type),
    names: state.names,
    status: shortWord(state.status),
    from: toRfc3339(state.startingTime),
    until: momentOrNull(state.endTime),
    information: state.additionalInformation.map(shortWord),
    qualifiers: state.qualifications.map(({ qualifiers, criteria }) => ({ words: qualifiers.map(shortWord), criteria })),
    certificates: identity.certificates.map(toCertificateView),
    subjectKeyIdentifier: identity.subjectKeyIdentifier === undefined ? null : toHex(identity.subjectKeyIdentifier),
    expiredCertsRevocationInfo: momentOrNull(state.expiredCertsRevocationInfo),
    takenOverBy: state.takenOverBy ?? null,
    unknownCritical: state.unknownCritical,
  };
}

export function toCertificateView({ subject, sha256, notBefore, notAfter }: Certificate): TrustCertificateView {
  return { subject: subject.text, sha256, notBefore: toRfc3339(notBefore), notAfter: toRfc3339(notAfter) };
}
