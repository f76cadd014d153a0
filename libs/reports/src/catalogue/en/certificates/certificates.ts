import type { Wordings } from '../../entry.js';
import type { CERTIFICATES } from '../../facts/certificates/certificates.js';

export const CERTIFICATES_TEXTS: Wordings<typeof CERTIFICATES> = {
  PATH_SIGNATURE: {
    sentence: 'A certificate in the chain was not signed by the authority above it.',
    why: 'It is forged or damaged.',
    next: 'Do not rely on it; ask the signer for the right chain of certificates.',
  },
  PATH_SIGNATURE_UNCHECKED: {
    sentence: "The signature under a certificate in the chain can't be checked.",
    why: 'Its algorithm or key is not supported or is refused, so nobody vouches for the certificate here.',
    next: 'Ask the issuer for a chain with common algorithms.',
  },
  PATH_NOT_YET_VALID: {
    sentence: 'A certificate in the chain was not valid yet.',
    why: 'Its issuer does not vouch for it before its start.',
    next: 'Check the validation time.',
  },
  PATH_EXPIRED: {
    sentence: 'A certificate in the chain had expired.',
    why: 'Its issuer no longer vouches for it.',
    next: 'Supply a proof that the signature is older, such as a time-stamp.',
  },
  PATH_NAME_CHAINING: {
    sentence: 'A certificate names another issuer than the authority above it.',
    why: 'The two do not belong together.',
    next: 'Supply the certificate of the real issuer.',
  },
  PATH_NOT_A_CA: {
    sentence: 'A certificate in the chain was issued with one that is not that of an authority.',
    why: 'The holder of an ordinary certificate may not vouch for others.',
    next: 'Do not rely on it; this is a sign of forgery.',
  },
  PATH_LENGTH: {
    sentence: 'There are more authorities in the chain than one of them allows below itself.',
    why: 'The authority above limited how far its trust reaches.',
    next: 'Ask the issuer for a correct chain.',
  },
  PATH_KEY_USAGE: {
    sentence: "An authority's certificate is not meant for issuing certificates.",
    why: 'What it issued has no backing.',
    next: 'Ask the issuer for a correct chain.',
  },
  PATH_EXTENDED_KEY_USAGE: {
    sentence: 'A certificate in the chain is restricted to another purpose.',
    why: 'Its issuer vouches for that purpose only.',
    next: 'Ask the signer to sign with a certificate for signatures.',
  },
  PATH_NAME_CONSTRAINTS: {
    sentence: 'A name in a certificate is outside the names that its authority may vouch for.',
    why: 'The authority was not entitled to issue it.',
    next: 'Do not rely on it; ask the issuer.',
  },
  PATH_POLICY: {
    sentence: 'The chain is valid under none of the certificate policies that are demanded.',
    why: 'The rules that the certificate was issued under are not those that were asked for.',
    next: 'Ask the signer for a certificate under an accepted policy.',
  },
  PATH_CRITICAL_EXTENSION: {
    sentence: 'A certificate has a restriction that is not known here, and which its issuer marked as one that must be understood.',
    why: 'Ignoring it could mean to use the certificate against the will of its issuer.',
    next: 'Ask the issuer what the extension means, and the operator for its support.',
  },
  PATH_MALFORMED: {
    sentence: "A part of a certificate in the chain can't be read.",
    why: 'What it permits or forbids is not known.',
    next: 'Ask the issuer for a correct certificate.',
  },
  PATH_PROFILE: {
    sentence: 'A certificate breaks a rule that issuers have to follow.',
    why: 'It is careless issuing; by itself it is no forgery.',
    next: 'Ask the issuer for a correct certificate.',
  },
  PATH_REVOKED: {
    sentence: 'A certificate in the chain was withdrawn.',
    why: 'What was signed with it afterwards counts for nothing.',
    next: 'Supply a proof that the signature is older, or ask for a new one.',
  },
  PATH_REVOCATION_UNKNOWN: {
    sentence: 'Whether a certificate in the chain was withdrawn is not known.',
    why: 'A withdrawn certificate looks like any other.',
    next: 'Validate with access to the network, or supply the CRL or OCSP response.',
  },
  CERTIFICATE_UNREADABLE: {
    sentence: "Something that should be a certificate can't be read as one.",
    why: 'It counts as absent.',
    next: 'Ask for the document or the file again.',
  },
  CERTIFICATE_EXTENSION_MALFORMED: {
    sentence: "A part of a certificate can't be read.",
    why: 'What it permits or forbids is not known.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_DUPLICATE_EXTENSION: {
    sentence: 'A certificate has the same part twice.',
    why: 'Two programs may follow different ones.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_ALGORITHM_MISMATCH: {
    sentence: 'A certificate names its own signature algorithm twice, and not alike.',
    why: 'The one inside is signed and the one outside is not.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_NOT_DER: {
    sentence: 'A certificate is not written in the one form that it must have.',
    why: 'Its meaning is clear, but its bytes could be written otherwise.',
    next: 'Nothing needs to be done; the issuer can correct its software.',
  },
  CERTIFICATE_SERIAL_NUMBER: {
    sentence: 'The serial number of a certificate is not a positive number of at most 20 bytes.',
    why: 'Looking up its status may go wrong.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_TIME_FORM: {
    sentence: 'A date in a certificate is not written as it must be.',
    why: 'Other programs may read another date.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_VERSION: {
    sentence: 'A certificate has parts that its version does not know.',
    why: 'Old programs ignore them.',
    next: 'Ask the issuer for a correct certificate.',
  },
  CERTIFICATE_EMPTY_ISSUER: {
    sentence: 'A certificate does not name its issuer.',
    why: 'Nobody stands up for it by name.',
    next: 'Do not rely on it.',
  },
  EXTENSION_DUPLICATE: {
    sentence: 'A certificate, CRL or answer has the same part twice.',
    why: 'Two programs may follow different ones.',
    next: 'Ask the issuer for a correct one.',
  },
  EXTENSION_MALFORMED: {
    sentence: "A part of a certificate, CRL or answer can't be read.",
    why: 'What it permits or forbids is not known.',
    next: 'Ask the issuer for a correct one.',
  },
  NAME_UNREADABLE: {
    sentence: "A name in a certificate or CRL can't be read.",
    why: 'Whom it is about is not known.',
    next: 'Ask the issuer for a correct one.',
  },
  JWS_MALFORMED: {
    sentence: 'This is no signature in the compact form of JSON Web Signatures.',
    why: 'It can not be taken apart, so nothing in it can be checked.',
    next: 'Ask for the file again, as it was made.',
  },
  JWS_DUPLICATE_MEMBER: {
    sentence: 'The header of the signature says one thing twice.',
    why: 'Programs differ on which of the two counts, and one could be deceived.',
    next: 'Ask for a signature with a proper header.',
  },
  TLS_BINDING_MALFORMED: {
    sentence: 'The file that should bind the TLS certificate to the qualified one is not built as it must be.',
    why: 'Programs could read different things out of it.',
    next: 'Ask whoever runs the web site for a binding of the profile of TS 119 411-5.',
  },
  TLS_BINDING_NO_2_QWAC: {
    sentence: 'The certificate is not of the kind that can bind a TLS certificate.',
    why: 'Only a qualified certificate made for that purpose (2-QWAC) vouches for the TLS certificate of a web site.',
    next: 'Hand in the 2-QWAC with which the binding was signed.',
  },
  TLS_BINDING_OTHER_SIGNER: {
    sentence: 'The binding was signed with another certificate than this one.',
    why: 'It says nothing of what this certificate vouches for.',
    next: 'Hand in the certificate that stands in the binding, or the binding that goes with this certificate.',
  },
  TLS_BINDING_OTHER_SITE: {
    sentence: 'The binding does not name the TLS certificate.',
    why: 'The qualified certificate vouches for other TLS certificates, not for this one.',
    next: 'Do not take the name in the qualified certificate for that of this web site; fetch the current binding from it.',
  },
  TLS_BINDING_EXPIRED: {
    sentence: 'The time for which the binding was made is over.',
    why: 'The qualified certificate no longer vouches for the TLS certificate.',
    next: 'Fetch the current binding from the web site.',
  },
  TLS_BINDING_SIGNATURE: {
    sentence: 'The signature of the binding does not hold.',
    why: 'It is forged or damaged, or its algorithm can not be checked.',
    next: 'Do not take the name in the qualified certificate for that of this web site.',
  },
};
