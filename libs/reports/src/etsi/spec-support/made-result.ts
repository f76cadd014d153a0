import { openDocument, type Signature } from '@sigillum/ades';
import { Budget, type Instant, memorySource } from '@sigillum/encoding';
import { evidenceOf, type SuppliedEvidence } from '@sigillum/evidence';
import { DEFAULT_POLICY, type ValidationPolicy, validateSignatures } from '@sigillum/validation';
import type { TrustAnchor } from '@sigillum/x509';
import type { ValidationResult } from '../../result.js';

export interface Made {
  readonly pdf: Uint8Array;
  readonly at: Instant;
  readonly anchors: readonly TrustAnchor[];
  readonly supplied?: Partial<SuppliedEvidence>;
  readonly policy?: ValidationPolicy;
  /** Changes of the signature before it is judged. */
  readonly edit?: (signature: Signature) => Signature;
}

/** The result of a made document. */
export function makeResult({ pdf, at, anchors, supplied, policy = DEFAULT_POLICY, edit = (one) => one }: Made): ValidationResult {
  const budget = new Budget();
  const opened = openDocument(memorySource(pdf), budget);
  const document = { ...opened, signatures: opened.signatures.map(edit) };
  const evidence = evidenceOf(document, { certificates: [], crls: [], ocsps: [], ...supplied }, anchors, budget);
  const judged = validateSignatures(document, evidence, policy, { now: at }, budget);
  const signatures = document.signatures.flatMap((signature, index) => {
    const conclusion = judged.signatures[index];
    return conclusion === undefined ? [] : [{ signature, level: signature.level, conclusion }];
  });
  const trust = { anchors: anchors.length, trustLists: 'not-used' } as const;
  return { document, evidence, policy, validationTime: at, trust, signatures, timestamps: judged.timestamps, poe: judged.poe };
}
