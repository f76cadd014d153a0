import { openDocument, type Signature } from '@sigillum/ades';
import { Budget, type Instant, memorySource } from '@sigillum/encoding';
import { evidenceOf, type SuppliedEvidence } from '@sigillum/evidence';
import { DEFAULT_POLICY, type ValidationPolicy, validateSignatures } from '@sigillum/validation';
import {
  combineQualifications,
  type ListedService,
  type ListGap,
  qualifyCertificate,
  qualifySignature,
  qualifyTimestamp,
} from '@sigillum/qualification';
import type { TrustAnchor } from '@sigillum/x509';
import type { JudgedSignature, ValidationResult } from '../result.js';

export interface Made {
  readonly pdf: Uint8Array;
  readonly at: Instant;
  readonly anchors: readonly TrustAnchor[];
  readonly supplied?: Partial<SuppliedEvidence>;
  readonly policy?: ValidationPolicy;
  /** Services of trusted lists behind every certificate; without them no list is used. */
  readonly services?: readonly ListedService[];
  /** What is wrong with those lists. */
  readonly gaps?: readonly ListGap[];
  /** Changes of the signature before it is judged. */
  readonly edit?: (signature: Signature) => Signature;
}

/** The result of a made document. */
export function makeResult({
  pdf,
  at,
  anchors,
  supplied,
  policy = DEFAULT_POLICY,
  edit = (one) => one,
  ...listed
}: Made): ValidationResult {
  const { services, gaps = [] } = listed;
  const budget = new Budget();
  const opened = openDocument(memorySource(pdf), budget);
  const document = { ...opened, signatures: opened.signatures.map(edit) };
  const evidence = evidenceOf(document, { certificates: [], crls: [], ocsps: [], ...supplied }, anchors, budget);
  const judged = validateSignatures(document, evidence, policy, { now: at }, budget);
  const signatures = document.signatures.flatMap((signature, index) => {
    const conclusion = judged.signatures[index];
    return conclusion === undefined
      ? []
      : [{ signature, level: signature.level, conclusion, ...(services ? { qualification: qualified(conclusion, services, gaps) } : {}) }];
  });
  const timestampQualifications = new Map(
    [...judged.signatures.flatMap((one) => one.timestamps), ...judged.timestamps].map(({ id, time = at }) => [
      id,
      qualifyTimestamp(services ?? [], time, at),
    ]),
  );
  const trust = { anchors: anchors.length, trustLists: services ? 'used' : 'not-used' } as const;
  return {
    document,
    evidence,
    policy,
    validationTime: at,
    trust,
    signatures,
    timestamps: judged.timestamps,
    poe: judged.poe,
    ...(services ? { timestampQualifications } : {}),
  };
}

function qualified(
  { indication, signingCertificate, bestSignatureTime }: JudgedSignature['conclusion'],
  services: readonly ListedService[],
  gaps: readonly ListGap[],
): NonNullable<JudgedSignature['qualification']> {
  if (signingCertificate === undefined || services.length === 0)
    return { word: qualifySignature(indication, undefined), certificate: undefined, gaps };
  const atIssuance = qualifyCertificate(signingCertificate, services, signingCertificate.notBefore);
  const atUse = qualifyCertificate(signingCertificate, services, bestSignatureTime);
  const word = combineQualifications(atIssuance, atUse);
  return { word: qualifySignature(indication, word), certificate: { word, atIssuance, atUse }, gaps };
}
