import type { Wordings } from '../../entry.js';
import type { REVOCATION } from '../../facts/certificates/revocation.js';

export const REVOCATION_TEXTS: Wordings<typeof REVOCATION> = {
  REVOCATION_DATA_MISSING: {
    sentence: 'Nothing says whether a certificate was withdrawn.',
    why: 'A withdrawn certificate looks like any other.',
    next: "Supply the issuer's CRL or OCSP response with `--certificates FILE`; where the certificate names an address, access to the network does.",
  },
  REVOCATION_DATA_UNACCEPTABLE: {
    sentence: 'None of the answers about withdrawal that are at hand can be used.',
    why: 'They are from the wrong issuer, for another certificate, badly signed or out of time; the report says which.',
    next: 'Supply a current CRL or OCSP response with `--certificates FILE`, or validate with access to the network.',
  },
  REVOCATION_NOT_FRESH: {
    sentence: 'The answer about withdrawal is too old.',
    why: 'The certificate may have been withdrawn since.',
    next: 'Validate again with access to the network, or supply a newer CRL or OCSP response; the reason says when one was due.',
  },
  REVOCATION_NOT_REQUIRED: {
    sentence: 'The status of this certificate need not be checked.',
    why: 'It is trusted directly, or its issuer says so for a short-lived certificate or a status responder.',
    next: 'Nothing needs to be done.',
  },
  REVOCATION_STATUS_UNKNOWN: {
    sentence: 'No acceptable answer says whether the certificate was withdrawn.',
    why: 'A withdrawn certificate looks like any other.',
    next: "Supply the issuer's CRL or OCSP response with `--certificates FILE`; where the certificate names an address, access to the network does.",
  },
  REVOCATION_ISSUER_LOOP: {
    sentence: 'The answer about withdrawal rests on a certificate whose own status rests on the answer.',
    why: 'It would vouch for itself.',
    next: "Supply an answer by another responder or the issuer's CRL.",
  },
  CA_REVOKED_BEFORE_STATUS: {
    sentence: 'An issuing authority was revoked, and nothing proves that the word on the signer is older.',
    why: 'Whoever has the key of a revoked authority can make revocation data of any date.',
    next: 'Ask for a time-stamp over the revocation data from before the revocation, or for a new signature.',
  },
  VALIDITY_DISJOINT: {
    sentence: 'At no time were all certificates of the chain valid together.',
    why: 'A chain holds at a moment at which each of its certificates is valid.',
    next: 'Ask the signer for the right chain of certificates.',
  },
  SIGNED_AFTER_REVOCATION: {
    sentence: 'A time-stamp in the signature proves that it was made after its certificate was revoked.',
    why: 'From the revocation on the certificate speaks for nobody.',
    next: 'Do not rely on it; ask for a signature with a certificate that is valid.',
  },
  SIGNED_AFTER_EXPIRY: {
    sentence: 'A time-stamp in the signature proves that it was made after its certificate had ended.',
    why: 'After its end a certificate speaks for nobody.',
    next: 'Do not rely on it; ask for a signature with a certificate that is valid.',
  },
  SIGNED_AFTER_ALGORITHM_END: {
    sentence: 'A time-stamp in the signature proves that it was made when its algorithms were no longer reliable.',
    why: 'Such a signature could have been forged when it was made.',
    next: 'Ask for a signature with current algorithms.',
  },
  TIMESTAMP_DELAY: {
    sentence: 'The time-stamp came later after signing than the policy allows.',
    why: 'The longer nobody vouches for the time, the less the claimed signing time is worth.',
    next: 'Judge under a policy that allows more, or ask for a signature that is time-stamped at once.',
  },
  REVOCATION_ISSUER_STATUS_UNKNOWN: {
    sentence: 'Whether the certificate that signed the answer about withdrawal was itself withdrawn is not known.',
    why: "A withdrawn responder's answer counts for nothing.",
    next: 'Validate with access to the network, or supply the CRL for the responder.',
  },
  REVOCATION_ISSUER_REVOKED: {
    sentence: 'The certificate that signed the answer about withdrawal was itself withdrawn.',
    why: 'The answer counts for nothing.',
    next: 'Supply an answer by another responder.',
  },
  REVOCATION_TAKEN_BACK: {
    sentence: 'Two authentic answers contradict each other: one says that the certificate was withdrawn, a later one that it was not.',
    why: 'A withdrawal is for good, so that the later answer counts for nothing; one of the two sources is wrong, or speaks for somebody else.',
    next: 'Ask the issuer of the certificate which of its answers is true.',
  },
  REVOCATION_ISSUER_OUT_OF_VALIDITY: {
    sentence: 'The certificate that signed the answer about withdrawal is not valid now.',
    why: 'Nothing proves that the answer was made while it was.',
    next: 'Fetch a current answer, or supply a proof of the age of this one.',
  },
  REVOCATION_ISSUED_OUT_OF_VALIDITY: {
    sentence: 'The answer about withdrawal was made while the certificate of whoever signed it was not valid.',
    why: 'The responder had no right to answer at that time.',
    next: 'Supply a current answer.',
  },
  REVOCATION_FROM_THE_FUTURE: {
    sentence: 'The answer about withdrawal is younger than the moment as of which is validated.',
    why: 'At that moment it was not known.',
    next: 'Check the validation time.',
  },
  REVOCATION_BEFORE_ISSUANCE: {
    sentence: 'The answer about withdrawal is older than the certificate.',
    why: "It can't speak about it.",
    next: 'Supply a newer answer.',
  },
  REVOCATION_AFTER_EXPIRY: {
    sentence: 'The answer about withdrawal was made after the certificate had expired.',
    why: 'Issuers may drop expired certificates from their lists, so that silence no longer means that it is good.',
    next: 'Supply an answer from within the validity, or one that says that it keeps expired certificates.',
  },
  REVOCATION_REASONS_NOT_COVERED: {
    sentence: 'The lists at hand speak of some reasons for withdrawal only.',
    why: 'The certificate may have been withdrawn for another reason.',
    next: 'Supply the lists for the other reasons.',
  },
  CRL_UNREADABLE: {
    sentence: "Something that should be a list of withdrawn certificates can't be read as one.",
    why: 'It counts as absent.',
    next: 'Fetch the list again.',
  },
  CRL_MALFORMED: {
    sentence: "A part of the list of withdrawn certificates can't be read.",
    why: 'An entry may be missed.',
    next: 'Fetch the list again, or ask its issuer.',
  },
  CRL_REASONS: {
    sentence: 'The list speaks of none of the reasons for withdrawal that still count.',
    why: 'It adds nothing to what is known.',
    next: 'Supply the list that covers the other reasons.',
  },
  CRL_DISTRIBUTION_POINT: {
    sentence: "The list is another part of the issuer's lists than the one for this certificate.",
    why: 'The certificate would not stand in it even if it was withdrawn.',
    next: 'Supply the list that the certificate names.',
  },
  CRL_NOT_INDIRECT: {
    sentence: 'The list is of another issuer and does not say that it covers foreign certificates.',
    why: 'Nobody may withdraw, or acquit, the certificates of others.',
    next: "Supply the list of the certificate's own issuer.",
  },
  CRL_ISSUER_MISMATCH: {
    sentence: 'The list is of another issuer.',
    why: 'It says nothing about this certificate.',
    next: "Supply the list of the certificate's issuer.",
  },
  CRL_SCOPE_ATTRIBUTE_CERTIFICATES: {
    sentence: 'The list is about attribute certificates only.',
    why: 'It says nothing about this certificate.',
    next: "Supply the issuer's list for ordinary certificates.",
  },
  CRL_SCOPE_USER_CERTIFICATES: {
    sentence: "The list is about the certificates of persons only, and this is an authority's.",
    why: 'It says nothing about this certificate.',
    next: "Supply the issuer's list for authorities.",
  },
  CRL_SCOPE_CA_CERTIFICATES: {
    sentence: 'The list is about the certificates of authorities only, and this is none.',
    why: 'It says nothing about this certificate.',
    next: "Supply the issuer's list for the certificates of persons.",
  },
  CRL_DELTA_WITHOUT_BASE: {
    sentence: 'The list holds only what is new, and the complete list that it belongs to is missing.',
    why: 'Older withdrawals are not in it.',
    next: 'Supply the complete list too.',
  },
  CRL_UNKNOWN_CRITICAL_EXTENSION: {
    sentence: 'The list has a restriction that is not known here and must be understood.',
    why: 'What it covers is not certain.',
    next: 'Ask the issuer for a list without it, or supply an OCSP response.',
  },
  CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION: {
    sentence: 'An entry of the list has a condition that is not known here and must be understood.',
    why: 'Whom the entries after it are about is not certain.',
    next: 'Ask the issuer for a list without it, or supply an OCSP response.',
  },
  CRL_SIGNER_NOT_FOUND: {
    sentence: 'The certificate of whoever signed the list is not at hand.',
    why: 'Anybody could have made the list.',
    next: 'Supply the certificate.',
  },
  CRL_SIGNER_PATH: {
    sentence: 'Whoever signed the list has no chain to the authority that is trusted.',
    why: 'Anybody could have made the list.',
    next: 'Supply the missing certificates, or the list of the right issuer.',
  },
  CRL_SIGNER_KEY_USAGE: {
    sentence: 'The certificate of whoever signed the list is not meant for signing lists.',
    why: 'Its issuer gave it no right to.',
    next: 'Ask the issuer for a correct list.',
  },
  CRL_SIGNATURE: {
    sentence: 'The list was not signed with the key of its issuer.',
    why: 'It is forged or damaged.',
    next: 'Fetch the list again.',
  },
  CRL_SIGNATURE_UNCHECKED: {
    sentence: "The signature under the list can't be checked.",
    why: 'Its algorithm or key is not supported or is refused.',
    next: 'Supply an OCSP response, or a list with a common algorithm.',
  },
  OCSP_UNREADABLE: {
    sentence: "Something that should be a status answer can't be read as one.",
    why: 'It counts as absent.',
    next: 'Ask the responder again.',
  },
  OCSP_NOT_SUCCESSFUL: {
    sentence: 'The status responder gave an error instead of an answer.',
    why: 'It says nothing about the certificate.',
    next: 'Ask the responder again later.',
  },
  OCSP_MALFORMED: {
    sentence: "A part of the status answer can't be read.",
    why: 'What it says is not certain.',
    next: 'Ask the responder again.',
  },
  OCSP_STATUS_UNKNOWN: {
    sentence: 'The status responder does not know the certificate.',
    why: 'The certificate may never have been issued.',
    next: 'Ask the issuer of the certificate.',
  },
  OCSP_CERTIFICATE_MISMATCH: {
    sentence: 'The status answer is about another certificate.',
    why: 'It says nothing about this one.',
    next: 'Supply the answer for this certificate.',
  },
  OCSP_CERT_HASH: {
    sentence: 'The status answer confirms another certificate with the same number.',
    why: 'The certificate at hand is not the one that the issuer knows.',
    next: 'Do not rely on the certificate; ask its issuer.',
  },
  OCSP_HASH_UNSUPPORTED: {
    sentence: 'The status answer names the certificate by a digest that is not supported here.',
    why: "Whether it is about this certificate can't be computed.",
    next: 'Ask for an answer with SHA-1 or SHA-256.',
  },
  OCSP_RESPONDER_NOT_FOUND: {
    sentence: 'The certificate of whoever signed the status answer is not at hand.',
    why: 'Anybody could have made the answer.',
    next: 'Supply the certificate, or ask the responder again.',
  },
  OCSP_RESPONDER_NOT_AUTHORISED: {
    sentence: "Whoever signed the status answer has no authority from the certificate's issuer.",
    why: 'Only the issuer, or whom it authorised, may answer.',
    next: "Ask the issuer's own responder.",
  },
  OCSP_RESPONDER_KEY_USAGE: {
    sentence: 'The certificate of whoever signed the status answer is not meant for signing.',
    why: 'Its issuer gave it no right to.',
    next: "Ask the issuer's own responder.",
  },
  OCSP_SIGNATURE: {
    sentence: 'The status answer was not signed with the key of its responder.',
    why: 'It is forged or damaged.',
    next: 'Ask the responder again.',
  },
  OCSP_SIGNATURE_UNCHECKED: {
    sentence: "The signature under the status answer can't be checked.",
    why: 'Its algorithm or key is not supported or is refused.',
    next: "Supply the issuer's CRL, or an answer with a common algorithm.",
  },
  OCSP_UNKNOWN_CRITICAL_EXTENSION: {
    sentence: 'The status answer has a condition that is not known here and must be understood.',
    why: 'What it says is not certain.',
    next: "Supply the issuer's CRL instead.",
  },
};
