import type { CriteriaList, QcStatementCriterion } from '@sigillum/tsl';
import { type Certificate, qcProfileOf } from '@sigillum/x509';

/** One kind of criterion of TS 119 612 5.5.9.2.2: the entries of that kind in a list, each with its answer for a certificate. */
interface CriterionRow {
  readonly clause: string;
  answers(this: void, list: CriteriaList, certificate: Certificate): readonly boolean[];
}

/** Inside one entry everything has to hold; how the entries of a list add up is told by its `assert`. */
export const CRITERIA: readonly CriterionRow[] = [
  {
    clause: 'TS 119 612 5.5.9.2.2.1 KeyUsage',
    answers: ({ keyUsage }, certificate) =>
      keyUsage.map((bits) => bits.every(({ bit, value }) => usageOf(certificate).has(bit.toLowerCase()) === value)),
  },
  {
    clause: 'TS 119 612 5.5.9.2.2.2 PolicySet',
    answers: ({ policySets }, certificate) => hasEach(policySets, certificate.policies?.map((policy) => policy.oid) ?? []),
  },
  {
    clause: 'TS 119 612 5.5.9.2.2.3 ExtendedKeyUsage',
    answers: ({ extendedKeyUsage }, certificate) => hasEach(extendedKeyUsage, certificate.extendedKeyUsage ?? []),
  },
  {
    clause: 'TS 119 612 5.5.9.2.2.3 CertSubjectDNAttribute',
    answers: ({ subjectAttributes }, { subject }) =>
      hasEach(
        subjectAttributes,
        subject.rdns.flat().map((attribute) => attribute.oid),
      ),
  },
  {
    clause: 'TS 119 612 5.5.9.2.2.3 QcStatementSet',
    answers: ({ qcStatements }, certificate) => qcStatements.map((set) => set.every((wanted) => says(certificate, wanted))),
  },
  {
    clause: 'TS 119 612 5.5.9.2.2 CriteriaList',
    answers: ({ lists }, certificate) => lists.map((list) => matchesCriteria(list, certificate)),
  },
];

const ADDED_UP = {
  all: (answers: readonly boolean[]) => answers.every((one) => one),
  atLeastOne: (answers: readonly boolean[]) => answers.some((one) => one),
  none: (answers: readonly boolean[]) => !answers.some((one) => one),
} as const;

/** Whether a certificate meets a criteria list (TS 119 612 5.5.9.2.2). What the list has that is not known is left to `unknownCriteria`. */
export function matchesCriteria(list: CriteriaList, certificate: Certificate): boolean {
  return ADDED_UP[list.assert](CRITERIA.flatMap((row) => row.answers(list, certificate)));
}

/** Names of the criteria of a list, and of those inside it, that are not known: with one of them nothing can be said of any certificate. */
export function unknownCriteria(list: CriteriaList): readonly string[] {
  const bits = list.keyUsage.flat().flatMap(({ bit }) => (KEY_USAGE_BITS.has(bit.toLowerCase()) ? [] : [`KeyUsage ${bit}`]));
  return [...list.unknown, ...bits, ...list.lists.flatMap(unknownCriteria)];
}

const KEY_USAGE_BITS: ReadonlySet<string> = new Set(
  [
    'digitalSignature',
    'nonRepudiation',
    'keyEncipherment',
    'dataEncipherment',
    'keyAgreement',
    'keyCertSign',
    'crlSign',
    'encipherOnly',
    'decipherOnly',
  ].map((bit) => bit.toLowerCase()),
);

/** Lists spell `crlSign` what X.509 spells `cRLSign`. */
function usageOf(certificate: Certificate): ReadonlySet<string> {
  return new Set([...(certificate.keyUsage ?? [])].map((bit) => bit.toLowerCase()));
}

/** Whether a certificate has a statement, saying what is wanted. */
function says({ qcStatements = [] }: Certificate, { oid, info }: QcStatementCriterion): boolean {
  const statements = qcStatements.filter((statement) => statement.oid === oid);
  if (statements.length === 0 || info === undefined) return statements.length > 0;
  const { typeOids, legislation } = qcProfileOf(statements);
  return typeOids.includes(info) || legislation.includes(info);
}

function hasEach(sets: readonly (readonly string[])[], present: readonly string[]): boolean[] {
  return sets.map((set) => set.every((wanted) => present.includes(wanted)));
}
