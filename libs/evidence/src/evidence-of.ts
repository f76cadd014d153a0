import type { EmbeddedMaterial, EvidenceOrigin, Signature, SignedDocument } from '@sigillum/ades';
import type { Budget } from '@sigillum/encoding';
import type { TrustAnchor } from '@sigillum/x509';
import { anchorsNamedBy } from './anchor-index.js';
import { Gathering } from './gathering.js';
import type { EvidenceSet, SuppliedEvidence } from './types.js';

/**
 * The evidence in a document and in what was supplied: read, each object once, in the order of ids, with all its origins. Objects that can't
 * be read are named in `unreadable`. What is inside time-stamp tokens and OCSP responses is evidence too, and so are the certificates of anchors that the document
 * names as signer or issuer (`anchors` has all of them). Throws `LimitError` when the
 * budget's `certificates` are spent.
 */
export function evidenceOf(
  document: SignedDocument,
  supplied: SuppliedEvidence,
  anchors: readonly TrustAnchor[],
  budget: Budget,
): EvidenceSet {
  return gatherFrom(document, supplied, anchors, budget).toSet();
}

/** The same as a gathering that more can be added to. */
export function gatherFrom(
  document: Pick<SignedDocument, 'signatures' | 'timestamps'>,
  supplied: SuppliedEvidence,
  anchors: readonly TrustAnchor[],
  budget: Budget,
): Gathering {
  const gathering = new Gathering(anchors, budget);
  for (const signature of withCounterSignatures(document.signatures)) {
    addEmbedded(gathering, signature.embedded);
    for (const certificate of anchorsNamedBy(signature, gathering.anchors)) gathering.addAnchor(certificate);
    for (const timestamp of signature.timestamps) gathering.addToken(timestamp.token);
  }
  for (const timestamp of document.timestamps) gathering.addToken(timestamp.token);
  addAll(gathering, supplied, 'supplied');
  return gathering;
}

/** All signatures, each before those that countersign it. */
export function* withCounterSignatures(signatures: readonly Signature[]): Generator<Signature> {
  for (const signature of signatures) {
    yield signature;
    yield* withCounterSignatures(signature.counterSignatures);
  }
}

function addEmbedded(gathering: Gathering, { certificates, crls, ocsps }: EmbeddedMaterial): void {
  for (const { bytes, origin } of certificates) gathering.addCertificate(bytes, origin);
  for (const { bytes, origin } of crls) gathering.addCrl(bytes, origin);
  for (const { bytes, origin } of ocsps) gathering.addOcsp(bytes, origin);
}

function addAll(gathering: Gathering, { certificates, crls, ocsps }: SuppliedEvidence, origin: EvidenceOrigin): void {
  for (const bytes of certificates) gathering.addCertificate(bytes, origin);
  for (const bytes of crls) gathering.addCrl(bytes, origin);
  for (const bytes of ocsps) gathering.addOcsp(bytes, origin);
}
