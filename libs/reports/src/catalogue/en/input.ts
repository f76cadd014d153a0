import type { Wordings } from '../entry.js';
import type { INPUT } from '../facts/input.js';

export const INPUT_TEXTS: Wordings<typeof INPUT> = {
  NOT_A_SIGNED_DOCUMENT: {
    sentence: 'The file is not of a kind that can carry a signature.',
    why: 'It may be a picture of a signed paper, or the wrong file.',
    next: 'Ask for the file that was signed, for instance the original PDF.',
  },
  NOT_A_PDF: {
    sentence: 'The file is no PDF.',
    why: 'It may have a wrong name, or be something else.',
    next: 'Ask for the PDF as it was signed.',
  },
  CERTIFICATE_NOT_DOCUMENT: {
    sentence: 'The file is a certificate, and no signed document.',
    why: 'A certificate says who a signer is; what was signed stands in another file.',
    next: 'Judge the certificate with `sigillum certificate FILE`, or validate the document that was signed.',
  },
  REVOCATION_DATA_NOT_DOCUMENT: {
    sentence: 'The file says which certificates were withdrawn, and is no signed document.',
    why: 'It helps to judge a document or a certificate, and is not judged by itself.',
    next: 'Hand it in beside the document with `--certificates FILE`; `sigillum certificate` takes it too.',
  },
  KEY_NOT_DOCUMENT: {
    sentence: 'The file holds a key or a request for a certificate, and is no signed document.',
    why: 'Nothing is signed in it. Whoever has a private key can sign in the name of its holder.',
    next: 'Validate the document that was signed, and send no private key to anyone.',
  },
  FORMAT_UNSUPPORTED: {
    sentence: 'The file is a signed document of a format that this version does not judge yet.',
    why: 'That says nothing about the signature.',
    next: 'Validate it with other software, or with a later version.',
  },
  DOCUMENT_EMPTY: {
    sentence: 'The file is empty.',
    why: 'Something went wrong when it was saved or sent.',
    next: 'Ask for it again.',
  },
  TYPE_AMBIGUOUS: {
    sentence: 'The file is of two kinds at once.',
    why: 'Different programs show different content: this is how files are made to deceive.',
    next: 'Do not rely on it; ask the sender how it came about.',
  },
  PDF_UNPARSABLE: {
    sentence: "The PDF can't be read.",
    why: 'It is damaged or cut off; it is not repaired here, because a repair may show something else than what was signed.',
    next: 'Ask for a fresh copy.',
  },
  PDF_ENCRYPTED: {
    sentence: 'The PDF is encrypted and needs a password.',
    why: "Its content and its signatures can't be seen.",
    next: 'Ask the sender for a signed copy without a password.',
  },
  LIMIT_EXCEEDED: {
    sentence: 'The document is larger, deeper or more laborious than the limits allow.',
    why: 'Limits protect against documents that are made to exhaust whoever opens them.',
    next: 'Check that it is the right file; the operator can raise the limit.',
  },
  TIME_LIMIT_EXCEEDED: {
    sentence: 'The validation took longer than the limit allows.',
    why: 'Limits protect against documents that are made to exhaust whoever opens them.',
    next: 'Try again when the service is less busy; the operator can raise the limit.',
  },
  FILE_NOT_FOUND: {
    sentence: 'The file does not exist.',
    why: 'Nothing was looked at.',
    next: 'Check the name and the folder.',
  },
  FILE_IS_DIRECTORY: {
    sentence: 'The name is that of a folder.',
    why: 'Nothing was looked at.',
    next: 'Name the files in it.',
  },
  FILE_NOT_READABLE: {
    sentence: "The file can't be read.",
    why: 'Nothing was looked at.',
    next: 'Check its permissions.',
  },
  FILE_TOO_LARGE: {
    sentence: 'The file is larger than the limit allows.',
    why: 'Nothing was looked at.',
    next: 'Check that it is the right file; the operator can raise the limit.',
  },
  FILE_CHANGED: {
    sentence: 'The file was changed while it was read.',
    why: 'A verdict would be about a mixture.',
    next: 'Validate again when nobody writes to it.',
  },
  MATERIAL_UNREADABLE: {
    sentence: 'A file that was given as a certificate, CRL or OCSP response is none.',
    why: 'Trust and evidence must not be guessed.',
    next: 'Name only such files, PEM or DER.',
  },
  USAGE: {
    sentence: 'The command line is not one that the command understands.',
    why: 'Nothing was looked at.',
    next: 'Read `sigillum help`.',
  },
  INTERNAL_ERROR: {
    sentence: 'Sigillum itself failed on this document.',
    why: 'That says nothing about the signature.',
    next: 'Report it, with the document if you may.',
  },
  INTERNAL: {
    sentence: 'The service itself failed.',
    why: 'That says nothing about the document.',
    next: 'Tell the operator the request id; the log has the rest.',
  },
  DOCUMENT_MISSING: {
    sentence: 'The request has no document.',
    why: 'Nothing was looked at.',
    next: 'Send the document as the part "document".',
  },
  DOCUMENT_TOO_LARGE: {
    sentence: 'The document is larger than the service accepts.',
    why: 'Nothing was looked at.',
    next: 'Check that it is the right file; the operator can raise the limit.',
  },
  REQUEST_MALFORMED: {
    sentence: "The request can't be read.",
    why: 'Nothing was looked at.',
    next: 'See the description of the service at /docs.',
  },
  PARAMETER_INVALID: {
    sentence: "A parameter of the request has a value that can't be used.",
    why: 'Nothing was looked at.',
    next: 'See the description of the service at /docs.',
  },
  PART_UNKNOWN: {
    sentence: 'The request has a part that the service does not know.',
    why: 'Ignoring it could mean to ignore a wish.',
    next: 'See the description of the service at /docs.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    sentence: 'The request is in a format that the service does not take.',
    why: 'Nothing was looked at.',
    next: 'Send multipart/form-data or application/json.',
  },
  NOT_FOUND: {
    sentence: 'There is nothing at this address.',
    why: 'Nothing was looked at.',
    next: 'See the description of the service at /docs.',
  },
  METHOD_NOT_ALLOWED: {
    sentence: 'This address does not take requests of this kind.',
    why: 'Nothing was looked at.',
    next: 'See the description of the service at /docs.',
  },
  OVERLOADED: {
    sentence: 'Too many validations are waiting.',
    why: 'The request was refused rather than kept waiting.',
    next: 'Try again in a few seconds; programs wait as long as Retry-After says.',
  },
  STORAGE_FULL: {
    sentence: 'The service has no room for the upload.',
    why: 'Nothing was looked at.',
    next: 'Try again later; the operator has to make room.',
  },
  NOT_READY: {
    sentence: "The service can't take work now.",
    why: 'It is starting, or something that it needs is missing: the detail says what.',
    next: 'Where trusted lists are missing: let the service go online, name a folder of saved ones in SIGILLUM_TRUST_LISTS, or set it to none. Otherwise try again later.',
  },
  SHUTTING_DOWN: {
    sentence: 'The service is stopping.',
    why: 'Nothing was looked at.',
    next: 'Try again in a moment.',
  },
  SAVED_EVIDENCE_UNREADABLE: {
    sentence: 'The file holds no evidence that was saved with a validation, or breaks off.',
    why: 'No verdict can be drawn from it.',
    next: 'Name a file that was written by --save-evidence, or save the evidence again.',
  },
  SAVED_EVIDENCE_DAMAGED: {
    sentence: 'The saved evidence was changed after it was saved.',
    why: 'A verdict drawn from it would not be that of then.',
    next: 'Take another copy of the file; if there is none, validate the document again.',
  },
  SAVED_EVIDENCE_VERSION: {
    sentence: 'The saved evidence has a form that this version does not know.',
    why: 'Reading it as something else could give another verdict.',
    next: 'Replay it with the version that saved it, or with a later one.',
  },
  JSON_SHAPE: {
    sentence: 'A JSON file does not have the form that it must have, or holds something unknown.',
    why: 'A misspelt name would silently change what is meant.',
    next: 'Correct the place that the message names.',
  },
  REPORT_WITHOUT_SIGNATURE: {
    sentence: 'A report in this form is about one signature at least, and the document has none.',
    why: 'There is nothing that it could say.',
    next: 'Ask for another form of the report.',
  },
};
