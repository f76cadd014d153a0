import type { ReadTimestamp, TimestampKind } from '@sigillum/ades';
import type { Instant } from '@sigillum/encoding';
import type { Certificate, CertificationPath } from '@sigillum/x509';
import type { SignatureContext } from '../blocks/context.js';
import type { BlockConclusion, Conclusion } from '../conclusion.js';
import type { ReportData } from '../data/types.js';
import type { BasicResult } from '../processes/basic.js';
import type { Reason } from '../reason.js';

/** What the process for time-stamps (EN 319 102-1 5.4) found now, and what the past made of it. */
export interface JudgedTimestamp {
  readonly read: ReadTimestamp;
  readonly context: SignatureContext;
  readonly result: BasicResult;
  /** 5.4, as of now. */
  readonly basic: Conclusion;
  /** The basic conclusion, or what past signature validation turned it into. */
  readonly final: Conclusion;
}

/** The verdict about one time-stamp. */
export interface TimestampConclusion {
  readonly id: string;
  readonly kind: TimestampKind;
  readonly indication: Conclusion['indication'];
  readonly subIndication: string | undefined;
  /** What the token states; undefined where it can't be read. */
  readonly time: Instant | undefined;
  readonly policy: string | undefined;
  /** Milliseconds. */
  readonly accuracy: number | undefined;
  readonly signingCertificate: Certificate | undefined;
  readonly chain: CertificationPath | undefined;
  /** When it is first known to have existed: proven by a newer time-stamp, else the validation time. */
  readonly existedAt: Instant | undefined;
  readonly basic: Conclusion;
  readonly conclusion: Conclusion;
  /** What has to be said with the sub-indication; empty where there is none. */
  readonly data: ReportData;
  readonly blocks: readonly BlockConclusion[];
  readonly reasons: readonly Reason[];
}
