import { decide } from '../decision.js';
import type { Candidate } from '../service/candidate.js';
import { type CertificateType, certificateWord, type CertificateWord, type QscdStatus } from '../words.js';
import { type CertificateClaims, claimedType } from './claims.js';
import { claimedDevice, QSCD } from './decisions/qscd.js';
import { QUALIFIED } from './decisions/qualified.js';
import { TYPE } from './decisions/type.js';

/** The answers of the three tables, with the rows that gave them. */
export interface Outcome {
  readonly qualified: boolean;
  readonly type: CertificateType;
  readonly qscd: QscdStatus;
  readonly word: CertificateWord;
  /** Ids of the rows: qualified, type, device. */
  readonly rows: readonly string[];
}

/** What certificate and list entry amount to (TS 119 615 4.4.4, 4.5.4). */
export function outcomeOf(claims: CertificateClaims, entry: Candidate | undefined): Outcome {
  const isQualified = decide(QUALIFIED, { claims, entry });
  const qualified = isQualified.then;
  const ofType = decide(TYPE, { claims, entry, qualified });
  const ofDevice = decide(QSCD, { claims, entry, qualified });
  const type = ofType.then === 'as-claimed' ? claimedType(claims) : ofType.then;
  const qscd = ofDevice.then === 'as-claimed' ? claimedDevice(claims) : ofDevice.then;
  return { qualified, type, qscd, word: certificateWord(qualified, type, qscd), rows: [isQualified.id, ofType.id, ofDevice.id] };
}
