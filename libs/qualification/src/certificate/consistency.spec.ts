import { describe, expect, it } from 'vitest';
import { candidatesAt } from '../service/candidate.js';
import { ALWAYS, BEFORE_SWITCH, listed, made, type MadeState, NOW, service, SUPERVISED } from '../spec-support/made-services.js';
import { GRANTED } from '../vocabulary.js';
import { CONSISTENCY } from './consistency.js';

const OLD: MadeState = { startingTime: BEFORE_SWITCH, status: SUPERVISED, purposes: [] };
const UNKNOWN = [{ qualifiers: ['http://example.com/QCForPets'], criteria: ALWAYS }];

const broken = (state: MadeState): string[] =>
  candidatesAt([listed(service(state))], made(), NOW).flatMap((entry) =>
    CONSISTENCY.filter((row) => row.broken(entry)).map((row) => row.code),
  );

/** The state, and the rows that it breaks. */
const CASES: readonly (readonly [state: MadeState, codes: readonly string[]])[] = [
  [{ qualifiers: ['statement', 'forSignatures', 'withQscd'] }, []],
  [{ ...OLD, qualifiers: ['withSscd'] }, []],
  [{ qualifiers: ['statement', 'notQualified'] }, ['TL_QUALIFIERS_CONTRADICT']],
  [{ qualifiers: ['forLegalPerson', 'forSignatures'] }, ['TL_QUALIFIER_LEGAL_PERSON']],
  [{ qualifiers: ['forSignatures', 'forWeb'] }, ['TL_QUALIFIER_SEVERAL_PURPOSES']],
  [{ qualifiers: ['forSeals'] }, ['TL_QUALIFIER_PURPOSE_NOT_LISTED']],
  [{ qualifiers: ['forSeals'], purposes: [] }, []],
  [{ ...OLD, purposes: ['seals'] }, ['TL_PURPOSE_BEFORE_SWITCH']],
  [{ ...OLD, qualifiers: ['forWeb'] }, ['TL_PURPOSE_BEFORE_SWITCH']],
  [{ ...OLD, status: GRANTED }, ['TL_STATUS_BEFORE_SWITCH']],
  [{ qualifiers: ['withQscd', 'noQscd'] }, ['TL_QUALIFIER_QSCD_CONTRADICTS']],
  [{ ...OLD, qualifiers: ['sscdAsInCertificate', 'noSscd'] }, ['TL_QUALIFIER_QSCD_CONTRADICTS']],
  [{ qualifiers: ['qscdManagedOnBehalf', 'qscdAsInCertificate'] }, ['TL_QUALIFIER_QSCD_AS_IN_CERTIFICATE']],
  [{ qualifiers: ['noSscd'] }, ['TL_QUALIFIER_SSCD_AFTER_SWITCH']],
  [{ qualifiers: ['withSscd', 'withQscd'] }, []],
  [{ qualifications: UNKNOWN }, ['TL_QUALIFIER_UNKNOWN']],
];

describe('contradictions inside a list entry (TS 119 615 4.4.4, 4.5.4)', () => {
  it.each(CASES)('%j breaks %j', (state, codes) => {
    expect(broken(state)).toEqual(codes);
  });
  it('has a case for every row', () => {
    const seen = CASES.flatMap(([, codes]) => codes);
    expect(CONSISTENCY.map((row) => row.code).filter((code) => !seen.includes(code))).toEqual([]);
  });
});
