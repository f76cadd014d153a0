import type { Wordings } from '../entry.js';
import type { VALIDATION } from '../facts/validation.js';

export const VALIDATION_TEXTS: Wordings<typeof VALIDATION> = {
  SIGNING_CERTIFICATE_NOT_FOUND: {
    sentence: 'The certificate of the signer is neither in the document nor was it supplied.',
    why: 'Without it nobody can tell who signed, nor check the signature value.',
    next: 'Ask the sender for the certificate and pass it as a further certificate.',
  },
  CERTIFICATE_REFERENCE_ABSENT: {
    sentence: 'The signature does not say in its signed part which certificate it was made with.',
    why: 'Another certificate for the same key could be put in its place, with another name or other rights.',
    next: 'Ask the signer for an AdES signature (CAdES, PAdES), which signs a reference to the certificate.',
  },
  CERTIFICATE_REFERENCE_MISMATCH: {
    sentence: 'The certificate that was found is not the one that the signature names.',
    why: 'Someone may have exchanged the certificate, or the right one is missing.',
    next: 'Ask the sender for the certificate that was used for signing.',
  },
  CERTIFICATE_REFERENCE_ALGORITHM_UNKNOWN: {
    sentence: 'The signature names its certificate by a digest of a kind that is not known here.',
    why: "Whether the certificate is the right one can't be checked.",
    next: 'Ask the signer to sign again with a common digest algorithm such as SHA-256.',
  },
  CERTIFICATE_REFERENCE_ISSUER_SERIAL: {
    sentence: "The digest names the signer's certificate, but the issuer or serial number beside it belongs to another.",
    why: "The signing software contradicts itself; the digest, which can't be forged, counts.",
    next: 'Tell the maker of the signing software.',
  },
  SIGNER_IDENTIFIER_MISMATCH: {
    sentence: 'The unsigned name of the signer in the structure points to another certificate than the signed reference.',
    why: 'Programs that read only the unsigned name show another signer.',
    next: 'Rely on the name in this report; tell the maker of the signing software.',
  },
  SIGNER_UNKNOWN: {
    sentence: 'There is no certificate to verify the signature value with.',
    why: "Without the key of the signer the mathematics of the signature can't be checked.",
    next: 'Ask the sender for the certificate of the signer.',
  },
  NOT_APPLICABLE: {
    sentence: 'The check has nothing to look at in this signature.',
    why: 'It neither speaks for the signature nor against it.',
    next: 'Nothing needs to be done.',
  },
  IGNORED_BY_POLICY: {
    sentence: 'The validation policy says that this check is not made.',
    why: 'What it would have found is not known.',
    next: 'Choose a policy that makes the check, if it matters to you.',
  },
  VALIDATED_APART: {
    sentence: 'It is judged by itself, and the result stands by itself in the report.',
    why: "It can't change the verdict on the signature that it belongs to.",
    next: 'Read its own verdict.',
  },
  SIGNATURE_POLICY_REQUIRED: {
    sentence: 'The signature names no signature policy, but the validation policy wants one.',
    why: 'Which rules the signer accepted is not known.',
    next: 'Ask the signer to sign under the required signature policy, or validate under another validation policy.',
  },
  SIGNATURE_POLICY_UNACCEPTABLE: {
    sentence: 'The signature was made under a signature policy that the validation policy does not accept.',
    why: 'Its rules may differ from those that you rely on.',
    next: 'Ask the signer to sign under an accepted policy, or validate under one that accepts it.',
  },
  SIGNATURE_POLICY_DOCUMENT_ABSENT: {
    sentence: 'The text of the signature policy that the signature names is not at hand.',
    why: 'Whether it is the text that the signer meant was not compared, and its rules were not applied.',
    next: 'Ask the publisher of the policy for its document.',
  },
  NOTHING_SIGNED: {
    sentence: 'The signature refers to no data.',
    why: 'It protects nothing.',
    next: 'Ask the signer to sign the document.',
  },
  DIGEST_ALGORITHM_UNKNOWN: {
    sentence: 'The content was hashed by an algorithm that is not known here.',
    why: "Whether the content is unchanged can't be computed.",
    next: 'Ask the signer to sign again with a common digest algorithm such as SHA-256.',
  },
  SIGNED_DATA_CHANGED: {
    sentence: 'The content is not what was signed: its digest differs.',
    why: 'At least one byte under the signature was changed after signing.',
    next: 'Do not rely on this copy; ask the sender for the document as it was signed.',
  },
  SIGNATURE_NOT_COMPUTED: {
    sentence: 'The signature value was not computed, because something that it needs is missing.',
    why: 'Whether the signature is genuine stays open; another reason names what is missing.',
    next: 'See the reason beside this one.',
  },
  SIGNATURE_VALUE_ABSENT: {
    sentence: 'There is a place for a signature, but no signature value in it.',
    why: 'Nothing was signed.',
    next: 'Ask the signer to sign.',
  },
  SIGNED_BYTES_ABSENT: {
    sentence: "The bytes that the signature value is computed over can't be obtained.",
    why: "Without them the signature can't be verified.",
    next: 'Ask the sender for the complete document.',
  },
  SIGNED_ATTRIBUTES_WRONG: {
    sentence: 'The signed properties are not what they have to be for the signature to count.',
    why: 'Two programs could read different properties out of the same bytes, or none that tie the signature to the content.',
    next: 'Ask the signer to sign again with other software.',
  },
  MESSAGE_DIGEST_ABSENT: {
    sentence: 'No signed property holds the digest of the content.',
    why: "The signature isn't tied to the content.",
    next: 'Ask the signer to sign again.',
  },
  SIGNING_TIME_ABSENT: {
    sentence: 'The signature does not say when it was made.',
    why: 'Baseline signatures claim a time; without one there is only the time of a time-stamp, if there is any.',
    next: 'Ask the signer when the signature was made, or for one that says it.',
  },
  SIGNING_TIME_OUT_OF_VALIDITY: {
    sentence: 'The signature claims to have been made while its certificate was not valid.',
    why: 'Either the clock of the signer was wrong, or the certificate was used before or after its time.',
    next: 'Ask the signer when it was made, and for a time-stamped or new signature.',
  },
  KEY_USAGE: {
    sentence: 'The certificate was not issued for signing.',
    why: 'Its issuer vouches for the key for other purposes only, such as logging in or encrypting.',
    next: 'Ask the signer to sign with the certificate that is meant for signatures.',
  },
  CHAIN_NOT_FOUND: {
    sentence: 'No chain of certificates leads from the signer to an authority that is trusted here.',
    why: 'Anybody can make a certificate in any name; only a trusted authority vouches for it.',
    next: 'Find out who issued the certificate. If you trust that authority, pass its certificate as an anchor.',
  },
  CHAIN_SEARCH_CUT: {
    sentence: 'The search for a chain of certificates was given up at a limit.',
    why: 'There are unusually many certificates; a trusted chain may exist among them.',
    next: 'Supply only the certificates that matter, or raise the limit.',
  },
  TRUST_ANCHOR: {
    sentence: 'The certificate is trusted directly, so that the check is not made for it.',
    why: 'Trust in it comes from you or the operator and not from another certificate.',
    next: 'Nothing needs to be done.',
  },
  TRUST_ANCHOR_NOT_GRANTED: {
    sentence: 'The authority is in a trusted list, but was not a qualified one for this.',
    why: 'EU qualified validation trusts only services that were granted for qualified certificates when they issued the certificate, or for qualified time-stamps.',
    next: 'Nothing can mend a certificate of such a service; where you trust the authority all the same, name its certificate as a trust anchor of your own.',
  },
  TRUST_ANCHOR_SUNSET: {
    sentence: 'Trust in this authority has ended.',
    why: 'What it vouched for after that counts for nothing.',
    next: 'Supply a proof, such as a time-stamp, that the signature is older than the end of that trust.',
  },
  CERTIFICATE_EXPIRED: {
    sentence: 'A certificate had expired at the time at which the signature counts as made.',
    why: 'Its issuer no longer vouches for it; a signature from before could still be good, if its age were proven.',
    next: 'Ask for a copy with a time-stamp from within the validity, or for a new signature.',
  },
  CERTIFICATE_NOT_YET_VALID: {
    sentence: 'A certificate was not valid yet at the time at which the signature counts as made.',
    why: 'Its issuer does not vouch for it before its start.',
    next: 'Check the validation time; otherwise ask the signer how the signature came about.',
  },
  CERTIFICATE_REVOKED: {
    sentence: 'The issuer withdrew a certificate.',
    why: 'The key may be stolen, or the signer has lost the right to use it.',
    next: 'Ask for a copy with a time-stamp from before the withdrawal, or for a new signature.',
  },
  CERTIFICATE_ON_HOLD: {
    sentence: 'The issuer has suspended a certificate.',
    why: 'It may be released, or withdrawn for good.',
    next: "Wait for the issuer's decision and validate again, or ask the signer.",
  },
  SUBJECT_KEY_IDENTIFIER_ABSENT: {
    sentence: 'A certificate of an authority has no key identifier.',
    why: 'Finding the chain is harder; it is no doubt about the key.',
    next: 'Nothing needs to be done; the issuer can add it in its next certificate.',
  },
  OCSP_NOCHECK_FORBIDDEN: {
    sentence: 'A certificate that signs no status answers says that its own status need not be checked.',
    why: 'It exempts itself from revocation.',
    next: 'Ask the issuer; do not rely on certificates that it issued in this way.',
  },
  NO_REVOCATION_AVAILABLE_FORBIDDEN: {
    sentence: 'The certificate of an authority says that there is no revocation for it.',
    why: 'Only short-lived certificates of signers may say so.',
    next: 'Ask the issuer for a chain that can be checked.',
  },
  ALGORITHM_UNKNOWN: {
    sentence: "The policy's list of reliable algorithms does not have this one.",
    why: 'Nobody has vouched here for its strength.',
    next: 'Validate under a policy that lists it, or ask the signer for a common algorithm.',
  },
  DIGEST_NOT_RELIABLE: {
    sentence: 'The digest algorithm was no longer reliable at the time at which the signature counts as made.',
    why: 'Two documents with the same digest could be produced, so that a signature could be moved from one to the other.',
    next: 'Ask for a copy with a time-stamp from when it was reliable, or for a new signature with SHA-256 or better.',
  },
  KEY_NOT_RELIABLE: {
    sentence: 'A key of this size was no longer reliable at the time at which the signature counts as made.',
    why: 'It could be computed by somebody else with enough effort.',
    next: 'Ask for a copy with a time-stamp from when it was reliable, or for a signature with a longer key.',
  },
  KEY_TOO_SMALL: {
    sentence: 'The key is shorter than any that the policy accepts.',
    why: 'It could be computed by somebody else.',
    next: 'Ask the signer for a signature with a longer key.',
  },
  CHECK_UNKNOWN: {
    sentence: 'The validation policy names a check that does not exist.',
    why: 'A misspelt name would silently leave a check out.',
    next: 'Correct the name in the policy.',
  },
  CHECK_WITHOUT_SEVERITY: {
    sentence: 'The validation policy says nothing about one of the checks.',
    why: 'How heavy it weighs must be decided, not guessed.',
    next: 'Give the check a severity in the policy.',
  },
  SEVERITY_TOO_LIGHT: {
    sentence: 'The validation policy makes a check lighter than any policy may.',
    why: 'A signature without this check would be worth nothing.',
    next: 'Raise the severity in the policy.',
  },
  CRYPTOGRAPHY_EMPTY: {
    sentence: 'The validation policy accepts no digest algorithm or no key at all.',
    why: 'Under it no signature could ever be good.',
    next: 'List the accepted algorithms in the policy.',
  },
  ALGORITHM_NOT_RELIABLE: {
    sentence: 'An algorithm or key was not reliable at the time that counts.',
    why: 'From then on somebody else could make such a signature or certificate.',
    next: 'Ask for a copy with a time-stamp from when it was reliable, or for a new signature.',
  },
  CERTIFICATE_INVALID_EARLIER: {
    sentence: 'The certificate was withdrawn after the signature was proven, but its issuer suspects that it was unsafe before.',
    why: 'Somebody else may have had the key when this was signed. The date is not proof: the holder of the key may have named it.',
    next: 'Ask the signer to confirm the signature, or to sign again.',
  },
  TIME_STAMPING_NOT_ALONE: {
    sentence: 'The certificate behind the time-stamp may be used for other things besides time-stamping.',
    why: 'The key of a time-stamping authority must serve nothing else, or its time-stamps prove nothing.',
    next: 'Have the signature time-stamped by another authority.',
  },
  TIME_STAMPING_NOT_CRITICAL: {
    sentence: 'The certificate behind the time-stamp does not bind its key to time-stamping.',
    why: 'The purpose has to be marked critical, so that no program can overlook it.',
    next: 'Have the signature time-stamped by another authority.',
  },
  PURPOSE_NOT_DOCUMENTS: {
    sentence: 'The certificate names what it is for, and signing documents is not among it.',
    why: 'It may have been issued for logging in or for a server, under rules that know nothing of contracts.',
    next: 'Ask the signer to use a certificate for signing documents.',
  },
  TIMESTAMP_FROM_THE_FUTURE: {
    sentence: 'The time-stamp states a time that had not come yet.',
    why: 'Its clock is wrong, or the document is judged as of a day before the time-stamp was made; either way it proves nothing.',
    next: 'Check the date that you validate for, and the clock of this machine; otherwise have the document time-stamped anew.',
  },
  EXTENDED_KEY_USAGE: {
    sentence: 'The certificate was not issued for this purpose.',
    why: 'Its issuer vouches for the key for other purposes only.',
    next: 'Ask for a time-stamp or signature with a certificate that is meant for it.',
  },
  TIMESTAMP_ORDER: {
    sentence: 'The time-stamps contradict each other.',
    why: 'A time-stamp that covers another one bears an earlier time.',
    next: 'Ask for the document as it was first time-stamped.',
  },
};
