import type { Budget } from '@sigillum/encoding';
import type { Certificate, CertificationPath, DistinguishedName, PathFailure, PathFailureCode, PathOptions } from '../types.js';
import { type ConstraintState, UNCONSTRAINED } from './names/constraints.js';
import { type PolicyGraph, initialGraph } from './policies/graph.js';

/** The state variables of RFC 5280 6.1.2, changed as the path is walked from the anchor down. */
export interface PathState {
  readonly options: PathOptions;
  readonly budget: Budget;
  readonly failures: PathFailure[];
  constraints: ConstraintState;
  policies: PolicyGraph;
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
  maxPathLength: number;
  /** working_issuer_name and working_public_key; undefined before the anchor's own certificate, which nobody has to vouch for. */
  working: { readonly name: DistinguishedName; readonly publicKeyInfo: Uint8Array } | undefined;
}

/** A certificate of the path under examination. */
export interface PathStep {
  readonly certificate: Certificate;
  /** Counted from the end entity = 0; the anchor's own certificate comes after the last. */
  readonly index: number;
  readonly isAnchor: boolean;
}

/** The certificates in the order of processing, the end entity last. */
export function stepsOf(path: CertificationPath, options: PathOptions): readonly PathStep[] {
  const steps = path.certificates.map((certificate, index): PathStep => ({ certificate, index, isAnchor: false }));
  const above = options.checkAnchorCertificate ? path.anchor.certificate : undefined;
  if (above) steps.push({ certificate: above, index: steps.length, isAnchor: true });
  return steps.reverse();
}

/** Initialisation (RFC 5280 6.1.2) for a path of `length` certificates. */
export function initialState(path: CertificationPath, options: PathOptions, length: number, budget: Budget): PathState {
  return {
    options,
    budget,
    failures: [],
    constraints: UNCONSTRAINED,
    policies: initialGraph(),
    explicitPolicy: options.requireExplicitPolicy ? 0 : length + 1,
    policyMapping: options.inhibitPolicyMapping ? 0 : length + 1,
    inhibitAnyPolicy: options.inhibitAnyPolicy ? 0 : length + 1,
    maxPathLength: length,
    working: length > path.certificates.length ? undefined : { name: path.anchor.subject, publicKeyInfo: path.anchor.publicKeyInfo },
  };
}

export function fail(state: PathState, step: PathStep, code: PathFailureCode, message: string): void {
  state.failures.push({ code, index: step.index, message: `${step.certificate.subject.text || step.certificate.id}: ${message}` });
}
