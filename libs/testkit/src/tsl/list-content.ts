import type { Instant } from '@sigillum/encoding';

/** A criteria list of TS 119 612 5.5.9.2; OIDs as dotted text. */
export interface TestCriteria {
  readonly assert: 'all' | 'atLeastOne' | 'none';
  readonly keyUsage?: readonly Readonly<Record<string, boolean>>[];
  readonly policySets?: readonly (readonly string[])[];
  readonly extendedKeyUsage?: readonly (readonly string[])[];
  readonly subjectAttributes?: readonly (readonly string[])[];
  readonly lists?: readonly TestCriteria[];
  /** A criterion that nobody knows. */
  readonly unknown?: boolean;
}

export interface TestQualification {
  /** `QCWithQSCD`, `QCForESeal`, … */
  readonly qualifiers: readonly string[];
  readonly criteria: TestCriteria;
}

/** One state of a service. */
export interface TestServiceState {
  /** `granted`, `withdrawn`, `undersupervision`, …; names with `://` are taken as they are, here and below. */
  readonly status: string;
  readonly since: Instant;
  /** `CA/QC`, `TSA/QTST`, …; that of the service unless given. */
  readonly type?: string;
  /** `ForeSignatures`, `ForeSeals`, `ForWebSiteAuthentication`, … */
  readonly information?: readonly string[];
  readonly qualifications?: readonly TestQualification[];
  readonly expiredCertsRevocationInfo?: Instant;
  readonly takenOverBy?: string;
  /** A critical extension that nobody knows. */
  readonly unknownCritical?: boolean;
}

export interface TestService {
  readonly type: string;
  readonly name: string;
  /** DER; none for services without a PKI identity. */
  readonly certificates: readonly Uint8Array[];
  /** The current state, then the history, newest first. */
  readonly states: readonly TestServiceState[];
  readonly supplyPoints?: readonly string[];
}

export interface TestProvider {
  readonly name: string;
  readonly tradeName?: string;
  readonly services: readonly TestService[];
}

export interface TestPointer {
  readonly location: string;
  readonly territory: string;
  readonly certificates: readonly Uint8Array[];
  /** Points to a list of lists. */
  readonly listOfLists?: boolean;
  /** Points to the list of a third country. */
  readonly agreement?: TestAgreement;
}

/** Certificates for signatures of a third country count in the EU: its types, statuses and qualifiers are the EU's names under its own address. */
export interface TestAgreement {
  /** Country code that its certificates name as that of their law. */
  readonly law: string;
  /** Before the names: `https://zz.example/`. */
  readonly address: string;
  /** The one in force, then the history, newest first. */
  readonly equivalences: readonly TestEquivalence[];
  /** Leaves out what the schema demands. */
  readonly garbled?: boolean;
}

export interface TestEquivalence {
  /** `enacted`, `repealed`, … */
  readonly status: string;
  readonly since: Instant;
}

/** What stands in a list (TS 119 612 V2.1.1 for version 5, V2.4.1 for version 6). */
export interface TestList {
  readonly territory: string;
  /** What the names of operator and scheme say that it is; a `test` unless given. */
  readonly purpose?: string;
  readonly listOfLists?: boolean;
  readonly version?: number;
  readonly sequenceNumber: number;
  readonly issued: Instant;
  /** null for a closed list. */
  readonly nextUpdate: Instant | null;
  readonly schemeInformationUris?: readonly string[];
  readonly pointers?: readonly TestPointer[];
  readonly providers?: readonly TestProvider[];
}
