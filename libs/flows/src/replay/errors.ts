import { CodedError } from '@sigillum/encoding';

export type SavedEvidenceErrorCode = 'SAVED_EVIDENCE_UNREADABLE' | 'SAVED_EVIDENCE_DAMAGED' | 'SAVED_EVIDENCE_VERSION';

/** A file of saved evidence that no verdict can be drawn from. */
export class SavedEvidenceError extends CodedError<SavedEvidenceErrorCode> {}
