import type { Budget } from '@sigillum/encoding';
import type { Certificate, CertificationPath, DistinguishedName, PathFailure, PathFailureCode, PathOptions } from '../types.js';
import { isAnchor } from './anchor.js';
import { type ConstraintState, UNCONSTRAINED, constrain } from './names/constraints.js';
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
  working: Working | undefined;
}

interface Working {
  readonly name: DistinguishedName;
  readonly publicKeyInfo: Uint8Array;
  /** Where they are from; an anchor may be without. */
  readonly certificate: Certificate | undefined;
}

/** A certificate of the path under examination. */
export interface PathStep {
  readonly certificate: Certificate;
  /** Counted from the end entity = 0; the anchor's own certificate comes after the last. */
  readonly index: number;
  readonly isAnchor: boolean;
}

/** The certificates in the order of processing, the end entity last. An end entity that is the anchor is one of them only where anchors are checked. */
export function stepsOf(path: CertificationPath, options: PathOptions): readonly PathStep[] {
  const [endEntity, ...others] = path.certificates;
  if (endEntity && others.length === 0 && isAnchor(endEntity, path.anchor)) {
    return options.checkAnchorCertificate ? [{ certificate: endEntity, index: 0, isAnchor: true }] : [];
  }
  const steps = path.certificates.map((certificate, index): PathStep => ({ certificate, index, isAnchor: false }));
  const above = options.checkAnchorCertificate ? path.anchor.certificate : undefined;
  if (above) steps.push({ certificate: above, index: steps.length, isAnchor: true });
  return steps.reverse();
}

/** Initialisation (RFC 5280 6.1.2). */
export function initialState(path: CertificationPath, options: PathOptions, steps: readonly PathStep[], budget: Budget): PathState {
  const { length } = steps;
  const { subject, publicKeyInfo, certificate } = path.anchor;
  const { initialNameConstraints } = options;
  return {
    options,
    budget,
    failures: [],
    constraints: initialNameConstraints ? constrain(UNCONSTRAINED, initialNameConstraints) : UNCONSTRAINED,
    policies: initialGraph(),
    explicitPolicy: options.requireExplicitPolicy ? 0 : length + 1,
    policyMapping: options.inhibitPolicyMapping ? 0 : length + 1,
    inhibitAnyPolicy: options.inhibitAnyPolicy ? 0 : length + 1,
    maxPathLength: options.maxPathLength ?? length,
    working: steps[0]?.isAnchor ? undefined : { name: subject, publicKeyInfo, certificate },
  };
}

export function fail(state: PathState, step: PathStep, code: PathFailureCode, message: string): void {
  state.failures.push({ code, index: step.index, message: `${step.certificate.subject.text || step.certificate.id}: ${message}` });
}
