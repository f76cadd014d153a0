import { CodedError, type Instant, LimitError } from '@sigillum/encoding';
import type { QualificationElement, ServiceState } from '@sigillum/tsl';
import type { Certificate } from '@sigillum/x509';
import { GRANTED, GRANTED_BEFORE_SWITCH, KNOWN_QUALIFIERS, QUALIFIER, REGIME_SWITCH, SERVICE_TYPE } from '../vocabulary.js';
import { matchesCriteria, unknownCriteria } from './criteria/criteria.js';
import { type ListedService, stateAt } from './listed-service.js';

/** A service in the state that it had at the time asked for, and the qualifiers that it gives the certificate. */
export interface Candidate {
  readonly listed: ListedService;
  readonly state: ServiceState;
  /** The state began under the Regulation: that, and not the time asked for, tells by which rules the list is read. */
  readonly afterSwitch: boolean;
  /** URIs. */
  readonly qualifiers: ReadonlySet<string>;
  /** Critical extensions, and qualifiers in them, that are not known (TS 119 612 B.0). */
  readonly unknownCritical: readonly string[];
  /** Why the state can't be read as a whole: these, and criteria that are not known. */
  readonly unreadable: readonly string[];
}

/** The services in force at a time, with the qualifiers that their criteria give the certificate (TS 119 615 4.3.4, TS 119 612 5.5.9.2). */
export function candidatesAt(services: readonly ListedService[], certificate: Certificate, at: Instant): Candidate[] {
  return services.flatMap((listed) => {
    const state = stateAt(listed.service, at);
    return state === undefined ? [] : [candidateOf(listed, state, certificate)];
  });
}

function candidateOf(listed: ListedService, state: ServiceState, certificate: Certificate): Candidate {
  const matching = state.qualifications.filter((element) => matches(element, certificate));
  const unknownCritical = [...new Set([...state.unknownCritical, ...state.qualifications.flatMap(unknownQualifiers)])];
  return {
    listed,
    state,
    afterSwitch: state.startingTime >= REGIME_SWITCH,
    qualifiers: new Set(matching.flatMap((element) => element.qualifiers)),
    unknownCritical,
    unreadable: [...unknownCritical, ...state.qualifications.flatMap((element) => unknownCriteria(element.criteria))],
  };
}

/** One that is not known may be what takes the qualification away; where it is not critical it may be passed over. */
function unknownQualifiers({ qualifiers, critical }: QualificationElement): readonly string[] {
  return critical === true ? qualifiers.filter((uri) => !KNOWN_QUALIFIERS.has(uri)) : [];
}

/** A certificate whose extensions can't be read meets no criteria. */
function matches({ criteria }: QualificationElement, certificate: Certificate): boolean {
  try {
    return matchesCriteria(criteria, certificate);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return false;
  }
}

/** Whether a state makes its service qualified: granted, or under the Directive supervised or accredited (TS 119 612 5.5.4). */
export function isGranted({ status, startingTime }: ServiceState): boolean {
  return startingTime >= REGIME_SWITCH ? status === GRANTED : GRANTED_BEFORE_SWITCH.includes(status);
}

export function isCaQc({ state }: Candidate): boolean {
  return state.type === SERVICE_TYPE.caQc;
}

/** The purposes to which qualifiers bind a certificate, by their URIs. */
export function purposeQualifiers({ qualifiers }: Candidate): string[] {
  return [QUALIFIER.forSignatures, QUALIFIER.forSeals, QUALIFIER.forWeb].filter((one) => qualifiers.has(one));
}
