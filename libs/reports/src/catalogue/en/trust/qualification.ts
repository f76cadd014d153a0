import type { Wording, Wordings } from '../../entry.js';
import type { QUALIFICATION } from '../../facts/trust/qualification.js';

const NOTHING_TO_DO = 'There is nothing to do.';
const TELL_THE_LIST = 'Tell the operator of the national trusted list, whose address stands in the list.';

/** A contradiction inside a list entry: the qualification goes on without what contradicts itself. */
function contradiction(sentence: string, why: string): Wording {
  return { sentence, why, next: TELL_THE_LIST };
}

/** What a signature is by its certificate, while it is open whether the signature itself is good. */
function open(what: string): Wording {
  return {
    sentence: `It would be ${what}, but whether it is valid is not settled.`,
    why: 'The certificate decides what it would be; what is missing is a proof of the signature itself.',
    next: 'See the reasons of the verdict, and validate again when what they miss is there.',
  };
}

export const QUALIFICATION_TEXTS: Wordings<typeof QUALIFICATION> = {
  QCERT_FOR_ESIG_QSCD: {
    sentence: 'It is a qualified certificate for electronic signatures, with the key in a qualified device.',
    why: 'A signature made with it can be a qualified one, equal to one by hand.',
    next: NOTHING_TO_DO,
  },
  QCERT_FOR_ESIG: {
    sentence: 'It is a qualified certificate for electronic signatures, without a qualified device.',
    why: 'A signature made with it is an advanced one with a qualified certificate, at best.',
    next: 'Where a qualified signature is required, ask for one made with a qualified device.',
  },
  QCERT_FOR_ESEAL_QSCD: {
    sentence: 'It is a qualified certificate for electronic seals, with the key in a qualified device.',
    why: 'A seal made with it can be a qualified one.',
    next: NOTHING_TO_DO,
  },
  QCERT_FOR_ESEAL: {
    sentence: 'It is a qualified certificate for electronic seals, without a qualified device.',
    why: 'A seal made with it is an advanced one with a qualified certificate, at best.',
    next: 'Where a qualified seal is required, ask for one made with a qualified device.',
  },
  QCERT_FOR_WSA: {
    sentence: 'It is a qualified certificate for web site authentication.',
    why: 'It tells who runs a web site, and is not meant for signatures or seals.',
    next: 'Do not take a signature made with it for one of a person.',
  },
  QCERT_FOR_UNKNOWN_QSCD: {
    sentence: 'It is a qualified certificate with the key in a qualified device, for a purpose that is not clear.',
    why: 'Neither trusted list nor certificate tell whether it is for signatures, seals or web sites.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  QCERT_FOR_UNKNOWN: {
    sentence: 'It is a qualified certificate for a purpose that is not clear.',
    why: 'Neither trusted list nor certificate tell whether it is for signatures, seals or web sites.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  INDET_QWAC: {
    sentence: 'Whether it is a qualified certificate for web site authentication cannot be told.',
    why: 'The certificate is qualified, and neither trusted list nor certificate tell for what.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  CERT_FOR_ESIG: {
    sentence: 'It is a certificate for electronic signatures that is not qualified.',
    why: 'No granted entry of a trusted list made it a qualified one at that time.',
    next: 'Where a qualified certificate is required, ask for one of a listed provider.',
  },
  CERT_FOR_ESEAL: {
    sentence: 'It is a certificate for electronic seals that is not qualified.',
    why: 'No granted entry of a trusted list made it a qualified one at that time.',
    next: 'Where a qualified certificate is required, ask for one of a listed provider.',
  },
  CERT_FOR_WSA: {
    sentence: 'It is a certificate for web sites that is not qualified.',
    why: 'No granted entry of a trusted list made it a qualified one at that time.',
    next: 'Where a qualified certificate is required, ask for one of a listed provider.',
  },
  CERT_FOR_UNKNOWN: {
    sentence: 'It is a certificate that is not qualified, and does not say what it is for.',
    why: 'No granted entry of a trusted list made it a qualified one at that time.',
    next: 'Where a qualified certificate is required, ask for one of a listed provider.',
  },
  QSCD_YES: {
    sentence: 'The key of the certificate is in a qualified signature or seal creation device.',
    why: 'List or certificate say so; it is what a qualified signature needs beside a qualified certificate.',
    next: NOTHING_TO_DO,
  },
  QSCD_NO: {
    sentence: 'The key of the certificate is not known to be in a qualified device.',
    why: 'Neither list nor certificate say that it is, so a signature made with it is not a qualified one.',
    next: 'Where a qualified signature is required, ask for one made with a qualified device.',
  },
  QSCD_INDETERMINATE: {
    sentence: 'It cannot be told whether the key of the certificate is in a qualified device.',
    why: 'The trusted list contradicts itself, or nothing is known of the certificate.',
    next: TELL_THE_LIST,
  },
  QESIG: {
    sentence: 'It is a qualified electronic signature.',
    why: 'In all of the EU it has the legal effect of a signature by hand.',
    next: NOTHING_TO_DO,
  },
  QESEAL: {
    sentence: 'It is a qualified electronic seal.',
    why: 'In all of the EU it is presumed that the data come from the sealing organisation and were not altered.',
    next: NOTHING_TO_DO,
  },
  UNKNOWN_QC_QSCD: {
    sentence: 'It is a signature or a seal with a qualified certificate and a qualified device, which of them is not clear.',
    why: 'Neither trusted list nor certificate tell what the certificate is for.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  ADESIG_QC: {
    sentence: 'It is an advanced signature with a qualified certificate.',
    why: 'The key was not known to be in a qualified device, so it is not a qualified signature.',
    next: 'Where a qualified signature is required, ask for one made with a qualified device.',
  },
  ADESEAL_QC: {
    sentence: 'It is an advanced seal with a qualified certificate.',
    why: 'The key was not known to be in a qualified device, so it is not a qualified seal.',
    next: 'Where a qualified seal is required, ask for one made with a qualified device.',
  },
  UNKNOWN_QC: {
    sentence: 'It is a signature or a seal with a qualified certificate, which of them is not clear.',
    why: 'Neither trusted list nor certificate tell what the certificate is for.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  ADESIG: {
    sentence: 'It is an advanced signature whose certificate is not qualified.',
    why: 'It binds the signer to the document, but no trusted list vouches for the certificate that says who the signer is.',
    next: 'Where a qualified signature is required, ask for one with a qualified certificate and a qualified device.',
  },
  ADESEAL: {
    sentence: 'It is an advanced seal whose certificate is not qualified.',
    why: 'It binds the sealing organisation to the document, but no trusted list vouches for the certificate that says who that is.',
    next: 'Where a qualified seal is required, ask for one with a qualified certificate and a qualified device.',
  },
  UNKNOWN: {
    sentence: 'It is a signature or a seal, which of them is not clear, and its certificate is not qualified.',
    why: 'The certificate does not tell what it is for, and no trusted list vouches for it.',
    next: 'Where a qualified signature is required, ask for one with a qualified certificate and a qualified device.',
  },
  INDETERMINATE_QESIG: open('a qualified signature'),
  INDETERMINATE_QESEAL: open('a qualified seal'),
  INDETERMINATE_UNKNOWN_QC_QSCD: open('a signature or a seal with a qualified certificate and a qualified device'),
  INDETERMINATE_ADESIG_QC: open('an advanced signature with a qualified certificate'),
  INDETERMINATE_ADESEAL_QC: open('an advanced seal with a qualified certificate'),
  INDETERMINATE_UNKNOWN_QC: open('a signature or a seal with a qualified certificate'),
  INDETERMINATE_ADESIG: open('an advanced signature'),
  INDETERMINATE_ADESEAL: open('an advanced seal'),
  INDETERMINATE_UNKNOWN: open('a signature or a seal with a certificate that is not qualified'),
  NOT_ADES_QC_QSCD: {
    sentence: 'It is not a signature to rely on, though its certificate is qualified and has a qualified device.',
    why: 'The signature itself is proven bad, and a good certificate does not mend that.',
    next: 'Do not rely on it; ask for the document to be signed again.',
  },
  NOT_ADES_QC: {
    sentence: 'It is not a signature to rely on, though its certificate is qualified.',
    why: 'The signature itself is proven bad, and a good certificate does not mend that.',
    next: 'Do not rely on it; ask for the document to be signed again.',
  },
  NOT_ADES: {
    sentence: 'It is not an advanced signature or seal.',
    why: 'It is proven bad, or was made with a certificate that is not for signatures or seals.',
    next: 'Do not rely on it; ask for the document to be signed with a certificate for that.',
  },
  NA: {
    sentence: 'Whether it is qualified cannot be told.',
    why: 'No trusted list speaks of it, no trusted lists are used, or they contradict one another.',
    next: 'Check that the trusted lists are at hand, and see the reasons beside it.',
  },
  QTSA: {
    sentence: 'It is a qualified time-stamp.',
    why: 'In all of the EU it is presumed that its time is right, and that the data were not altered since.',
    next: NOTHING_TO_DO,
  },
  TSA: {
    sentence: 'It is a time-stamp that is not qualified.',
    why: 'A trusted list speaks of its issuer, but not as one of qualified time-stamps at that time.',
    next: 'Where a qualified time-stamp is required, ask for one of a service that is listed for it.',
  },
  CERTIFICATE_NOT_QUALIFIED: {
    sentence: 'The issuer is on a trusted list, but this certificate was not a qualified one.',
    why: 'Neither the list nor the certificate say that it was issued as qualified, or one says that it was not.',
    next: 'Where a qualified certificate is required, ask the issuer for one.',
  },
  CERTIFICATE_TYPE_UNKNOWN: {
    sentence: 'The certificate is qualified, but it is not clear for what.',
    why: 'Neither trusted list nor certificate name exactly one purpose.',
    next: 'Ask the issuer for a certificate with one type.',
  },
  CERTIFICATE_STATEMENTS_UNREADABLE: {
    sentence: "What the certificate says of its own qualification can't be read.",
    why: 'Its statements are malformed, so they count as absent.',
    next: 'Ask the issuer for a certificate with correct statements.',
  },
  TRUST_LISTS_MISSING: {
    sentence: 'Whether it is qualified was not looked up: EU trusted lists are not at hand.',
    why: 'Only the trusted lists of the member states make anything qualified; nothing is said against the certificate.',
    next: 'Name the lists with `--trust-lists` and `--lotl-anchors`, or let the service fetch them.',
  },
  TRUST_LISTS_NOT_USED: {
    sentence: 'Whether it is qualified was not looked up, as was asked for.',
    why: 'Only the trusted lists of the member states make anything qualified; nothing is said against the certificate.',
    next: 'Leave `--no-trust-lists` out to have it looked up.',
  },
  TL_LIST_UNUSABLE: {
    sentence: "The trusted list of the issuer's country could not be used.",
    why: 'It is absent, not authentic or not readable, so that nothing is known of what it says of the certificate.',
    next: 'Fetch the list again and validate anew; look at the state of the lists where that does not help.',
  },
  TL_SERVICE_NOT_FOUND: {
    sentence: 'No trusted list speaks of the issuer.',
    why: 'Only an entry of an EU trusted list can make something qualified.',
    next: 'Check that the list of the country of the issuer is at hand; where it is, ask for a signature by a listed provider.',
  },
  TL_SERVICE_NOT_FOUND_AT_TIME: {
    sentence: 'The issuer is on a trusted list, but was not yet at that time.',
    why: 'An entry counts from the day on which its first state began.',
    next: 'Do not take it for qualified at that time.',
  },
  TL_SERVICE_NOT_CA_QC: {
    sentence: 'The issuer is on a trusted list, but not as one of qualified certificates.',
    why: 'Only a service of type CA/QC issues qualified certificates.',
    next: 'Where a qualified certificate is required, ask for one of such a service.',
  },
  TL_SERVICE_FOR_OTHER_PURPOSE: {
    sentence: 'The issuer is listed for other certificates than this one.',
    why: 'A service is listed for signatures, seals or web sites, and what it issues beside is not qualified.',
    next: 'Where a qualified certificate is required, ask for one of a service that is listed for it.',
  },
  TL_SERVICE_CONFLICT: {
    sentence: 'Several list entries speak of the certificate, and contradict one another.',
    why: 'Which of them holds cannot be told, so nothing is said of the qualification.',
    next: TELL_THE_LIST,
  },
  TL_SERVICE_NOT_GRANTED: {
    sentence: 'The issuer did not have the qualified status at that time.',
    why: 'Its status was withdrawn, or another one that makes nothing qualified.',
    next: 'Do not take it for qualified at that time; before, it may have been.',
  },
  TL_SERVICE_NOT_TSA_QTST: {
    sentence: 'The time-stamp is not a qualified one.',
    why: 'No granted service for qualified time-stamps stood behind it at that time.',
    next: 'Where a qualified time-stamp is required, ask for one of such a service.',
  },
  TL_CRITICAL_EXTENSION_UNKNOWN: {
    sentence: 'The list entry has a critical part that is not known here.',
    why: 'What cannot be understood and must be, cannot be relied on.',
    next: 'Use a newer version of Sigillum.',
  },
  TL_CRITERIA_UNKNOWN: {
    sentence: 'The list entry tells certificates apart by something that is not known here.',
    why: 'Whether the certificate is meant cannot be told, so nothing is said of the qualification.',
    next: 'Use a newer version of Sigillum.',
  },
  TL_HISTORY_NOT_DESCENDING: contradiction(
    'The history of a list entry is not in the order of time.',
    'The state at a time is looked up in it, from the newest to the oldest.',
  ),
  TL_STATUS_UNKNOWN: contradiction(
    'The status of a list entry is none that it can have.',
    'Since 1 July 2016 such a service is granted or withdrawn, and anything else makes nothing qualified.',
  ),
  TL_PROVIDER_NAME_MISMATCH: {
    sentence: 'The listed certificate bears another name than the provider that it is listed under.',
    why: 'Names are spelt in many ways; the key and the name of the holder are what counts.',
    next: 'Compare the two names where much depends on it.',
  },
  TL_QUALIFIERS_CONTRADICT: contradiction(
    'The list says of the certificate both that it is qualified and that it is not.',
    'An entry that contradicts itself makes nothing qualified.',
  ),
  TL_QUALIFIER_LEGAL_PERSON: contradiction(
    'The list says of the certificate both that it is of a legal person and that it is for signatures.',
    'Legal persons seal, and persons sign.',
  ),
  TL_QUALIFIER_SEVERAL_PURPOSES: contradiction(
    'The list binds the certificate to several purposes.',
    'A certificate is for one of them, so its purpose stays open.',
  ),
  TL_QUALIFIER_PURPOSE_NOT_LISTED: contradiction(
    'The list binds the certificate to a purpose that the service is not listed for.',
    'The two parts of the entry do not agree.',
  ),
  TL_PURPOSE_BEFORE_SWITCH: contradiction(
    'A list entry of the time before 1 July 2016 speaks of seals or web sites.',
    'The law of that time knew qualified certificates for signatures only.',
  ),
  TL_STATUS_BEFORE_SWITCH: contradiction(
    'A list entry of the time before 1 July 2016 has a status of the time after.',
    'The law of that time knew supervision and accreditation, so the entry makes nothing qualified.',
  ),
  TL_QUALIFIER_QSCD_CONTRADICTS: contradiction(
    'The list says both that the key is in a qualified device and that it is not.',
    'An entry that contradicts itself does not tell, so no device is assumed.',
  ),
  TL_QUALIFIER_QSCD_AS_IN_CERTIFICATE: contradiction(
    'The list leaves the question of the device to the certificate, and answers it as well.',
    'An entry that contradicts itself does not tell, so no device is assumed.',
  ),
  TL_QUALIFIER_SSCD_AFTER_SWITCH: contradiction(
    'A list entry speaks of the device in the words of the old law only.',
    'Since 1 July 2016 other words count, so no device is assumed.',
  ),
  TL_QUALIFIER_UNKNOWN: contradiction(
    'The list gives the certificate a qualifier that is not known here.',
    'It is passed over, and the rest of the entry counts.',
  ),
  TRUST_LISTS_UNUSABLE: {
    sentence: "The EU trusted lists that were asked for can't be used.",
    why: 'The list of the lists is not authentic, or is past its time, so nothing that it points to can be trusted.',
    next: 'The operator has to fetch the lists again, and to check the certificates that authenticate them.',
  },
};
