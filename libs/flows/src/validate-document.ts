import { type DetachedDocument, openDocument } from '@sigillum/ades';
import { Budget, type ByteSource, type Instant } from '@sigillum/encoding';
import { collectEvidence, type EvidenceSource, type FetchLimits, type SuppliedEvidence } from '@sigillum/evidence';
import type { ValidationResult } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import type { ValidationPolicy } from '@sigillum/validation';
import type { TrustAnchor } from '@sigillum/x509';
import { judge, type JudgeInput } from './judge.js';
import { trustAtHand, trustedBy, trustUsed } from './trust.js';

/** What is looked for, and under which trust. */
export interface CollectRequest {
  /** The moment as of which the document is judged. */
  readonly at: Instant;
  readonly anchors: readonly TrustAnchor[];
  readonly supplied: SuppliedEvidence;
  /** The lists that tell what is qualified, or why there are none. */
  readonly trustLists: TrustSnapshot | 'not-used' | 'missing';
  /** What may be signed or time-stamped outside the document. */
  readonly detached?: readonly DetachedDocument[];
  /** Evidence records beside the document: named in the report, and not judged. */
  readonly evidenceRecords?: readonly DetachedDocument[];
  /** Nothing is asked of the network. */
  readonly offline: boolean;
}

/** What is asked of a document, and under which trust. */
export interface ValidationRequest extends CollectRequest {
  readonly policy: ValidationPolicy;
}

/** What the flow needs of the world; without sources it asks nobody. */
export interface ValidationPorts {
  readonly sources: readonly EvidenceSource[];
  /** What one document may have each source ask; the usual limits unless said otherwise. */
  readonly fetchLimits?: FetchLimits;
}

/** A document with everything but the policy that a verdict on it is drawn from. */
export type Collected = Omit<JudgeInput, 'policy'>;

/**
 * Opens a document and collects the evidence, the only step that waits. Throws `OpenError` where the document can't be read and `LimitError` where
 * a budget is spent.
 */
export async function openAndCollect(
  source: ByteSource,
  request: CollectRequest,
  ports: ValidationPorts,
  budget: Budget = new Budget(),
): Promise<Collected> {
  const document = openDocument(source, budget, { detached: request.detached ?? [], evidenceRecords: request.evidenceRecords ?? [] });
  const { supplied, offline, at, trustLists } = request;
  const lists = typeof trustLists === 'string' ? undefined : trustLists;
  const anchors = trustedBy(request.anchors, lists);
  const { sources, fetchLimits: limits } = ports;
  const collected = await collectEvidence(document, { supplied, anchors, offline, at, sources, limits }, budget);
  return { document, at, trust: trustUsed(request.anchors, trustLists), ...trustAtHand(collected, request.anchors, lists) };
}

/**
 * The story of a validation: open, collect evidence, judge each signature. Throws as `openAndCollect` and `judge` do; every verdict is a value in
 * the result.
 */
export async function validateDocument(
  source: ByteSource,
  request: ValidationRequest,
  ports: ValidationPorts,
  budget: Budget = new Budget(),
): Promise<ValidationResult> {
  return judge({ ...(await openAndCollect(source, request, ports, budget)), policy: request.policy }, budget.limits);
}
