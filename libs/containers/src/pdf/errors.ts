import { CodedError } from '@sigillum/encoding';

export type PdfErrorCode =
  | 'NOT_A_PDF' // no PDF header where one has to be
  | 'TYPE_AMBIGUOUS' // a PDF that other readers may take for something else
  | 'PDF_UNPARSABLE' // the cross-reference chain or the catalog can't be followed
  | 'PDF_ENCRYPTED' // a password, or a security handler other than the standard one, is needed
  | 'PDF_OBJECT_UNREADABLE' // the bytes of one object are no object
  | 'PDF_STREAM_DAMAGED' // the data of a stream are not what its filter demands
  | 'PDF_FILTER_UNSUPPORTED'; // a filter that is not for structural data, such as an image codec

/** A PDF, or one object of it, that can't be read as it is written. `offset` counts from the start of the file. */
export class PdfError extends CodedError<PdfErrorCode> {
  readonly offset: number | undefined;

  constructor(code: PdfErrorCode, message: string, offset?: number, options?: { cause?: unknown }) {
    super(code, offset === undefined ? message : `${message} (at byte ${offset})`, options);
    this.offset = offset;
  }
}
