import { type DetachedDocument, determineLevel, type LevelContext, openDocument } from '@sigillum/ades';
import { Budget, type ByteSource, type Instant } from '@sigillum/encoding';
import {
  collectEvidence,
  type EvidenceItem,
  type EvidenceSet,
  type EvidenceSource,
  type FetchLimits,
  type SuppliedEvidence,
} from '@sigillum/evidence';
import type { TrustUsed, ValidationResult } from '@sigillum/reports';
import { type ValidationPolicy, validateSignatures } from '@sigillum/validation';
import type { TrustAnchor } from '@sigillum/x509';

/** What is asked of a document, and under which trust. */
export interface ValidationRequest {
  /** The moment as of which the document is judged. */
  readonly at: Instant;
  readonly policy: ValidationPolicy;
  readonly anchors: readonly TrustAnchor[];
  readonly supplied: SuppliedEvidence;
  readonly trustLists: TrustUsed['trustLists'];
  /** What may be signed or time-stamped outside the document. */
  readonly detached?: readonly DetachedDocument[];
  /** Nothing is asked of the network. */
  readonly offline: boolean;
}

/** What the flow needs of the world; without sources it asks nobody. */
export interface ValidationPorts {
  readonly sources: readonly EvidenceSource[];
  /** What one document may have each source ask; the usual limits unless said otherwise. */
  readonly fetchLimits?: FetchLimits;
}

/**
 * The story of a validation: open, collect evidence (the only step that waits), judge each signature. Throws `OpenError` where the
 * document can't be read and `LimitError` where a budget is spent; every verdict is a value in the result.
 */
export async function validateDocument(
  source: ByteSource,
  request: ValidationRequest,
  ports: ValidationPorts,
  budget: Budget = new Budget(),
): Promise<ValidationResult> {
  const document = openDocument(source, budget, { detached: request.detached ?? [] });
  const { supplied, anchors, offline, policy, at } = request;
  const { sources, fetchLimits: limits } = ports;
  const evidence = await collectEvidence(document, { supplied, anchors, offline, at, sources, limits }, budget);
  const judged = validateSignatures(document, evidence, policy, { now: at }, budget);
  const context = levelContextOf(evidence, budget);
  const signatures = document.signatures.flatMap((signature, index) => {
    const conclusion = judged.signatures[index];
    return conclusion ? [{ signature, conclusion, level: determineLevel(signature, context) }] : [];
  });
  const trust = { anchors: anchors.length, trustLists: request.trustLists };
  return { document, evidence, policy, validationTime: at, trust, signatures, timestamps: judged.timestamps };
}

/** A level is the document's own: revocation data that were supplied or fetched make none. */
function levelContextOf({ certificates, crls, ocsps, anchors }: EvidenceSet, budget: Budget): LevelContext {
  return { certificates: certificates.map((one) => one.value), crls: ownOf(crls), ocsps: ownOf(ocsps), anchors, budget };
}

function ownOf<T>(items: readonly EvidenceItem<T>[]): T[] {
  return items.filter(({ origins }) => origins.some((one) => one !== 'supplied' && one !== 'online')).map((one) => one.value);
}
