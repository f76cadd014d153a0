import type { Wordings } from '../entry.js';
import type { CRYPTOGRAPHY } from '../facts/cryptography.js';

export const CRYPTOGRAPHY_TEXTS: Wordings<typeof CRYPTOGRAPHY> = {
  SIGNATURE_MISMATCH: {
    sentence: 'The signature value was not made by this key over this content.',
    why: "The signature is forged or damaged, or the certificate is not the signer's.",
    next: 'Ask for a fresh copy; if it fails again, ask the signer to sign anew.',
  },
  SIGNATURE_ENCODING: {
    sentence: 'The signature value does not have the form that its algorithm demands.',
    why: 'Such a value was damaged, or made by faulty software; a loose reading would accept altered values.',
    next: 'Ask for a fresh copy; if it fails again, for a signature made with other software.',
  },
  ALGORITHM_KEY_MISMATCH: {
    sentence: 'The signature names an algorithm that does not go with the key of the certificate.',
    why: 'A key that is used for what it is not made for proves nothing.',
    next: 'Ask the signer to sign again with other software.',
  },
  ALGORITHM_UNSUPPORTED: {
    sentence: 'The signature algorithm is not supported here.',
    why: "Whether the signature is genuine can't be computed.",
    next: 'Ask the signer for a signature with a common algorithm (RSA, ECDSA, EdDSA, ML-DSA).',
  },
  ALGORITHM_PARAMETERS: {
    sentence: 'The parameters of the algorithm are not ones that it may have.',
    why: 'The signature could be read in more than one way.',
    next: 'Ask the signer to sign again with other software.',
  },
  KEY_UNREADABLE: {
    sentence: "The public key in the certificate can't be read.",
    why: 'Without it no signature can be verified.',
    next: 'Ask the issuer for a correct certificate.',
  },
  KEY_ALGORITHM_UNSUPPORTED: {
    sentence: 'The public key is of a kind that is not supported here.',
    why: "Signatures by it can't be verified.",
    next: 'Ask the signer for a certificate with an RSA, ECDSA, EdDSA or ML-DSA key.',
  },
  KEY_EXPLICIT_CURVE: {
    sentence: 'The key brings its own curve instead of naming a standard one.',
    why: "With a curve of one's own making a key can be made to fit foreign signatures.",
    next: 'Do not rely on the certificate; ask for one with a named curve.',
  },
  KEY_CURVE_UNSUPPORTED: {
    sentence: 'The key lies on a curve that is not supported here.',
    why: "Signatures by it can't be verified.",
    next: 'Ask the signer for a certificate on a NIST or brainpool curve.',
  },
  KEY_POINT_INVALID: {
    sentence: 'The public key is not a possible key: it is no point of its curve, or out of range.',
    why: 'Such keys are made by mistake or to deceive.',
    next: 'Do not rely on the certificate; ask the issuer for a correct one.',
  },
  KEY_SIZE_REFUSED: {
    sentence: 'The key is shorter or longer than any that is used.',
    why: 'A very short key protects nothing, and a giant one only wears out whoever verifies.',
    next: 'Ask the signer for a certificate with a usual key.',
  },
  KEY_EXPONENT_REFUSED: {
    sentence: 'The public exponent of the RSA key is one that no sound key has.',
    why: 'Signatures for such keys can be forged, or verifying them takes for ever.',
    next: 'Do not rely on the certificate; ask the issuer for a correct one.',
  },
};
