import type { ByteSource } from '@sigillum/encoding';

/** A PDF object. Strings are bytes; numbers keep nothing but their value; every other kind knows where it stood. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfArray | PdfDictionary | PdfStream | PdfReference;

export interface PdfName {
  readonly kind: 'name';
  /** Decoded, without the slash; bytes as Latin-1. */
  readonly name: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly hex: boolean;
  /** Where the token starts and ends in the file, delimiters included; undefined inside object streams. */
  readonly span?: { readonly start: number; readonly end: number };
  /** For hex strings: only pairs of digits, no white space, even count. */
  readonly cleanHex?: boolean;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
  /** An item was spelled as a real although its value is an integer. */
  readonly integralReals?: true;
}

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Keys that stood there more than once (the last value is in `entries`). */
  readonly duplicates: readonly string[];
  /** The values that `entries` does not have for that, one for each of `duplicates`: other readers take the first. */
  readonly overwritten?: readonly PdfValue[];
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  /** Where the raw data stand in the file. */
  readonly span: { readonly start: number; readonly end: number };
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

export type XrefEntry =
  | { readonly kind: 'free'; readonly nextFree: number; readonly generation: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

export type PdfFindingCode =
  | 'PDF_HYBRID_XREF' // XRefStm beside a table
  | 'PDF_HYBRID_CONFLICT' // XRefStm gives another object than a reader sees that knows tables only
  | 'PDF_LINEARIZED'
  | 'PDF_LINEARIZED_CONFLICT' // the two sections of a linearized file give different places for one object
  | 'PDF_TRAILING_BYTES' // bytes after the last revision that are no revision
  | 'PDF_TRAILING_WHITE_SPACE' // nothing but white space or NUL after the last revision
  | 'PDF_BYTES_BEFORE_HEADER' // white space or a byte-order mark before the header
  | 'PDF_EOF_MISSING' // a revision without %%EOF
  | 'PDF_STARTXREF_WRONG' // the startxref of an older revision does not name its section
  | 'PDF_ENCRYPTED_EMPTY_PASSWORD' // encrypted, but anybody can open it
  | 'PDF_DUPLICATE_KEY'
  | 'PDF_DUPLICATE_OBJECT' // an object number twice in one revision
  | 'PDF_UNLISTED_OBJECT' // an object that no cross-reference section names
  | 'PDF_STRAY_ROOT' // a trailer or catalog that no cross-reference section names
  | 'PDF_UNLISTED_BYTES' // bytes that belong to nothing
  | 'PDF_OBJECTS_OVERLAP' // an entry that leads into another object
  | 'PDF_XREF_ENTRY_WRONG' // an entry that does not lead to its object
  | 'PDF_OBJECT_UNREADABLE'
  | 'PDF_STREAM_LENGTH_WRONG' // no endstream where /Length says; the data are taken as /Length says
  | 'PDF_ENDOBJ_MISSING'
  | 'PDF_PREV_ZERO' // /Prev or /XRefStm 0, which is taken for none
  | 'PDF_TRAILER_INCOMPLETE' // a trailer without /Root, which is then the older revision's
  | 'PDF_ENTRY_BEYOND_REVISION' // an entry that leads behind the end of its own revision, where later bytes decide what it finds
  | 'PDF_XREF_GARBAGE' // bytes between the entries of a cross-reference table and its trailer
  | 'PDF_UNREFERENCED_SIGNATURE';

export interface PdfFinding {
  readonly code: PdfFindingCode;
  readonly message: string;
  readonly offset?: number;
  readonly object?: number;
  readonly revision?: number;
}

/**
 * One state of the document: the original, or what one incremental update made of it. Immutable; objects are loaded on demand,
 * through the cross-reference chain of this revision only.
 */
export interface PdfRevision {
  /** 0 is the oldest. */
  readonly index: number;
  /** Offset just behind this revision: its last `%%EOF` and the end-of-line that follows. */
  readonly end: number;
  /** Offset just behind the `%%EOF` itself, where the end-of-line begins; some signatures end here. */
  readonly markerEnd: number;
  /** Offset of the cross-reference section that this revision's startxref names. */
  readonly startxref: number;
  /** The trailer dictionary (of the table, or of the cross-reference stream). */
  readonly trailer: PdfDictionary;
  /** What this revision's own sections say: the objects that it adds, replaces or frees. */
  readonly changes: ReadonlyMap<number, XrefEntry>;
  /** The entry that counts in this revision. */
  entry(objectNumber: number): XrefEntry | undefined;
  /** Object numbers that are in use in this revision. */
  objectNumbers(): Iterable<number>;
  /** The object as this revision sees it; null where it is free, missing or of another generation (ISO 32000 7.3.10). Throws PdfError where its bytes are no object. */
  object(objectNumber: number, generation?: number): PdfValue;
  /** Follows references (a chain of them, with a limit) to a value. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** Data of a stream after its filters (Flate, LZW, ASCIIHex, ASCII85, RunLength, predictors); throws PdfError for others. */
  streamData(stream: PdfStream): Uint8Array;
  readonly catalog: PdfDictionary;
}

export interface PdfDocument {
  readonly source: ByteSource;
  readonly version: string;
  /** Oldest first, at least one. */
  readonly revisions: readonly PdfRevision[];
  /**
   * What is odd about the structure; which of it is fatal for a signature is decided by who asks. Grows while objects are
   * loaded, so read it last.
   */
  readonly findings: readonly PdfFinding[];
  /**
   * What stands in the file besides that which the cross-reference sections name: duplicate and unlisted objects, unreferenced
   * signatures, overlaps. Not in `findings`, since it parses every object of the file; done once. Throws `LimitError`.
   */
  layoutFindings(): readonly PdfFinding[];
}
