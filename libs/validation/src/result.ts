import type { Instant } from '@sigillum/encoding';
import type { Certificate, CertificationPath } from '@sigillum/x509';
import type { ReportData } from './data/types.js';
import type { Reason } from './reason.js';
import type { TimestampConclusion } from './timestamps/timestamp-result.js';
import type { RevocationKnowledge } from './blocks/chain/revocation/knowledge.js';
import type { BlockConclusion, Conclusion, FailedSubIndication, IndeterminateSubIndication, TotalIndication } from './conclusion.js';

/** The processes of EN 319 102-1: 5.3 Basic Signatures, 5.5 with Time, 5.6 with Long-Term Availability and Integrity. */
export type ProcessName = 'basic' | 'time' | 'long-term';

/** What a process concluded, or why it did not run. */
export type ProcessConclusion =
  | { readonly process: ProcessName; readonly ran: true; readonly clause: string; readonly conclusion: Conclusion }
  | { readonly process: ProcessName; readonly ran: false; readonly clause: string; readonly code: string; readonly message: string };

/** The status of a certificate of the chain as read from the evidence. */
export interface CertificateStatus {
  readonly certificate: string;
  readonly knowledge: RevocationKnowledge;
}

/** The verdict about one signature, with everything that it rests on. */
export interface SignatureConclusion {
  readonly signatureId: string;
  readonly validationTime: Instant;
  readonly policy: { readonly name: string; readonly version: string };
  readonly indication: TotalIndication;
  readonly subIndication: FailedSubIndication | IndeterminateSubIndication | undefined;
  /** What the selected process concluded. */
  readonly conclusion: Conclusion;
  /** What has to be said with the sub-indication; empty where there is none. */
  readonly data: ReportData;
  /** Every process, also those that did not run, with the reason. */
  readonly processes: readonly ProcessConclusion[];
  readonly blocks: readonly BlockConclusion[];
  /** The decisive one first, then other failures, then warnings; empty where all holds. */
  readonly reasons: readonly Reason[];
  readonly signingCertificate: Certificate | undefined;
  readonly chain: CertificationPath | undefined;
  /** One for each certificate of the chain, the signer's first. */
  readonly revocation: readonly CertificateStatus[];
  /** Every reference digest and the signature value hold. */
  readonly intact: boolean;
  /** The earliest time at which the signature is proven to have existed: the validation time where nothing proves more. */
  readonly bestSignatureTime: Instant;
  /** What proves it: the id of a time-stamp, or `validation`. */
  readonly bestSignatureTimeProof: string;
  /** Those of the signature, in their order. */
  readonly timestamps: readonly TimestampConclusion[];
}
