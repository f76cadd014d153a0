import { type Candidate, purposeQualifiers } from '../service/candidate.js';
import type { QualificationCode } from '../reason.js';
import { GRANTED, KNOWN_QUALIFIERS, PURPOSE, QUALIFIER, WITHDRAWN } from '../vocabulary.js';

/** A contradiction inside a list entry (TS 119 615 4.4.4, 4.5.4: warnings WARNING_Tn_TL_Inconsistency...). */
export interface ConsistencyRow {
  readonly code: QualificationCode;
  readonly clause: string;
  /** The list then does not tell whether the key is in a qualified device. */
  readonly leavesDeviceOpen: boolean;
  readonly message: string;
  broken(this: void, candidate: Candidate): boolean;
}

const { forSignatures, forSeals, forWeb, forLegalPerson, withQscd, noQscd, qscdAsInCertificate, qscdManagedOnBehalf } = QUALIFIER;
const { withSscd, noSscd, sscdAsInCertificate } = QUALIFIER;

const PURPOSE_OF: Readonly<Record<string, string>> = {
  [forSignatures]: PURPOSE.signatures,
  [forSeals]: PURPOSE.seals,
  [forWeb]: PURPOSE.web,
};

const has = ({ qualifiers }: Candidate, ...wanted: readonly string[]): boolean => wanted.some((one) => qualifiers.has(one));

export const CONSISTENCY: readonly ConsistencyRow[] = [
  {
    code: 'TL_QUALIFIERS_CONTRADICT',
    clause: 'TS 119 615 4.4.4',
    leavesDeviceOpen: false,
    message: 'The list says of the certificate both that it is qualified and that it is not.',
    broken: (candidate) => has(candidate, QUALIFIER.statement) && has(candidate, QUALIFIER.notQualified),
  },
  {
    code: 'TL_QUALIFIER_LEGAL_PERSON',
    clause: 'TS 119 615 PRO-4.4.4-12',
    leavesDeviceOpen: false,
    message: 'The list says of the certificate both that it is of a legal person and that it is for signatures.',
    broken: (candidate) => has(candidate, forLegalPerson) && has(candidate, forSignatures),
  },
  {
    code: 'TL_QUALIFIER_SEVERAL_PURPOSES',
    clause: 'TS 119 615 4.4.4 table 4',
    leavesDeviceOpen: false,
    message: 'The list binds the certificate to several purposes.',
    broken: (candidate) => purposeQualifiers(candidate).length > 1,
  },
  {
    code: 'TL_QUALIFIER_PURPOSE_NOT_LISTED',
    clause: 'TS 119 615 4.4.4',
    leavesDeviceOpen: false,
    message: 'The list binds the certificate to a purpose that the service is not listed for.',
    broken(candidate) {
      const { additionalInformation } = candidate.state;
      const [only, another] = purposeQualifiers(candidate);
      if (additionalInformation.length === 0 || only === undefined || another !== undefined) return false;
      return !additionalInformation.includes(PURPOSE_OF[only] ?? '');
    },
  },
  {
    code: 'TL_PURPOSE_BEFORE_SWITCH',
    clause: 'TS 119 615 PRO-4.4.4-33',
    leavesDeviceOpen: false,
    message: 'An entry of the time before 1 July 2016 speaks of seals or web sites, which there were none of.',
    broken: (candidate) =>
      !candidate.afterSwitch &&
      (has(candidate, forSeals, forWeb) ||
        candidate.state.additionalInformation.some((one) => one === PURPOSE.seals || one === PURPOSE.web)),
  },
  {
    code: 'TL_STATUS_BEFORE_SWITCH',
    clause: 'TS 119 612 5.5.4',
    leavesDeviceOpen: false,
    message: 'An entry of the time before 1 July 2016 has a status that there was none of.',
    broken: ({ afterSwitch, state }) => !afterSwitch && (state.status === GRANTED || state.status === WITHDRAWN),
  },
  {
    code: 'TL_QUALIFIER_QSCD_CONTRADICTS',
    clause: 'TS 119 615 4.5.4',
    leavesDeviceOpen: true,
    message: 'The list says both that the key is in a qualified device and that it is not.',
    broken: (candidate) =>
      has(candidate, withQscd, withSscd, qscdAsInCertificate, sscdAsInCertificate, qscdManagedOnBehalf) && has(candidate, noQscd, noSscd),
  },
  {
    code: 'TL_QUALIFIER_QSCD_AS_IN_CERTIFICATE',
    clause: 'TS 119 615 4.5.4',
    leavesDeviceOpen: true,
    message: 'The list leaves it to the certificate whether the key is in a qualified device, and says that it is.',
    broken: (candidate) =>
      has(candidate, qscdAsInCertificate, sscdAsInCertificate) && has(candidate, withQscd, withSscd, qscdManagedOnBehalf),
  },
  {
    code: 'TL_QUALIFIER_SSCD_AFTER_SWITCH',
    clause: 'TS 119 615 4.5.4',
    leavesDeviceOpen: true,
    message: 'An entry of the time after 1 July 2016 speaks of the device in the words of the Directive only.',
    broken: (candidate) =>
      candidate.afterSwitch &&
      ((has(candidate, withSscd) && !has(candidate, withQscd)) || (has(candidate, noSscd) && !has(candidate, noQscd))),
  },
  {
    code: 'TL_QUALIFIER_UNKNOWN',
    clause: 'TS 119 612 5.5.9.2.3',
    leavesDeviceOpen: false,
    message: 'The list gives the certificate a qualifier that is not known.',
    broken: ({ qualifiers }) => [...qualifiers].some((one) => !KNOWN_QUALIFIERS.has(one)),
  },
];

/** Whether an entry contradicts itself about the device. */
export function leavesDeviceOpen(candidate: Candidate): boolean {
  return CONSISTENCY.some((row) => row.leavesDeviceOpen && row.broken(candidate));
}
