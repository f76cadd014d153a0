import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { isSelfIssued } from './anchor.js';
import { checkCriticalExtensions } from './critical.js';
import { isBroken, issued } from './issued.js';
import { breach, namesOf } from './names/constraints.js';
import { addPolicies } from './policies/graph.js';
import { type PathState, type PathStep, fail } from './state.js';

const ANY_PURPOSE = '2.5.29.37.0';

/** Basic certificate processing (RFC 5280 6.1.3), and the critical extensions, which 6.1.4 o and 6.1.5 f ask of every certificate. */
export function checkAlways(state: PathState, step: PathStep): void {
  checkIssuer(state, step);
  checkPeriod(state, step);
  checkCriticalExtensions(state, step);
  processPolicies(state, step);
  checkNames(state, step);
}

function checkIssuer(state: PathState, step: PathStep): void {
  const { certificate } = step;
  if (!state.working) return;
  const { name, publicKeyInfo } = state.working;
  if (certificate.issuer.key !== name.key) {
    fail(state, step, 'PATH_NAME_CHAINING', `its issuer is "${certificate.issuer.text}", but the certificate above is for "${name.text}"`);
  }
  const check = issued({ subject: name, publicKeyInfo }, certificate, state.budget);
  if (isBroken(check)) fail(state, step, 'PATH_SIGNATURE', 'the signature was not made with the key of the issuer');
  else if (!check.ok) fail(state, step, 'PATH_SIGNATURE_UNCHECKED', `the signature cannot be checked: ${check.problem}`);
}

function checkPeriod(state: PathState, step: PathStep): void {
  const { at, skipEndEntityValidity } = state.options;
  if (at === undefined || (step.index === 0 && skipEndEntityValidity)) return;
  const { notBefore, notAfter } = step.certificate;
  if (wholeSecond(at) < notBefore) fail(state, step, 'PATH_NOT_YET_VALID', `valid from ${toRfc3339(notBefore)}`);
  if (wholeSecond(at) > notAfter) fail(state, step, 'PATH_EXPIRED', `valid until ${toRfc3339(notAfter)}`);
}

/** Periods are whole seconds, both ends included (RFC 5280 4.1.2.5): the last second lasts until the next begins. */
function wholeSecond(at: Instant): Instant {
  return Math.floor(at / 1000) * 1000;
}

/** RFC 5280 6.1.3 b, c. */
function checkNames(state: PathState, step: PathStep): void {
  if (step.index > 0 && isSelfIssued(step.certificate)) return;
  const { permitted, excluded } = state.constraints;
  if (permitted.length + excluded.length === 0) return;
  const broken = breach(state.constraints, namesOf(step.certificate), state.budget);
  if (broken !== undefined) fail(state, step, 'PATH_NAME_CONSTRAINTS', broken);
}

/** RFC 5280 6.1.3 d to f. An anchor without policies vouches for all (RFC 5937 3). */
function processPolicies(state: PathState, step: PathStep): void {
  const { policies } = step.certificate;
  if (step.isAnchor && !policies) return;
  const anyCounts = state.inhibitAnyPolicy > 0 || (step.index > 0 && isSelfIssued(step.certificate));
  const oids = policies?.map(({ oid }) => oid) ?? [];
  state.policies = policies ? addPolicies(state.policies, oids, anyCounts, state.budget) : undefined;
  if (state.explicitPolicy === 0 && !state.policies) {
    fail(state, step, 'PATH_POLICY', 'no policy is common to the certificates so far, and a policy is demanded');
  }
}

/** What the wrap-up asks of the end entity (RFC 5280 6.1.5 a, b), and its extended key usage (4.2.1.12). */
export function checkEndEntity(state: PathState, step: PathStep): void {
  const { policyConstraints, extendedKeyUsage } = step.certificate;
  if (state.explicitPolicy > 0) state.explicitPolicy--;
  if (policyConstraints?.requireExplicit === 0) state.explicitPolicy = 0;
  const { keyPurposes } = state.options;
  if (keyPurposes && extendedKeyUsage && !extendedKeyUsage.some((oid) => oid === ANY_PURPOSE || keyPurposes.includes(oid))) {
    fail(state, step, 'PATH_EXTENDED_KEY_USAGE', `its key is for ${extendedKeyUsage.join(', ') || 'nothing'} only`);
  }
}
