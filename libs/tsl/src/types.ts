import type { Instant } from '@sigillum/encoding';
import type { Certificate, DistinguishedName } from '@sigillum/x509';

/** A service digital identity of a PKI service: what TS 119 615 matches is public key and subject name (CID 2025/2164 C.3). */
export interface ServiceIdentity {
  readonly certificates: readonly Certificate[];
  readonly subjectName: DistinguishedName | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  /** Services without a PKI identity. */
  readonly other: readonly string[];
  /** The subject name as the list spells it: all that some histories give, and in no form that can be compared. */
  readonly subjectNameText?: string;
}

export type CriteriaAssertion = 'all' | 'atLeastOne' | 'none';

/** A criteria list of a Qualifications extension (TS 119 612 5.5.9.2). Anything unknown makes the whole evaluation fail, never pass. */
export interface CriteriaList {
  readonly assert: CriteriaAssertion;
  readonly keyUsage: readonly (readonly { readonly bit: string; readonly value: boolean }[])[];
  readonly policySets: readonly (readonly string[])[];
  readonly lists: readonly CriteriaList[];
  readonly extendedKeyUsage: readonly (readonly string[])[];
  readonly subjectAttributes: readonly (readonly string[])[];
  readonly qcStatements: readonly (readonly QcStatementCriterion[])[];
  /** Names of criteria elements that are not known. */
  readonly unknown: readonly string[];
}

/** A statement that a certificate has to have. */
export interface QcStatementCriterion {
  readonly oid: string;
  /** What it has to say: the OID of a type, or the code of a country whose law it names. */
  readonly info?: string;
}

export interface QualificationElement {
  /** Qualifier URIs. */
  readonly qualifiers: readonly string[];
  readonly criteria: CriteriaList;
  /** It stands in a critical extension: whoever does not know one of its qualifiers must not rely on the state (TS 119 612 B.0). */
  readonly critical?: boolean;
}

/** One state of a service: the current one or one of its history. */
export interface ServiceState {
  /** Service type URI. */
  readonly type: string;
  readonly names: readonly string[];
  readonly identity: ServiceIdentity;
  /** Status URI. */
  readonly status: string;
  readonly startingTime: Instant;
  /** When the next state began; undefined for the current one. */
  readonly endTime: Instant | undefined;
  readonly qualifications: readonly QualificationElement[];
  /** additionalServiceInformation URIs (ForeSignatures, …). */
  readonly additionalInformation: readonly string[];
  readonly expiredCertsRevocationInfo: Instant | undefined;
  readonly takenOverBy: string | undefined;
  /** Critical extensions that are not known. */
  readonly unknownCritical: readonly string[];
  /** How certificates of a third country's service say what those of the EU say. */
  readonly contentEquivalence?: readonly ContentEquivalence[];
}

/** A certificate that fulfils `theirs` says what `ours` asks for in the EU: QcCompliance, QcType or QcQSCD. */
export interface ContentEquivalence {
  readonly context: string;
  readonly ours: CriteriaList;
  readonly theirs: CriteriaList;
}

/** A service type with the additionalServiceInformation that goes with it; URIs. */
export interface ServiceKind {
  readonly type: string;
  readonly information: readonly string[];
}

/** What an agreement on mutual recognition makes of one trust service of a third country, from one time on. */
export interface ServiceEquivalence {
  /** By its name in law: `QCForESig`. */
  readonly service: string;
  readonly enacted: boolean;
  readonly from: Instant;
  readonly until?: Instant;
  readonly ours: ServiceKind;
  readonly theirs: readonly ServiceKind[];
  readonly statuses: readonly { readonly ours: string; readonly theirs: readonly string[] }[];
  readonly qualifiers: readonly { readonly ours: string; readonly theirs: string }[];
  readonly content: readonly ContentEquivalence[];
}

export interface TrustService {
  /** Newest first: the current state, then the history. */
  readonly states: readonly ServiceState[];
  readonly supplyPoints: readonly string[];
}

export interface TrustServiceProvider {
  readonly names: readonly string[];
  readonly tradeNames: readonly string[];
  readonly services: readonly TrustService[];
}

export interface ListPointer {
  readonly location: string;
  readonly certificates: readonly Certificate[];
  readonly territory: string | undefined;
  readonly tslType: string | undefined;
  readonly mimeType: string | undefined;
  readonly communityRules: readonly string[];
  /** Under which agreement a third country's list is recognised; empty where it can't be read, undefined where it is no such list. */
  readonly mutualRecognition: readonly ServiceEquivalence[] | undefined;
}

/** A list as parsed (TS 119 612 v5 and v6). */
export interface TrustedList {
  /** Lower-case hex of the file; absent where the list did not come out of one. */
  readonly sha256?: string;
  /** Id of the certificate that its signature names as its own; absent where the list did not come out of a file. */
  readonly signedBy?: string;
  readonly version: number;
  readonly sequenceNumber: number;
  readonly tslType: string;
  readonly territory: string;
  readonly operatorNames: readonly string[];
  readonly schemeInformationUris: readonly string[];
  readonly issued: Instant;
  /** undefined: the list is closed. */
  readonly nextUpdate: Instant | undefined;
  readonly distributionPoints: readonly string[];
  readonly pointers: readonly ListPointer[];
  readonly providers: readonly TrustServiceProvider[];
}

export type ProcessStatus = 'PROCESS_PASSED' | 'PROCESS_PASSED_WITH_WARNING' | 'PROCESS_FAILED';

/** How a list came out of its authentication (TS 119 615 4.1, 4.2), with the statuses and errors spelt as there. */
export interface ListStatus {
  readonly territory: string;
  readonly location: string;
  readonly process: ProcessStatus;
  /** `LOTL_VERIFICATION_PASSED`, `EUTL_SIGNATURE_VERIFICATION_FAILED`, `WARNING_EUTL_NEXTUPDATE_PASSED`, … */
  readonly codes: readonly string[];
  readonly sha256: string | undefined;
  readonly sequenceNumber: number | undefined;
  readonly issued: Instant | undefined;
  readonly nextUpdate: Instant | undefined;
  /** The earlier copy that stays in use, where the one told of above was refused or could not be had. */
  readonly kept?: KeptList;
}

/** A list that an earlier snapshot authenticated and that is still the last good one. */
export interface KeptList {
  readonly sha256: string | undefined;
  readonly sequenceNumber: number;
  readonly issued: Instant;
  readonly nextUpdate: Instant | undefined;
  /** When the snapshot was taken that authenticated it. */
  readonly authenticated: Instant;
}

/** What is trusted at one moment: immutable, addressed by its content, complete. */
export interface TrustSnapshot {
  /** `L-` and SHA-256 over the digests of all lists in it. */
  readonly id: string;
  readonly taken: Instant;
  readonly lotl: ListStatus;
  readonly lists: readonly ListStatus[];
  /** Those lists that were authenticated. */
  readonly trusted: readonly TrustedList[];
  /** The list of the lists in use: by its pointers the next lists are authenticated where a newer one fails. */
  readonly listOfLists?: TrustedList;
  /** What the list of the lists rests on. */
  readonly authority?: {
    /** Address of the publication in the Official Journal. */
    readonly ojUrl: string;
    /** SHA-256 of its certificates, lower-case hex, sorted. */
    readonly anchors: readonly string[];
  };
}
