import { ACCEPTANCE_CHECKS } from '../blocks/acceptance.js';
import { type ChainConclusion, validateChain } from '../blocks/chain/chain.js';
import type { SignatureContext, SignerContext } from '../blocks/context.js';
import { checkValue, CRYPTOGRAPHIC_CHECKS, type CryptographicContext, isIntact } from '../blocks/cryptographic.js';
import { FORMAT_CHECKS } from '../blocks/format.js';
import { SIGNING_CERTIFICATE_CHECKS } from '../blocks/signing-certificate/checks.js';
import { findSigner } from '../blocks/signing-certificate/find.js';
import { VALIDATION_CONTEXT_CHECKS } from '../blocks/validation-context.js';
import { runChecks, type SeverityOf } from '../checks/row.js';
import type { BlockConclusion, BlockName, Conclusion } from '../conclusion.js';
import type { CheckId } from '../policy/policy.js';

/** What the process for Basic Signatures found. */
export interface BasicResult {
  readonly conclusion: Conclusion;
  readonly blocks: readonly BlockConclusion[];
  readonly signer: SignerContext['signer'];
  readonly chain: ChainConclusion | undefined;
  readonly intact: boolean;
}

/**
 * The order in which the blocks' results count (EN 319 102-1 5.3.4): XCV is evaluated before CV, but a result other than PASSED is only
 * returned after CV has passed.
 */
const PRECEDENCE: readonly BlockName[] = ['FC', 'ISC', 'VCI', 'CV', 'XCV', 'SAV'];

/**
 * The validation process for Basic Signatures (EN 319 102-1 5.3). Every block that can run does, so that the report is complete even where an
 * early one has decided.
 */
export function validateBasic(context: SignatureContext, severityOf: SeverityOf<CheckId>): BasicResult {
  const finding = findSigner(context);
  const signer = finding.certificate;
  const chain = signer === undefined ? undefined : validateChain(signer, context, severityOf);
  const cryptographic: CryptographicContext = { ...context, signer, value: checkValue({ ...context, signer }) };
  const blocks: BlockConclusion[] = [
    { block: 'FC', conclusion: runChecks(FORMAT_CHECKS, context, severityOf) },
    { block: 'ISC', conclusion: runChecks(SIGNING_CERTIFICATE_CHECKS, { ...context, finding }, severityOf) },
    { block: 'VCI', conclusion: runChecks(VALIDATION_CONTEXT_CHECKS, context, severityOf) },
    chain?.block ?? { block: 'XCV', conclusion: WITHOUT_SIGNER },
    { block: 'CV', conclusion: runChecks(CRYPTOGRAPHIC_CHECKS, cryptographic, severityOf) },
    { block: 'SAV', conclusion: runChecks(ACCEPTANCE_CHECKS, { ...context, signer }, severityOf) },
  ];
  return { conclusion: inPrecedence(blocks), blocks, signer, chain, intact: isIntact(cryptographic) };
}

const WITHOUT_SIGNER: Conclusion = {
  indication: 'INDETERMINATE',
  subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  checks: [
    {
      id: 'XCV.prospective-chain',
      clause: 'EN 319 102-1 5.2.6.4 step 2',
      outcome: 'not-run',
      severity: 'fail',
      code: 'SIGNING_CERTIFICATE_NOT_FOUND',
      message: 'Without a signing certificate there is no chain to validate.',
      evidence: [],
    },
  ],
};

function inPrecedence(blocks: readonly BlockConclusion[]): Conclusion {
  const ordered = PRECEDENCE.flatMap((name) => blocks.filter((block) => block.block === name));
  const decisive = ordered.find((block) => block.conclusion.indication !== 'PASSED');
  return decisive?.conclusion ?? { indication: 'PASSED', checks: [] };
}
