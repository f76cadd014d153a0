import { type DecisionRow, otherwise } from '../../decision.js';
import { type Candidate, isGranted } from '../../service/candidate.js';
import { QUALIFIER } from '../../vocabulary.js';
import type { CertificateClaims } from '../claims.js';

/** What the tables of TS 119 615 4.4.4 are asked with. */
export interface CertificateFacts {
  readonly claims: CertificateClaims;
  /** The entry that answers; undefined where none does. */
  readonly entry: Candidate | undefined;
}

const TABLES = 'TS 119 615 4.4.4 tables 1 to 3';

/** Is it a qualified certificate? */
export const QUALIFIED: readonly DecisionRow<CertificateFacts, boolean>[] = [
  { id: 'QC.no-entry', clause: 'TS 119 615 PRO-4.4.4-05', when: ({ entry }) => entry === undefined, then: false },
  {
    id: 'QC.not-granted',
    clause: 'TS 119 615 4.4.4 (status)',
    when: ({ entry }) => entry !== undefined && !isGranted(entry.state),
    then: false,
  },
  { id: 'QC.list-not-qualified', clause: TABLES, when: ({ entry }) => listSays(entry, QUALIFIER.notQualified), then: false },
  { id: 'QC.list-statement', clause: TABLES, when: ({ entry }) => listSays(entry, QUALIFIER.statement), then: true },
  { id: 'QC.foreign-law', clause: 'EN 319 412-5 4.2.4', when: ({ claims }) => claims.foreignLaw, then: false },
  { id: 'QC.compliance', clause: TABLES, when: ({ claims }) => claims.compliance, then: true },
  {
    id: 'QC.directive-policy',
    clause: 'TS 119 615 PRO-4.4.4-33; TS 101 456 5.2',
    when: ({ claims }) => !claims.afterSwitch && claims.directivePolicy,
    then: true,
  },
  { id: 'QC.no-claim', clause: TABLES, when: otherwise, then: false },
];

function listSays(entry: Candidate | undefined, qualifier: string): boolean {
  return entry?.qualifiers.has(qualifier) ?? false;
}
