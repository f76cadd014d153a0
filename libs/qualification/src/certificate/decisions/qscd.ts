import { type DecisionRow, otherwise } from '../../decision.js';
import { QUALIFIER } from '../../vocabulary.js';
import type { QscdStatus } from '../../words.js';
import type { CertificateClaims } from '../claims.js';
import { leavesDeviceOpen } from '../consistency.js';
import type { TypeFacts } from './type.js';

const CLAUSE = 'TS 119 615 4.5.4';
const DIRECTIVE = 'TS 119 615 4.5.4 (Directive)';

const says = ({ entry }: TypeFacts, afterSwitch: boolean, ...qualifiers: readonly string[]): boolean =>
  entry?.afterSwitch === afterSwitch && qualifiers.some((one) => entry.qualifiers.has(one));

/** Is the key in a qualified device? Asked of a qualified certificate only. */
export const QSCD: readonly DecisionRow<TypeFacts, QscdStatus | 'as-claimed'>[] = [
  { id: 'QSCD.not-qualified', clause: CLAUSE, when: ({ entry, qualified }) => !qualified || entry === undefined, then: 'QSCD_NO' },
  {
    id: 'QSCD.contradiction',
    clause: CLAUSE,
    when: ({ entry }) => entry !== undefined && leavesDeviceOpen(entry),
    then: 'QSCD_INDETERMINATE',
  },
  {
    id: 'QSCD.list-with',
    clause: CLAUSE,
    when: (facts) => says(facts, true, QUALIFIER.withQscd, QUALIFIER.qscdManagedOnBehalf),
    then: 'QSCD_YES',
  },
  {
    id: 'QSCD.list-as-in-certificate',
    clause: CLAUSE,
    when: (facts) => says(facts, true, QUALIFIER.qscdAsInCertificate),
    then: 'as-claimed',
  },
  { id: 'QSCD.list-without', clause: CLAUSE, when: (facts) => says(facts, true, QUALIFIER.noQscd), then: 'QSCD_NO' },
  { id: 'QSCD.directive-with', clause: DIRECTIVE, when: (facts) => says(facts, false, QUALIFIER.withSscd), then: 'QSCD_YES' },
  {
    id: 'QSCD.directive-as-in-certificate',
    clause: DIRECTIVE,
    when: (facts) => says(facts, false, QUALIFIER.sscdAsInCertificate),
    then: 'as-claimed',
  },
  { id: 'QSCD.directive-without', clause: DIRECTIVE, when: (facts) => says(facts, false, QUALIFIER.noSscd), then: 'QSCD_NO' },
  { id: 'QSCD.as-claimed', clause: CLAUSE, when: otherwise, then: 'as-claimed' },
];

/** What the certificate says of the device: the statement QcSSCD, under the Directive also the policy QCP+ (TS 101 456). */
export function claimedDevice({ afterSwitch, device, directiveDevicePolicy }: CertificateClaims): QscdStatus {
  return device || (!afterSwitch && directiveDevicePolicy) ? 'QSCD_YES' : 'QSCD_NO';
}
