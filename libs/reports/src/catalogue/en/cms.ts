import type { Wordings } from '../entry.js';
import type { CMS } from '../facts/cms.js';

export const CMS_TEXTS: Wordings<typeof CMS> = {
  CMS_UNREADABLE: {
    sentence: "What stands in the place of the signature can't be read.",
    why: 'It is damaged or no signature at all.',
    next: 'Ask for a fresh copy; if it fails again, ask the signer to sign anew.',
  },
  CMS_NOT_SIGNED_DATA: {
    sentence: 'What stands in the place of the signature is a message of another kind.',
    why: 'It may be encrypted data or a bare certificate; it signs nothing.',
    next: 'Ask the signer for a signature.',
  },
  CMS_SIGNED_ATTRIBUTES_ABSENT: {
    sentence: 'The signature has no signed properties.',
    why: "An advanced signature ties at least its kind, the content's digest and the certificate to itself.",
    next: 'Ask the signer for an AdES signature.',
  },
  CMS_SIGNED_ATTRIBUTES_NOT_DER: {
    sentence: 'The signed properties are not in the one form that can be signed.',
    why: 'Two programs could read different properties out of the same bytes.',
    next: 'Ask the signer to sign again with other software.',
  },
  CMS_CONTENT_TYPE_NOT_SINGLE: {
    sentence: 'The signature does not say exactly once what kind of content it signs.',
    why: 'Content of one kind could be passed off as another.',
    next: 'Ask the signer to sign again with other software.',
  },
  CMS_COUNTER_SIGNATURE_UNREADABLE: {
    sentence: 'A signature over another signature can not be read.',
    why: 'Anybody can add one to a signature without harm to it; nothing confirms the signature here.',
    next: 'Judge the signature itself; ask who confirmed it to do so again.',
  },
  CMS_COUNTER_SIGNATURE_TYPED: {
    sentence: 'What stands here as a signature over another signature was made over content.',
    why: 'A signature over something else may have been put here.',
    next: 'Do not take the signature for confirmed; ask the second signer.',
  },
  CMS_COUNTER_SIGNATURE_ELSEWHERE: {
    sentence: 'This counter-signature was made over another signature than the one that it stands in.',
    why: 'Anybody can put it here without harm to the signature; nothing confirms the signature here.',
    next: 'Judge the signature itself; ask who is said to have confirmed it.',
  },
  CMS_HASH_INDEX_ABSENT: {
    sentence: 'An archive time-stamp has no readable list of what it covers.',
    why: 'Without the list nobody can tell what the time-stamp is over, so it proves nothing; the signature itself is judged without it.',
    next: 'Ask the signer or the archive for a new archive time-stamp while the certificates are still valid.',
  },
  CMS_HASH_INDEX_UNMATCHED: {
    sentence: 'An archive time-stamp covers something that is not in the signature any more.',
    why: 'Something was taken out or exchanged after the time-stamp was made; it proves nothing about what is left.',
    next: 'Ask for the signature as it was archived.',
  },
  CMS_CONTENT_TYPE_MISMATCH: {
    sentence: 'The kind of content that was signed is not the kind that is there.',
    why: 'A signature over something else may have been put here.',
    next: 'Do not rely on it; ask the signer to sign anew.',
  },
  CMS_MESSAGE_DIGEST_NOT_SINGLE: {
    sentence: 'The signature does not hold exactly one digest of the content.',
    why: "It isn't tied to one content.",
    next: 'Ask the signer to sign again with other software.',
  },
  CMS_MESSAGE_DIGEST_LENGTH: {
    sentence: 'The digest in the signature is not as long as its algorithm makes it.',
    why: "It can't be the digest of any content.",
    next: 'Ask for a fresh copy; if it fails again, ask the signer to sign anew.',
  },
  CMS_DIGEST_ALGORITHM_NOT_LISTED: {
    sentence: 'The digest algorithm in use is not announced at the head of the signature.',
    why: "Some programs then can't verify it; it is no doubt about the content.",
    next: 'Nothing needs to be done; tell the maker of the signing software.',
  },
  CMS_DIGEST_ALGORITHM_MISMATCH: {
    sentence: 'The content and the signed properties are hashed by different algorithms.',
    why: 'The weaker of both decides how strong the signature is.',
    next: 'Ask the signer to sign again with other software.',
  },
  CMS_ALGORITHM_PROTECTION_MISMATCH: {
    sentence: 'The signed list of algorithms names others than those in use.',
    why: 'Someone may have exchanged an algorithm for a weaker one.',
    next: 'Do not rely on it; ask the signer to sign anew.',
  },
  CMS_SIGNER_INFO_NOT_SINGLE: {
    sentence: 'The structure holds no signature or several, where there must be one.',
    why: 'Programs could verify one and show another.',
    next: 'Ask the signer to sign again with other software.',
  },
  CMS_CONTENT_EMBEDDED: {
    sentence: 'The signature brings content of its own instead of signing the file around it.',
    why: 'It may be genuine and yet say nothing about the document that you read.',
    next: 'Do not rely on it; ask the signer to sign the document itself.',
  },
  CMS_INDEFINITE_LENGTH: {
    sentence: 'A part of the signature does not say its length at the start.',
    why: 'That is allowed where nothing is signed.',
    next: 'Nothing needs to be done.',
  },
  CMS_CONSTRUCTED_STRING: {
    sentence: 'A value in the signature is written in pieces.',
    why: 'That is allowed where nothing is signed.',
    next: 'Nothing needs to be done.',
  },
  CMS_NON_MINIMAL_LENGTH: {
    sentence: 'A length in the signature is written longer than needed.',
    why: 'That is allowed where nothing is signed.',
    next: 'Nothing needs to be done.',
  },
  DER_TRUNCATED: {
    sentence: 'The data end in the middle of a value.',
    why: 'They were cut off.',
    next: 'Ask for a fresh copy.',
  },
  DER_TRAILING_BYTES: {
    sentence: 'Something follows where the data should end.',
    why: 'It belongs to nothing that was understood.',
    next: 'Ask for a fresh copy.',
  },
  DER_LENGTH: {
    sentence: 'A length is not written in the one form that is allowed.',
    why: 'The same content could be written in other bytes.',
    next: 'Ask the signer or issuer to use other software.',
  },
  DER_TAG: {
    sentence: 'A value is marked in a form that is not allowed.',
    why: 'The same content could be written in other bytes.',
    next: 'Ask the signer or issuer to use other software.',
  },
  DER_UNEXPECTED: {
    sentence: 'A value stands where another one belongs.',
    why: 'The structure is not the one that it claims to be.',
    next: 'Ask the signer or issuer to use other software.',
  },
  DER_VALUE: {
    sentence: 'A value is none that its type can have.',
    why: "It can't be understood.",
    next: 'Ask the signer or issuer to use other software.',
  },
  DER_ORDER: {
    sentence: 'The members of a set are not in the one order that is allowed.',
    why: 'The same content could be written in other bytes.',
    next: 'Ask the signer or issuer to use other software.',
  },
  BASE64: {
    sentence: 'Something that should be base64 text is none.',
    why: "The bytes behind it can't be had.",
    next: 'Send it again, encoded as base64.',
  },
  HEX: {
    sentence: 'Something that should be hexadecimal text is none.',
    why: "The bytes behind it can't be had.",
    next: 'Send it again in hexadecimal.',
  },
  UNREADABLE: {
    sentence: "Something that the document brings can't be read.",
    why: 'It counts as absent.',
    next: 'Ask for a fresh copy.',
  },
  CMS_CONTENT_NOT_A_DIGEST: {
    sentence: 'The signature signs a digest, and it is not that of this file.',
    why: 'The file was changed, or the signature belongs to another one.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  TIMESTAMP_UNREADABLE: {
    sentence: "Something that should be a time-stamp can't be read as one.",
    why: 'It proves no time.',
    next: 'Ask for a fresh copy; if it is the same, ask for a new time-stamp.',
  },
  TIMESTAMP_REFUSED: {
    sentence: 'The time-stamping authority gave no time-stamp.',
    why: 'There is no proof of the time.',
    next: 'Ask the authority again, or another one.',
  },
  CMS_NOT_A_TIMESTAMP: {
    sentence: 'What stands in the place of a time-stamp is something else.',
    why: 'It proves no time.',
    next: 'Ask for a fresh copy; if it is the same, ask for a new time-stamp.',
  },
  TIMESTAMP_STATEMENT_UNKNOWN: {
    sentence: 'The time-stamp has a condition that is not known here and must be understood.',
    why: 'What it certifies is not certain.',
    next: 'Ask for a time-stamp by another authority.',
  },
};
