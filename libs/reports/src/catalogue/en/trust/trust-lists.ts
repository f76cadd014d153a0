import type { Wording, Wordings } from '../../entry.js';
import type { TRUST_LISTS } from '../../facts/trust/trust-lists.js';

const NOTHING_TO_DO = 'There is nothing to do.';
const FETCH_AGAIN = 'Fetch the lists again from their official addresses; if it stays so, tell the operator of the list.';
const CHECK_ANCHORS = 'Check which certificates the Official Journal publishes now, and renew those of the service.';

/** A signature that does not have the one form in which it surely covers the entire list. */
function refusedSignature(sentence: string, why: string): Wording {
  return { sentence, why, next: FETCH_AGAIN };
}

export const TRUST_LISTS_TEXTS: Wordings<typeof TRUST_LISTS> = {
  PROCESS_PASSED: {
    sentence: 'What was asked of the trusted lists was answered.',
    why: 'The lists were authentic and without contradiction.',
    next: NOTHING_TO_DO,
  },
  PROCESS_PASSED_WITH_WARNING: {
    sentence: 'What was asked of the trusted lists was answered, but something about them is not as it should be.',
    why: 'The answer holds; the warnings beside it tell what to look at.',
    next: 'Read the warnings, and decide whether they matter for your purpose.',
  },
  PROCESS_FAILED: {
    sentence: 'What was asked of the trusted lists could not be answered.',
    why: 'Without an authentic list that does not contradict itself, nothing can be called qualified or not.',
    next: 'See the reason beside it; try again when it is mended.',
  },
  LOTL_VERIFICATION_PASSED: {
    sentence: 'The EU list of the trusted lists is authentic and up to date.',
    why: 'Its signer is one of those that the Official Journal publishes, so the lists that it points to can be checked.',
    next: NOTHING_TO_DO,
  },
  LOTL_VERIFICATION_FAILED: {
    sentence: 'The EU list of the trusted lists is not shown to be authentic and up to date.',
    why: 'All trust in national lists rests on it; unless an earlier good copy is in use, nothing can be called qualified.',
    next: 'See the reason beside it, and fetch the lists again.',
  },
  LOTL_NOT_AVAILABLE: {
    sentence: 'The EU list of the trusted lists is not at hand.',
    why: 'Without it no national list can be shown to be authentic.',
    next: 'Fetch it from the address that the Official Journal publishes; check the connection.',
  },
  LOTL_FILE_CONFLICT: {
    sentence: 'Copies of the EU list of the trusted lists from several places are not the same.',
    why: 'At least one of them is outdated or forged, and which one cannot be told.',
    next: 'Fetch all copies again at the same time; if they still differ, find out which place was tampered with.',
  },
  LOTL_NEXTUPDATE_PASSED: {
    sentence: 'The EU list of the trusted lists should have been replaced by a newer one already.',
    why: 'A newer one may have withdrawn what this one still trusts, so the outdated one counts for nothing.',
    next: 'Fetch the lists again.',
  },
  LOTL_SIGNATURE_VERIFICATION_FAILED: {
    sentence: 'The signature of the EU list of the trusted lists does not hold.',
    why: 'The list may have been altered, so nothing in it is believed.',
    next: FETCH_AGAIN,
  },
  LOTL_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL: {
    sentence: 'The EU list of the trusted lists does not name its own signer among those who may sign it.',
    why: 'The list contradicts itself, so who stands behind it is not known.',
    next: FETCH_AGAIN,
  },
  LOTL_ANCHORS_UNREADABLE: {
    sentence: "The file with the certificates that authenticate the EU list of the trusted lists can't be used.",
    why: 'All trust begins with these certificates, and must not begin with a guess.',
    next: 'Take the file as it is delivered, or make it again from the Official Journal.',
  },
  OJEU_LOCATION_INPUT_NOT_MATCHING_OJEU_LOCATION_IN_LOTL: {
    sentence: 'The EU list of the trusted lists rests on another publication in the Official Journal than the one known here.',
    why: 'The certificates known here may be outdated, or the list is not the real one.',
    next: CHECK_ANCHORS,
  },
  PIVOT_LISTED_TWICE: {
    sentence: 'The EU list of the trusted lists names the same earlier version of itself twice.',
    why: 'The way from the Official Journal to the list of today must go once through each change of its signers.',
    next: FETCH_AGAIN,
  },
  PIVOT_N_NOT_AVAILABLE: {
    sentence: 'An earlier version of the EU list of the trusted lists, by which its signers changed, is not at hand.',
    why: 'The way from the Official Journal to the list of today is interrupted, so the list is not shown to be authentic.',
    next: 'Fetch the lists again, with the earlier versions that the list of the lists names.',
  },
  PIVOT_N_UNREADABLE: {
    sentence: "An earlier version of the EU list of the trusted lists, by which its signers changed, can't be read.",
    why: 'The way from the Official Journal to the list of today is interrupted, so the list is not shown to be authentic.',
    next: FETCH_AGAIN,
  },
  PIVOT_N_SIGNATURE_VERIFICATION_FAILED: {
    sentence: 'The signature of an earlier version of the EU list of the trusted lists, by which its signers changed, does not hold.',
    why: 'Whom it names as the next signers is not believed, so the list of today is not shown to be authentic.',
    next: FETCH_AGAIN,
  },
  PIVOT_N_SIGNER_CERT_NOT_AUTHENTICATED_BY_PIVOT_N: {
    sentence: 'A version of the EU list of the trusted lists is signed by somebody whom the version before it does not name.',
    why: 'Each version says who may sign the next one, so who stands behind the list of today is not known.',
    next: FETCH_AGAIN,
  },
  PIVOT_N_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU: {
    sentence: 'The signer with whom trust in the EU list of the trusted lists begins is none that the Official Journal publishes.',
    why: 'The certificates known here may be outdated, or the list is not the real one.',
    next: CHECK_ANCHORS,
  },
  WARNING_LOTL_LOCATION_CHANGED: {
    sentence: 'The EU list of the trusted lists says that it has moved to another address.',
    why: 'The list is still used as it came; a new address is never followed without a decision.',
    next: 'Check the new address in the Official Journal, and set it in the service.',
  },
  WARNING_OJEU_LOCATION_CHANGED: {
    sentence: 'The EU list of the trusted lists names a newer publication in the Official Journal.',
    why: 'The list is still authentic by the earlier one, which will not last; a new one is never adopted without a decision.',
    next: CHECK_ANCHORS,
  },
  EUTL_VERIFICATION_PASSED: {
    sentence: 'The trusted list of the country is authentic.',
    why: 'Its signer is one of those that the EU list of the lists names for it.',
    next: NOTHING_TO_DO,
  },
  EUTL_VERIFICATION_FAILED: {
    sentence: 'The trusted list of the country is not shown to be authentic.',
    why: 'Unless an earlier good copy is in use, nothing from this country can be called qualified; other countries are not concerned.',
    next: 'See the reason beside it, and fetch the lists again.',
  },
  EUTL_NOT_AVAILABLE: {
    sentence: 'The trusted list of the country is not at hand.',
    why: 'Unless an earlier good copy is in use, nothing from this country can be called qualified.',
    next: 'Fetch the lists again; if it stays so, the country does not offer it at its official address.',
  },
  EUTL_FILE_CONFLICT: {
    sentence: 'There are two different trusted lists of the country with the same number.',
    why: 'Both are signed rightly, and which of them counts cannot be told, so neither is used.',
    next: FETCH_AGAIN,
  },
  EUTL_SIGNATURE_VERIFICATION_FAILED: {
    sentence: 'The signature of the trusted list of the country does not hold.',
    why: 'The list may have been altered, so nothing in it is believed.',
    next: FETCH_AGAIN,
  },
  EUTLSO_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL: {
    sentence: 'The trusted list of the country is signed by somebody who may not sign it.',
    why: 'The EU list of the lists names who may sign it, and this signer is not among them.',
    next: FETCH_AGAIN,
  },
  WARNING_EUTL_NEXTUPDATE_PASSED: {
    sentence: 'The trusted list of the country should have been replaced by a newer one already.',
    why: 'It is still used, but a change of status since then would not be known.',
    next: 'Fetch the lists again; if it stays so, the country is late with its list.',
  },
  TL_TYPE_UNEXPECTED: {
    sentence: 'The list is of another kind than was expected in its place.',
    why: 'A list of one kind must not speak for one of another.',
    next: FETCH_AGAIN,
  },
  TL_TERRITORY_MISMATCH: {
    sentence: 'The list is that of another country than was expected in its place.',
    why: 'No country may speak for the providers of another.',
    next: FETCH_AGAIN,
  },
  TL_SEQUENCE_NUMBER_LOWER: {
    sentence: 'The list is older than the one that was in use before.',
    why: 'Old lists are rightly signed, but may trust what was withdrawn since: this is how a withdrawal is undone.',
    next: 'Fetch the lists again, and check why the place that it came from offers an old one.',
  },
  TL_SEQUENCE_NUMBER_REUSED: {
    sentence: 'The list has the same number as the one that was in use before, but other content.',
    why: 'Which of them counts cannot be told, so the one in use stays.',
    next: FETCH_AGAIN,
  },
  TL_ISSUED_BEFORE_LAST: {
    sentence: 'A list with a higher number says that it was issued earlier than the one in use.',
    why: 'Number and date contradict each other: somebody may hand out an old state of things under a new number.',
    next: 'Keep the list in use, and ask the operator of the list which of the two is in force.',
  },
  TL_STRUCTURE: {
    sentence: 'The file is no trusted list, or lacks something that a trusted list must have.',
    why: 'A list that is only half understood could trust what it does not mean to.',
    next: FETCH_AGAIN,
  },
  TL_CRITICAL_EXTENSION: {
    sentence: 'The list says something of itself or of a provider that has to be understood, and is not known here.',
    why: 'It can change what the rest of the list means, so the list is refused as a whole.',
    next: 'Use a newer version of Sigillum.',
  },
  TL_VERSION_UNSUPPORTED: {
    sentence: 'The list has a version of the format that is not read here.',
    why: 'In another version the same words can mean something else.',
    next: 'Fetch the lists again, or use a newer version of Sigillum.',
  },
  WARNING_TL_VERSION_5_AFTER_ITS_END: {
    sentence: 'The list was issued in the old format when only the new one was allowed.',
    why: 'What it says is clear and counts, but its operator did not follow the rules.',
    next: 'Nothing needs to be done; the operator of the list has to issue it anew.',
  },
  WARNING_TL_SIGNATURE_INCLUSIVE_CANONICALIZATION: {
    sentence: 'The list is signed in another written form than the one that is prescribed.',
    why: 'That form covers all of the list too, so that nothing could be changed; but its operator did not follow the rules.',
    next: 'Nothing needs to be done; the operator of the list has to sign it anew.',
  },
  WARNING_TL_AGREEMENT_UNREADABLE: {
    sentence: 'What the EU recognises of the list of this third country cannot be read.',
    why: 'Services of a third country count only in the terms of an agreement. None of them counts as long as those terms are not known.',
    next: 'Refresh the trusted lists later, or update Sigillum: the agreement may have been published in a new form.',
  },
  WARNING_TL_SIGNING_CERTIFICATE_V1_IN_VERSION_6: {
    sentence: 'The list names its signing certificate in a way that its format no longer allows.',
    why: 'Who signed it is clear all the same, but its operator did not follow the rules.',
    next: 'Nothing needs to be done; the operator of the list has to sign it anew.',
  },
  SNAPSHOT_UNREADABLE: {
    sentence: "The stored state of the trusted lists can't be read, or was changed after it was stored.",
    why: 'What is trusted must not come from a file that does not fit its own name.',
    next: 'Take another copy, or build the state again from the lists.',
  },
  TL_SIGNATURE_MISSING: refusedSignature('The list is not signed.', 'Anybody could have written it.'),
  TL_SIGNATURE_SEVERAL: refusedSignature(
    'The list holds several signatures.',
    'It must have exactly one; a second one is a way to make another part look signed.',
  ),
  TL_SIGNATURE_MISPLACED: refusedSignature(
    'The signature does not stand where that of a list belongs.',
    'At another place it could belong to a part of the list only, or to another list inside of it.',
  ),
  TL_SIGNATURE_UNREADABLE: refusedSignature(
    "The signature of the list can't be read.",
    'It is not built as the standards demand, so nobody stands behind the list.',
  ),
  TL_SIGNATURE_DUPLICATE_ID: refusedSignature(
    'Several parts of the list bear the same name.',
    'One of them could be signed and another one read: this is how signed files are forged.',
  ),
  TL_SIGNATURE_CANONICALIZATION: refusedSignature(
    'The list is signed in a written form that can leave parts of it out.',
    'Only in a form that covers everything is it certain that what is read is what was signed.',
  ),
  TL_SIGNATURE_REFERENCES: refusedSignature(
    'The signature covers something else than the entire list and what it says of itself.',
    'Parts of the list could have been altered without breaking it.',
  ),
  TL_SIGNATURE_TRANSFORMS: refusedSignature(
    'The list was prepared for its signature in another way than the one that is prescribed.',
    'Other ways can leave parts out, which could then be altered without breaking the signature.',
  ),
  TL_SIGNATURE_SIGNED_PROPERTIES: refusedSignature(
    'What the signature of the list says of itself is missing, or is not signed with it.',
    'The signing certificate is named there, so who signed the list is not protected.',
  ),
  TL_SIGNATURE_DIGEST_MISMATCH: refusedSignature(
    'The list was altered after it was signed.',
    'Its content does not fit the fingerprint that was signed, so nothing in it is believed.',
  ),
  TL_SIGNATURE_ALGORITHM: refusedSignature(
    'The list is signed with a method that is too weak, or is not known here.',
    'Weak methods let somebody else make a list that fits the same signature.',
  ),
  TL_SIGNATURE_VALUE: refusedSignature(
    'The signature of the list was not made with the key of the certificate that it names.',
    'It is damaged, or somebody else made it.',
  ),
  TL_SIGNING_CERTIFICATE_MISSING: refusedSignature(
    'The list does not come with the certificate that signed it, or does not name it.',
    'Without it nobody can be held to the list.',
  ),
  TL_SIGNING_CERTIFICATE_MISMATCH: refusedSignature(
    'The certificates that come with the list are not the one that its signature names.',
    'The certificate may have been exchanged to let the list seem to be of somebody else.',
  ),
  REFRESH_OFF: {
    sentence: 'The trusted lists are not downloaded, since the service may ask nothing online.',
    why: 'Without lists nobody can say what is qualified, and lists grow old.',
    next: 'Let the service go online (SIGILLUM_ONLINE), name a folder of saved lists in SIGILLUM_TRUST_LISTS, or set it to none.',
  },
  REFRESH_FAILED: {
    sentence: 'The download of the trusted lists broke off.',
    why: 'What was stored before stays in use, and grows old.',
    next: 'Look into the log of the service and send it SIGHUP to try again.',
  },
};
