import type { Budget } from '@sigillum/encoding';
import type { Certificate, GeneralName, GeneralSubtree, NameConstraints } from '../../types.js';
import { type SubtreeSide, matchSubtree } from './match.js';

type Subtrees = ReadonlyMap<string, readonly GeneralSubtree[]>;

/**
 * permitted_subtrees and excluded_subtrees (RFC 5280 6.1.2 b, c). Each CA's permitted subtrees stay on their own: a name has to lie
 * within one of every CA's, which is the intersection without computing it.
 */
export interface ConstraintState {
  readonly permitted: readonly Subtrees[];
  readonly excluded: readonly Subtrees[];
}

export const UNCONSTRAINED: ConstraintState = { permitted: [], excluded: [] };

/** Adds what one more CA constrains (RFC 5280 6.1.4 g). */
export function constrain(state: ConstraintState, constraints: NameConstraints): ConstraintState {
  const byForm = (subtrees: readonly GeneralSubtree[]): Subtrees => Map.groupBy(subtrees, ({ base }) => formOf(base));
  return { permitted: [...state.permitted, byForm(constraints.permitted)], excluded: [...state.excluded, byForm(constraints.excluded)] };
}

/** The name form that a constraint speaks of; other names are told apart by their type. */
function formOf(name: GeneralName): string {
  return name.type === 'other' ? `other ${name.oid}` : name.type;
}

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** All names that a certificate stands for: its subject, its alternative names, and, where it has none, the e-mail addresses of its subject. */
export function namesOf(certificate: Certificate): readonly GeneralName[] {
  const { subject, subjectAltName } = certificate;
  const addresses = subjectAltName ? [] : subject.rdns.flat().filter(({ oid }) => oid === EMAIL_ADDRESS);
  return [
    ...(subject.rdns.length > 0 ? [{ type: 'directory' as const, value: subject }] : []),
    ...(subjectAltName ?? []),
    ...addresses.map(({ value }) => ({ type: 'email' as const, value })),
  ];
}

/**
 * What a certificate's names break (RFC 5280 6.1.3 b, c), in words; undefined where nothing. A name in a form that is constrained, but can't be
 * compared, breaks the constraint. Costs one of `nameConstraintComparisons` for each comparison.
 */
export function breach(state: ConstraintState, names: readonly GeneralName[], budget: Budget): string | undefined {
  for (const name of names) {
    for (const subtrees of state.excluded) {
      const limits = subtrees.get(formOf(name)) ?? [];
      if (limits.some((limit) => compare(name, limit, 'excluded', budget) !== 'outside')) {
        return `${describe(name)} is excluded, or can't be compared with what is`;
      }
    }
    for (const subtrees of state.permitted) {
      const limits = subtrees.get(formOf(name));
      if (limits && !limits.some((limit) => compare(name, limit, 'permitted', budget) === 'within')) {
        return `${describe(name)} is not among the permitted ones`;
      }
    }
  }
  return undefined;
}

function compare(name: GeneralName, limit: GeneralSubtree, side: SubtreeSide, budget: Budget): ReturnType<typeof matchSubtree> {
  budget.spend('nameConstraintComparisons');
  // RFC 5280 4.2.1.10: minimum is zero and maximum absent; anything else has no meaning that could be processed.
  if (limit.minimum !== 0 || limit.maximum !== undefined) return 'unknown';
  return matchSubtree(name, limit.base, side);
}

function describe(name: GeneralName): string {
  switch (name.type) {
    case 'email':
    case 'dns':
    case 'uri':
    case 'registeredId':
      return `the ${name.type} name "${name.value}"`;
    case 'directory':
      return `the name "${name.value.text}"`;
    default:
      return `a name of the form ${formOf(name)}`;
  }
}
