import type { Wordings } from '../entry.js';
import type { SUB_INDICATIONS } from '../facts/sub-indications.js';

export const SUB_INDICATION_TEXTS: Wordings<typeof SUB_INDICATIONS> = {
  FORMAT_FAILURE: {
    sentence:
      'The signature is not built as its format demands, or the document was changed afterwards in a way that no later step may change it.',
    why: 'What a reader shows may differ from what was signed.',
    next: 'Ask for the document as it came from the signer; do not rely on this copy.',
  },
  HASH_FAILURE: {
    sentence: 'What the signature covers was changed after signing.',
    why: 'The content is not the content that the signer signed: at least one byte of it differs.',
    next: 'Do not rely on this copy; ask for a fresh copy of the signed document.',
  },
  SIG_CRYPTO_FAILURE: {
    sentence: 'The signature value was not made by the key of this certificate over this content.',
    why: 'The signature is forged or damaged.',
    next: 'Ask for a fresh copy; if it fails again, ask the signer to sign anew.',
  },
  REVOKED: {
    sentence: 'The certificate was revoked before the signature is proven to have existed.',
    why: 'The signer no longer had the right to use the key.',
    next: 'Ask the signer to sign again with a valid certificate.',
  },
  EXPIRED: {
    sentence: 'The signature was made after the certificate had expired.',
    why: 'The issuer vouches for the key only within the validity of the certificate.',
    next: 'Ask the signer to sign again with a valid certificate.',
  },
  NOT_YET_VALID: {
    sentence: 'The signature is proven to be older than the certificate.',
    why: 'A certificate says nothing of the time before its start.',
    next: 'Ask the signer how the signature came about, and for a new one.',
  },
  SIG_CONSTRAINTS_FAILURE: {
    sentence: 'The signature lacks a property that the validation policy demands, or has one that it does not accept.',
    why: 'The signature may be sound; the policy in use does not take it in this form.',
    next: 'Read in the detailed report which property it is; ask the signer for a signature of the accepted form.',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    sentence: 'The certificates lead to a trusted authority, but not in the way that the policy demands.',
    why: 'For instance the certificate is not meant for signatures.',
    next: 'Ask the signer for a signature with a certificate that is meant for signing.',
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    sentence: 'The chain of certificates could not be validated.',
    why: 'A certificate in it breaks a rule, or nothing says whether a certificate was revoked.',
    next: 'Let it be validated with access to the network, or supply the missing CRL or OCSP response; if a certificate is at fault, ask its issuer.',
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    sentence: 'An algorithm or key of the signature was no longer reliable when the signature was made.',
    why: 'Somebody else could have made the signature.',
    next: 'Ask the signer to sign again with a current algorithm.',
  },
  POLICY_PROCESSING_ERROR: {
    sentence: 'The signature policy that the signature names could not be processed.',
    why: 'The rules under which it was signed are unknown.',
    next: 'Validate under a policy that accepts any signature policy, or ask for a signature without one.',
  },
  SIGNATURE_POLICY_NOT_AVAILABLE: {
    sentence: 'The signature policy that the signature names is not at hand.',
    why: 'The rules under which it was signed are unknown.',
    next: 'Validate under a policy that accepts any signature policy, or ask for a signature without one.',
  },
  TIMESTAMP_ORDER_FAILURE: {
    sentence: 'The time-stamps contradict each other.',
    why: 'A time-stamp that covers another one bears an earlier time.',
    next: 'Ask for the document as it was first time-stamped.',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    sentence: 'The certificate of the signer is not in the document, or is not the one that the signature names.',
    why: 'Without it nobody can tell who signed.',
    next: 'Ask the sender for the certificate of the signer, and hand it in with the document.',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    sentence: 'The certificate of the signer does not lead to an authority that is trusted here.',
    why: 'Anybody can make a certificate in any name.',
    next: 'Ask the signer who issued the certificate; if you trust that authority, name its certificate as trusted and validate again.',
  },
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: {
    sentence: 'The authority is no longer trusted, and nothing proves that the signature is older than that.',
    why: 'Trust in an authority can end; a signature from before then needs proof of its age.',
    next: 'Ask for a copy with a time-stamp from before that end, or for a new signature.',
  },
  REVOKED_NO_POE: {
    sentence: 'The certificate of the signer was revoked, and nothing proves that the signature is older.',
    why: 'A signature made before the revocation would be good; a later one would not.',
    next: 'Ask for a copy with a time-stamp from before the revocation, or for a new signature.',
  },
  REVOKED_CA_NO_POE: {
    sentence: 'The certificate of an authority was revoked, and nothing proves that the signature is older.',
    why: 'What the authority vouched for after that counts for nothing.',
    next: 'Ask for a copy with a time-stamp from before the revocation, or for a new signature with a certificate of another authority.',
  },
  OUT_OF_BOUNDS_NOT_REVOKED: {
    sentence:
      'The certificate is outside its validity now; it is known not to have been revoked, but nothing proves when the signature was made.',
    why: 'A signature made while it was valid would be good.',
    next: 'Ask for a copy with a time-stamp from within the validity of the certificate.',
  },
  OUT_OF_BOUNDS_NO_POE: {
    sentence: 'The certificate is outside its validity now, and nothing proves when the signature was made.',
    why: 'A signature made while it was valid would be good.',
    next: 'Ask for a copy with a time-stamp from within the validity of the certificate.',
  },
  REVOCATION_OUT_OF_BOUNDS_NO_POE: {
    sentence: 'The certificate that signed the revocation data is outside its validity, and nothing proves that the data are older.',
    why: 'The answer about revocation can no longer be relied on by itself.',
    next: 'Validate again with access to the network, or supply current revocation data.',
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    sentence:
      'An algorithm or key in the chain or the signature is no longer reliable, and nothing proves that the signature is older than that.',
    why: 'Today somebody else could make such a signature; when the algorithm was sound nobody could.',
    next: 'Ask for a copy with a time-stamp from the time when the algorithm was reliable, or for a new signature.',
  },
  NO_POE: {
    sentence: 'Nothing proves that something the verdict rests on existed in time.',
    why: 'Without a proof of existence it could have been made later.',
    next: 'Ask for a copy with a time-stamp from the time that the reason names, or for a new signature.',
  },
  TRY_LATER: {
    sentence: 'The data about revocation are too old, or the certificate is on hold; this can be settled later.',
    why: 'A newer answer of the issuer decides.',
    next: 'Validate again after the time that the report names.',
  },
  SIGNED_DATA_NOT_FOUND: {
    sentence: 'What was signed is not at hand.',
    why: 'The signature lies apart from its content, or part of it is missing.',
    next: 'Ask the sender for the signed content, and hand it in beside the signature.',
  },
};
