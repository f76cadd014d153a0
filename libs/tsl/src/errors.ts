import { CodedError } from '@sigillum/encoding';

export type TslErrorCode =
  | 'TL_STRUCTURE' // not a TrustServiceStatusList, or without what TS 119 612 demands
  | 'TL_VERSION_UNSUPPORTED'
  | 'TL_CRITICAL_EXTENSION' // one that is not known, where it concerns the entire list or a provider
  | 'SNAPSHOT_UNREADABLE'
  | 'LOTL_ANCHORS_UNREADABLE';

/** A list, snapshot or set of anchors that cannot be read as one. */
export class TslError extends CodedError<TslErrorCode> {}
