import { determineLevel, type LevelContext, type SignedDocument } from '@sigillum/ades';
import { Budget, type Instant, type Limits } from '@sigillum/encoding';
import type { EvidenceItem, EvidenceSet } from '@sigillum/evidence';
import type { TrustUsed, ValidationResult } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import { type ValidationPolicy, validateSignatures } from '@sigillum/validation';
import { qualificationOf, timestampQualificationsOf } from './qualify.js';

/** All that a verdict is drawn from: it can be kept, and judged again anywhere and at any time. */
export interface JudgeInput {
  readonly document: SignedDocument;
  readonly evidence: EvidenceSet;
  readonly policy: ValidationPolicy;
  /** The moment as of which the document is judged. */
  readonly at: Instant;
  readonly trust: TrustUsed;
  /** Of the trusted lists what the evidence can lead to; absent where none are used. */
  readonly lists?: TrustSnapshot;
}

/**
 * The verdicts on a document and the levels of its signatures. Pure, with a budget of its own: what opening and collecting have cost can make no
 * difference. Throws `LimitError` where that budget is spent.
 */
export function judge({ document, evidence, policy, at, trust, lists }: JudgeInput, limits: Partial<Limits> = {}): ValidationResult {
  const budget = new Budget(limits);
  const judged = validateSignatures(document, evidence, policy, { now: at }, budget);
  const context = levelContextOf(evidence, budget);
  const signatures = document.signatures.flatMap((signature, index) => {
    const conclusion = judged.signatures[index];
    if (!conclusion) return [];
    const qualification = lists && { qualification: qualificationOf(conclusion, lists, at, budget) };
    return [{ signature, conclusion, level: determineLevel(signature, context), ...qualification }];
  });
  const all = [...judged.signatures.flatMap((one) => one.timestamps), ...judged.timestamps];
  const qualified = lists && { timestampQualifications: timestampQualificationsOf(all, lists, budget) };
  return {
    document,
    evidence,
    policy,
    validationTime: at,
    trust,
    signatures,
    timestamps: judged.timestamps,
    poe: judged.poe,
    ...qualified,
  };
}

/** A level is the document's own: revocation data that were supplied or fetched make none. */
function levelContextOf({ certificates, crls, ocsps, anchors }: EvidenceSet, budget: Budget): LevelContext {
  return { certificates: certificates.map((one) => one.value), crls: ownOf(crls), ocsps: ownOf(ocsps), anchors, budget };
}

function ownOf<T>(items: readonly EvidenceItem<T>[]): T[] {
  return items.filter(({ origins }) => origins.some((one) => one !== 'supplied' && one !== 'online')).map((one) => one.value);
}
