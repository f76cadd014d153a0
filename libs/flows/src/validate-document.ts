import { openDocument } from '@sigillum/ades';
import { Budget, type ByteSource, type Instant } from '@sigillum/encoding';
import { collectEvidence, type EvidenceSource, type SuppliedEvidence } from '@sigillum/evidence';
import type { TrustUsed, ValidationResult } from '@sigillum/reports';
import { type ValidationPolicy, validateSignature } from '@sigillum/validation';
import type { TrustAnchor } from '@sigillum/x509';

/** What is asked of a document, and under which trust. */
export interface ValidationRequest {
  /** The moment as of which the document is judged. */
  readonly at: Instant;
  readonly policy: ValidationPolicy;
  readonly anchors: readonly TrustAnchor[];
  readonly supplied: SuppliedEvidence;
  readonly trustLists: TrustUsed['trustLists'];
  /** Nothing is asked of the network. */
  readonly offline: boolean;
}

/** What the flow needs of the world; without sources it asks nobody. */
export interface ValidationPorts {
  readonly sources: readonly EvidenceSource[];
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
  const document = openDocument(source, budget);
  const { supplied, anchors, offline, policy, at } = request;
  const evidence = await collectEvidence(document, { supplied, anchors, offline, sources: ports.sources }, budget);
  const signatures = document.signatures.map((signature) => ({
    signature,
    level: signature.level,
    conclusion: validateSignature(signature, evidence, policy, { now: at }, budget),
  }));
  const trust = { anchors: anchors.length, trustLists: request.trustLists };
  return { document, evidence, policy, validationTime: at, trust, signatures };
}
