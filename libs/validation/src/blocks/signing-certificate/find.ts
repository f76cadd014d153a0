import type { Certificate } from '@sigillum/x509';
import { checkValue } from '../cryptographic.js';
import type { SignatureContext } from '../context.js';
import { allAttributesMatch, identifierMatches } from './reference.js';

/** Which certificate is taken for the signer's, and what speaks for it. */
export interface SignerFinding {
  readonly certificate: Certificate | undefined;
  /** The signature structure names it (CMS sid); undefined where the structure names none. */
  readonly identified: boolean | undefined;
  /** A signed reference has its digest; undefined where there is no reference. */
  readonly referenced: boolean | undefined;
}

/**
 * Identification of the signing certificate (EN 319 102-1 5.2.3.4): what the structure names and the signed reference confirms. Where
 * several certificates share a name and number, the digest decides; a certificate that the reference has, but that the structure names
 * differently, is taken with `identified: false`. Position in the bag means nothing.
 */
export function findSigner(context: SignatureContext): SignerFinding {
  const { signerIdentifier, certificateReferences } = context.signature;
  const certificates = context.evidence.certificates.map((item) => item.value);
  const named = signerIdentifier === undefined ? [] : certificates.filter((one) => identifierMatches(signerIdentifier, one));
  if (certificateReferences.length === 0) {
    const certificate = preferred(context, named);
    return { certificate, identified: certificate === undefined ? undefined : true, referenced: undefined };
  }
  const identified = signerIdentifier === undefined ? undefined : true;
  const agreed = preferred(
    context,
    (signerIdentifier === undefined ? certificates : named).filter((one) => allAttributesMatch(certificateReferences, one)),
  );
  if (agreed !== undefined) return { certificate: agreed, identified, referenced: true };
  const claimed = preferred(context, named);
  if (claimed !== undefined) return { certificate: claimed, identified: true, referenced: false };
  const referenced = preferred(
    context,
    certificates.filter((one) => allAttributesMatch(certificateReferences, one)),
  );
  return { certificate: referenced, identified: referenced === undefined ? undefined : false, referenced: referenced !== undefined };
}

/** Of several that fit equally well, the one whose key made the signature value; evidence stands in the order of ids. */
function preferred(context: SignatureContext, candidates: readonly Certificate[]): Certificate | undefined {
  if (candidates.length < 2) return candidates[0];
  return candidates.find((signer) => checkValue({ ...context, signer }).state === 'holds') ?? candidates[0];
}
