import type { Instant } from '@sigillum/encoding';

import type { ServiceEquivalence, ServiceKind, ServiceState, TrustedList, TrustService } from '../types.js';

/** Before what a third country's list says and no agreement in force gives a meaning in the EU: such a type or status is none of ours, even where it is spelt alike. */
const UNRECOGNIZED = 'unrecognized:';

/**
 * A third country's list in the terms of the EU: types, statuses and qualifiers by the agreement that the list of the lists has for it. A state counts from the moment on at
 * which the agreement was enacted, and while it was; everything else is kept under names that qualify nothing.
 */
export function recognize(list: TrustedList, agreement: readonly ServiceEquivalence[]): TrustedList {
  const service = ({ states, ...rest }: TrustService): TrustService => ({
    ...rest,
    states: states.flatMap((state) => partsOf(state, agreement)),
  });
  return { ...list, providers: list.providers.map((provider) => ({ ...provider, services: provider.services.map(service) })) };
}

/** A state, parted where an equivalence begins or ends; newest first. */
function partsOf(state: ServiceState, agreement: readonly ServiceEquivalence[]): ServiceState[] {
  const { startingTime, endTime } = state;
  const fitting = agreement.filter(({ enacted, theirs }) => enacted && theirs.some((kind) => isOfKind(state, kind)));
  const turns = fitting.flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [until])]);
  const inside = turns.filter((turn) => turn > startingTime && (endTime === undefined || turn < endTime));
  const starts = [...new Set([startingTime, ...inside])].sort((a, b) => b - a);
  return starts.map((start, index) => {
    const equivalence = fitting.find((one) => isInForce(one, start));
    const part = equivalence === undefined ? withoutMeaning(state) : translated(state, equivalence);
    return { ...part, startingTime: start, endTime: starts[index - 1] ?? endTime };
  });
}

function isOfKind({ type, additionalInformation }: ServiceState, kind: ServiceKind): boolean {
  return type === kind.type && kind.information.every((uri) => additionalInformation.includes(uri));
}

function isInForce({ from, until }: ServiceEquivalence, at: Instant): boolean {
  return from <= at && (until === undefined || at < until);
}

function withoutMeaning(state: ServiceState): ServiceState {
  return { ...state, type: `${UNRECOGNIZED}${state.type}`, status: `${UNRECOGNIZED}${state.status}` };
}

function translated(state: ServiceState, { ours, statuses, qualifiers, content }: ServiceEquivalence): ServiceState {
  const meaning = new Map(qualifiers.map((pair) => [pair.theirs, pair.ours]));
  const used = state.qualifications.flatMap((element) => element.qualifiers);
  return {
    ...state,
    type: ours.type,
    additionalInformation: ours.information,
    status: statuses.find(({ theirs }) => theirs.includes(state.status))?.ours ?? `${UNRECOGNIZED}${state.status}`,
    qualifications: state.qualifications.map((element) => ({
      ...element,
      qualifiers: element.qualifiers.map((uri) => meaning.get(uri) ?? `${UNRECOGNIZED}${uri}`),
    })),
    // one that may deny what the others grant must not be overlooked
    unknownCritical: [...state.unknownCritical, ...used.filter((uri) => !meaning.has(uri)).map((uri) => `${UNRECOGNIZED}${uri}`)],
    contentEquivalence: content,
  };
}
