/** A FieldMDP transform or a signature field lock (ISO 32000-2 12.8.2.4, 12.7.5.5): which fields must not change any more. */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Full field names; meaningless for `All`. */
  readonly fields: readonly string[];
  /** Permissions that the lock demands of the whole document, as those of DocMDP (ISO 32000-2 table 236). */
  readonly p?: number;
}

/** What one signature covers, and what it allows to happen afterwards. */
export interface SignedRevision {
  /** Index of the revision that the signature's byte range ends in. */
  readonly revision: number;
  /** Full name of the signature field. */
  readonly fieldName: string;
  /** P of the DocMDP transform that holds for the document (ISO 32000-2 12.8.2.2); absent where nobody certified it. */
  readonly docMdp?: 1 | 2 | 3;
  readonly fieldLocks: readonly FieldLock[];
  /** Object number of the signature dictionary; undefined where it is a direct object. */
  readonly signatureObject: number | undefined;
}
