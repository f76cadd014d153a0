import type { DocumentChange } from '@sigillum/ades';
import type { SignatureConclusion } from '@sigillum/validation';
import { explainCode } from '../catalogue/catalogue.js';
import type { CatalogueEntry } from '../catalogue/entry.js';
import type { JudgedSignature, ValidationResult } from '../result.js';

export type Reason = SignatureConclusion['reasons'][number];
export type SubIndication = NonNullable<SignatureConclusion['subIndication']>;

/** Sub-indications that say less than the reason behind them does. */
const GENERAL: ReadonlySet<SubIndication> = new Set<SubIndication>([
  'FORMAT_FAILURE',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'POLICY_PROCESSING_ERROR',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'SIGNED_DATA_NOT_FOUND',
  'TRY_LATER',
]);

/** The changes that break the signature's own rules. */
export function refusedChanges({ signature }: JudgedSignature): DocumentChange[] {
  return signature.changesAfter.filter((change) => !change.allowed);
}

/** The reason that explains the verdict better than its sub-indication. */
export function decisiveReason({ conclusion }: JudgedSignature): Reason | undefined {
  const { subIndication, reasons } = conclusion;
  return subIndication !== undefined && GENERAL.has(subIndication) ? reasons.find((reason) => reason.severity === 'fail') : undefined;
}

/** What the catalogue says of the reason behind the verdict. */
export function decisiveEntry(judged: JudgedSignature, subIndication: SubIndication): CatalogueEntry | undefined {
  if (isOverAnother(judged)) return explainCode('CMS_COUNTER_SIGNATURE_ELSEWHERE');
  return explainCode(decisiveReason(judged)?.code ?? subIndication) ?? explainCode(subIndication);
}

/** Whether it is a counter-signature that was made over another value: then it is the wrong one, and nothing was changed. */
export function isOverAnother({ signature, conclusion }: JudgedSignature): boolean {
  return signature.counterSignatureOf !== undefined && conclusion.subIndication === 'HASH_FAILURE';
}

/** Whether it is a later change that the signature fails for. */
export function failsForChange(judged: JudgedSignature): boolean {
  return judged.conclusion.subIndication === 'FORMAT_FAILURE' && refusedChanges(judged).length > 0;
}

/** Whether no verdict can be drawn on anybody: neither a trusted certificate nor a list is in force. */
export function trustsNobody({ anchors, trustLists }: ValidationResult['trust']): boolean {
  return anchors === 0 && trustLists !== 'used';
}
