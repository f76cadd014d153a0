import { type DecisionRow, otherwise } from '../../decision.js';
import { type Candidate, purposeQualifiers } from '../../service/candidate.js';
import { PURPOSE, QUALIFIER } from '../../vocabulary.js';
import type { CertificateType } from '../../words.js';
import { type CertificateClaims, claimedType } from '../claims.js';

/** Asked with one entry each. */
export interface CoverageFacts {
  readonly claims: CertificateClaims;
  readonly entry: Candidate;
}

const CLAUSE = 'TS 119 615 4.4.4 (additionalServiceInformation)';

/** Does an entry speak of certificates of this type at all? */
export const COVERED: readonly DecisionRow<CoverageFacts, boolean>[] = [
  { id: 'COVERED.before-switch', clause: 'TS 119 615 PRO-4.4.4-33', when: ({ claims }) => !claims.afterSwitch, then: true },
  { id: 'COVERED.type-unknown', clause: CLAUSE, when: ({ claims }) => claimedType(claims) === 'unknown', then: true },
  { id: 'COVERED.listed', clause: CLAUSE, when: ({ claims, entry }) => listedPurposes(entry).includes(claimedType(claims)), then: true },
  { id: 'COVERED.overruled', clause: 'TS 119 615 4.4.4 tables 1 to 3', when: overruled, then: true },
  { id: 'COVERED.not-listed', clause: CLAUSE, when: otherwise, then: false },
];

/** What the service is listed for. One that issues to legal persons only issues none for signatures (PRO-4.4.4-12). */
function listedPurposes({ state, qualifiers }: Candidate): CertificateType[] {
  const listed = (uri: string): boolean => state.additionalInformation.includes(uri);
  return [
    ...(listed(PURPOSE.signatures) && !qualifiers.has(QUALIFIER.forLegalPerson) ? (['esig'] as const) : []),
    ...(listed(PURPOSE.seals) ? (['eseal'] as const) : []),
    ...(listed(PURPOSE.web) ? (['wsa'] as const) : []),
  ];
}

const BOUND: Readonly<Record<string, CertificateType>> = {
  [QUALIFIER.forSignatures]: 'esig',
  [QUALIFIER.forSeals]: 'eseal',
  [QUALIFIER.forWeb]: 'wsa',
};

/** The list binds the certificate to the one purpose that the service is listed for. */
function overruled({ claims, entry }: CoverageFacts): boolean {
  const bound = purposeQualifiers(entry).flatMap((one) => BOUND[one] ?? []);
  if (bound.length === 0 && claims.compliance) bound.push('esig');
  const [only, another] = bound;
  return only !== undefined && another === undefined && listedPurposes(entry).includes(only);
}
