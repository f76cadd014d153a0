import type { Wordings } from '../../entry.js';
import type { PDF_SIGNATURE } from '../../facts/pdf/signature.js';

export const PDF_SIGNATURE_TEXTS: Wordings<typeof PDF_SIGNATURE> = {
  PDF_BYTE_RANGE_ABSENT: {
    sentence: 'The signature does not say which part of the file it covers.',
    why: "What was signed can't be told.",
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_BYTE_RANGE_NOT_DIRECT: {
    sentence: 'The list of covered bytes does not stand in the signature itself.',
    why: 'It could be exchanged without touching the signature.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_BYTE_RANGE_NOT_FOUR_INTEGERS: {
    sentence: 'The list of covered bytes is not two plain pieces, one before and one after the signature.',
    why: 'More gaps could hide unsigned content.',
    next: 'Do not rely on it; ask the signer to sign anew.',
  },
  PDF_BYTE_RANGE_NEGATIVE: {
    sentence: 'The list of covered bytes has a negative number.',
    why: 'Only a manipulated or damaged file has one.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_BYTE_RANGE_NOT_FROM_START: {
    sentence: 'The beginning of the file is not covered by the signature.',
    why: 'Something unsigned could have been put in front.',
    next: 'Do not rely on it; ask the signer to sign anew.',
  },
  PDF_BYTE_RANGE_OVERLAP: {
    sentence: 'The two covered pieces of the file overlap.',
    why: 'Only a manipulated or damaged file has that.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_BYTE_RANGE_BEYOND_END: {
    sentence: 'The signature covers more bytes than the file has.',
    why: 'The file was cut off, or manipulated.',
    next: 'Ask for a complete copy.',
  },
  PDF_BYTE_RANGES_COLLIDE: {
    sentence: 'Two signatures cover parts of the file that overlap in a way that signing one after the other never gives.',
    why: 'One of them was made for another file or moved.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_CONTENTS_ABSENT: {
    sentence: 'There is a place for a signature, but no signature in it.',
    why: 'Nothing was signed.',
    next: 'Ask the signer to sign.',
  },
  PDF_CONTENTS_EMPTY: {
    sentence: 'The place of the signature was kept free, but never filled.',
    why: 'Signing was begun and not finished.',
    next: 'Ask the signer to sign.',
  },
  PDF_CONTENTS_NOT_DIRECT: {
    sentence: 'The signature value does not stand in the signature itself.',
    why: 'It could be exchanged.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_CONTENTS_NOT_HEXADECIMAL: {
    sentence: 'The signature value is not written in hexadecimal digits.',
    why: 'Only then can it be left out of the signed bytes exactly.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_CONTENTS_NOT_CLEAN: {
    sentence: 'Something else stands between the digits of the signature value.',
    why: 'This unsigned place could hide content.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_CONTENTS_PADDING_NOT_ZERO: {
    sentence: 'Something other than zeros follows the signature in the unsigned gap.',
    why: 'This unsigned place could hide content.',
    next: 'Ask for a fresh copy; if it is the same, ask the signer to use other software.',
  },
  PDF_GAP_NOT_CONTENTS: {
    sentence: 'The part of the file that the signature leaves out is not exactly the signature.',
    why: 'Unsigned content can stand there: this is how forged documents are made.',
    next: 'Do not rely on it; ask the signer to sign anew.',
  },
  PDF_SIGNED_BYTES_NOT_A_REVISION: {
    sentence: 'The signed bytes end in the middle of a version of the document.',
    why: 'Part of what the signer saw is not covered.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_SIGNATURE_TYPE_UNKNOWN: {
    sentence: 'The entry that should be a signature is of another kind.',
    why: 'What it means is not known.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_SUB_FILTER_ABSENT: {
    sentence: 'The signature does not say what format it has.',
    why: 'Every program has to guess.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_SUB_FILTER_UNKNOWN: {
    sentence: 'The signature has a format that is not known here.',
    why: "It can't be verified.",
    next: 'Ask the signer for a PAdES signature.',
  },
  PDF_FORMAT_SHA_1: {
    sentence: 'The signature has an old format that rests on SHA-1.',
    why: 'Two documents with the same SHA-1 digest can be produced, so that a signature can be moved from one to the other.',
    next: 'Ask the signer for a PAdES signature.',
  },
  DETACHED_DOCUMENT_UNUSED: {
    sentence: 'Files were given beside a document whose signatures cover the document itself.',
    why: 'Nothing was read of them, and no verdict rests on them.',
    next: 'Leave them out, or check that this is the document that you meant.',
  },
  PDF_TIMESTAMP_TYPE_MIXED: {
    sentence: 'An entry is half time-stamp and half signature.',
    why: 'Programs disagree on what it is.',
    next: 'Ask the signer to sign again with other software.',
  },
  PDF_SIGNATURE_DICTIONARY_REPLACED: {
    sentence: 'A later version of the document replaced the signature by another under the same number.',
    why: 'Programs may verify one and show the other.',
    next: 'Do not rely on it; ask for the document as it was signed.',
  },
  PDF_SIGNATURE_VALUE_SHARED: {
    sentence: 'The same signature stands in more than one field.',
    why: 'One act of signing is made to look like several.',
    next: 'Do not rely on it; ask the signers.',
  },
  PDF_SIGNATURE_VALUE_REUSED: {
    sentence: 'A new signature field was given a signature that was in the file before.',
    why: 'An old signature is passed off as a new one.',
    next: 'Do not rely on it; ask the signer.',
  },
  PDF_SIGNATURE_VALUE_MALFORMED: {
    sentence: 'What was put into a signature field later is no signature.',
    why: 'It is made to look like one.',
    next: 'Do not rely on it; ask the signer.',
  },
  PDF_SIGNATURE_HIDDEN: {
    sentence: 'A later version of the document no longer shows this signature.',
    why: 'Someone removed it from view after signing.',
    next: 'Ask the sender for the document as it was signed, and why.',
  },
  PADES_B_SIGNER_INFO: {
    sentence: 'The signature is no baseline signature: it does not hold exactly one signer.',
    why: 'Programs that expect the baseline format may not read it alike.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_CONTENT_DETACHED: {
    sentence: 'The signature is no baseline signature: it brings content of its own.',
    why: 'The content of a PDF signature is the file around it.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_CERTIFICATE: {
    sentence: 'The signature is no baseline signature: it does not bring the certificate of the signer.',
    why: 'Whoever validates it has to find the certificate elsewhere.',
    next: 'Ask the sender for the certificate, or for a baseline signature.',
  },
  PADES_B_CONTENT_TYPE: {
    sentence: 'The signature is no baseline signature: it does not say exactly once that it signs plain data.',
    why: 'Programs that expect the baseline format may not read it alike.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_MESSAGE_DIGEST: {
    sentence: 'The signature is no baseline signature: it does not hold exactly one digest of the content.',
    why: "It isn't tied to one content in the way that the format demands.",
    next: 'Ask the signer for a baseline signature.',
  },
  PADES_B_SIGNING_CERTIFICATE: {
    sentence: 'The signature is no baseline signature: it does not sign a reference to its certificate in the way that the format demands.',
    why: 'Another certificate for the same key could be put in its place.',
    next: 'Ask the signer for a baseline signature.',
  },
  PADES_B_SIGNING_CERTIFICATE_VERSION: {
    sentence: 'The signature is no baseline signature: its reference to the certificate is of the wrong version for its digest.',
    why: 'Programs that expect the baseline format may not find the reference.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_SIGNING_TIME: {
    sentence: 'The signature is no baseline signature: it claims its time in a second place.',
    why: 'The two claims can differ.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_SIGNER_ATTRIBUTES: {
    sentence: "The signature is no baseline signature: it states the signer's roles in a form that the format does not have.",
    why: 'Programs may not read the roles.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_POLICY: {
    sentence: 'The signature is no baseline signature: it names more than one signature policy.',
    why: 'Which rules the signer accepted is not clear.',
    next: 'Ask the signer for a baseline signature.',
  },
  PADES_B_TIME: {
    sentence: 'The signature is no baseline signature: it does not claim a time.',
    why: 'When it was made is known from a time-stamp only, if there is one.',
    next: 'Ask the signer when the signature was made, if it matters.',
  },
  PADES_B_FILTER: {
    sentence: 'The signature is no baseline signature: it does not name the program part that handles it.',
    why: "Some viewers don't show it.",
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_CERT: {
    sentence: 'The signature is no baseline signature: it brings the certificate in an old place.',
    why: 'Programs could use another certificate than the one that was signed.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PADES_B_REASON: {
    sentence: 'The signature is no baseline signature: it states the reason for signing in two ways.',
    why: 'The two can differ.',
    next: 'Nothing needs to be done unless you demand baseline signatures.',
  },
  PDF_SIGNATURE_UNREFERENCED: {
    sentence: 'The file holds a signature that belongs to no field of its form.',
    why: 'Viewers do not show it: it was taken out of the form, or slipped into the file.',
    next: 'Ask the sender for the document as it was signed, and why the signature is not in the form.',
  },
  PDF_SIGNATURE_UNREADABLE: {
    sentence: "A part of the signature's entry in the file can't be read.",
    why: 'What it says about the signature is not known.',
    next: 'Ask for a fresh copy.',
  },
};
