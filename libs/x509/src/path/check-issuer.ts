import type { Certificate } from '../types.js';
import { isSelfIssued } from './anchor.js';
import { constrain } from './names/constraints.js';
import { ANY_POLICY, type Mappings, dropMapped, mapPolicies } from './policies/graph.js';
import { type PathState, type PathStep, fail } from './state.js';
import { workingKey } from './working-key.js';

/** Preparation for the next certificate (RFC 5280 6.1.4): what a CA certificate has to be, and what it imposes on those below. */
export function enterIssuer(state: PathState, step: PathStep): void {
  const { certificate } = step;
  // Set first: whatever is wrong further down, the next certificate is held against this one.
  const above = state.working?.publicKeyInfo ?? certificate.publicKeyInfo;
  state.working = { name: certificate.subject, publicKeyInfo: workingKey(above, certificate.publicKeyInfo), certificate };
  checkAuthority(state, step);
  applyMappings(state, step);
  if (certificate.nameConstraints) state.constraints = constrain(state.constraints, certificate.nameConstraints);
  applyPolicyConstraints(state, certificate);
}

/** RFC 5280 6.1.4 k to n. */
function checkAuthority(state: PathState, step: PathStep): void {
  const { certificate } = step;
  const { basicConstraints, keyUsage } = certificate;
  if (!basicConstraints?.ca) fail(state, step, 'PATH_NOT_A_CA', 'it issued a certificate, but is not that of a CA');
  // What stands above the anchor is no part of the path.
  if (!isSelfIssued(certificate) && !step.isAnchor) {
    if (state.maxPathLength <= 0) fail(state, step, 'PATH_LENGTH', 'more CA certificates than the path length above allows');
    state.maxPathLength--;
  }
  const limit = basicConstraints?.pathLength;
  if (limit !== undefined) state.maxPathLength = Math.min(state.maxPathLength, limit);
  if (keyUsage && !keyUsage.has('keyCertSign')) fail(state, step, 'PATH_KEY_USAGE', 'its key usage lacks keyCertSign');
}

/** RFC 5280 6.1.4 a, b. */
function applyMappings(state: PathState, step: PathStep): void {
  const pairs = step.certificate.policyMappings;
  if (!pairs) return;
  if (pairs.some(({ issuerDomain, subjectDomain }) => issuerDomain === ANY_POLICY || subjectDomain === ANY_POLICY)) {
    fail(state, step, 'PATH_POLICY', 'it maps anyPolicy');
  }
  const groups = Map.groupBy(pairs, ({ issuerDomain }) => issuerDomain);
  const mappings: Mappings = new Map([...groups].map(([from, group]) => [from, new Set(group.map(({ subjectDomain }) => subjectDomain))]));
  state.policies = state.policyMapping > 0 ? mapPolicies(state.policies, mappings, state.budget) : dropMapped(state.policies, mappings);
}

/** RFC 5280 6.1.4 h to j. */
function applyPolicyConstraints(state: PathState, certificate: Certificate): void {
  if (!isSelfIssued(certificate)) {
    state.explicitPolicy = Math.max(0, state.explicitPolicy - 1);
    state.policyMapping = Math.max(0, state.policyMapping - 1);
    state.inhibitAnyPolicy = Math.max(0, state.inhibitAnyPolicy - 1);
  }
  const { policyConstraints, inhibitAnyPolicy } = certificate;
  state.explicitPolicy = Math.min(state.explicitPolicy, policyConstraints?.requireExplicit ?? state.explicitPolicy);
  state.policyMapping = Math.min(state.policyMapping, policyConstraints?.inhibitMapping ?? state.policyMapping);
  state.inhibitAnyPolicy = Math.min(state.inhibitAnyPolicy, inhibitAnyPolicy ?? state.inhibitAnyPolicy);
}
