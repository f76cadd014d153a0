import { ACCEPTANCE_CHECKS } from '../blocks/acceptance.js';
import { CHAIN_CHECKS, FRESHNESS_CHECKS, WHOLE_CHAIN_CHECKS } from '../blocks/chain/chain.js';
import { CRYPTOGRAPHIC_CHECKS } from '../blocks/cryptographic.js';
import { FORMAT_CHECKS } from '../blocks/format.js';
import { SIGNING_CERTIFICATE_CHECKS } from '../blocks/signing-certificate/checks.js';
import { VALIDATION_CONTEXT_CHECKS } from '../blocks/validation-context.js';
import type { BlockName, Miss } from '../conclusion.js';
import type { CheckId, UnconditionalCheckId } from '../policy/policy.js';

/** A check as data, for reports, documentation and policies. */
export interface CheckDescription {
  readonly id: CheckId;
  readonly block: BlockName;
  readonly clause: string;
  readonly miss: Miss;
  /** The lightest severity that a policy may give it. */
  readonly floor: 'fail' | 'inform' | 'ignore';
}

const UNCONDITIONAL: Readonly<Record<UnconditionalCheckId, true>> = {
  'CV.references-found': true,
  'CV.reference-digests-computed': true,
  'CV.reference-digests': true,
  'CV.signature-computed': true,
  'CV.signature-value': true,
  'FC.signature-value-present': true,
  'FC.cms-readable': true,
  'ISC.signing-certificate-found': true,
  'XCV.prospective-chain': true,
  'XCV.signer-signature': true,
  'XCV.ca-signature': true,
};

interface Described {
  readonly id: CheckId;
  readonly clause: string;
  readonly miss: Miss;
}

function describe(block: BlockName, rows: readonly Described[]): CheckDescription[] {
  return rows.map(({ id, clause, miss }) => ({ id, block, clause, miss, floor: floorOf(id, miss) }));
}

function floorOf(id: CheckId, miss: Miss): CheckDescription['floor'] {
  if (Object.hasOwn(UNCONDITIONAL, id)) return 'fail';
  return id.startsWith('FC.') || miss.indication === 'FAILED' || id.endsWith('-not-revoked') ? 'inform' : 'ignore';
}

/** Every check of every block, in the order of the standard. */
export const CHECKS: readonly CheckDescription[] = [
  ...describe('FC', FORMAT_CHECKS),
  ...describe('ISC', SIGNING_CERTIFICATE_CHECKS),
  ...describe('VCI', VALIDATION_CONTEXT_CHECKS),
  ...describe('XCV', [...WHOLE_CHAIN_CHECKS, ...CHAIN_CHECKS.signer, ...CHAIN_CHECKS.ca]),
  ...describe('RFC', [...FRESHNESS_CHECKS.signer, ...FRESHNESS_CHECKS.ca]),
  ...describe('CV', CRYPTOGRAPHIC_CHECKS),
  ...describe('SAV', ACCEPTANCE_CHECKS),
];
