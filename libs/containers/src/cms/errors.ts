import { CodedError } from '@sigillum/encoding';

export type CmsErrorCode = 'CMS_UNREADABLE' | 'CMS_NOT_SIGNED_DATA';

/** Bytes that are no CMS SignedData. */
export class CmsError extends CodedError<CmsErrorCode> {}
