import { ACCEPTANCE_CHECKS } from '../blocks/acceptance.js';
import { type ChainConclusion, validateChain } from '../blocks/chain/chain.js';
import type { SignatureContext, SignerContext } from '../blocks/context.js';
import { checkValue, CRYPTOGRAPHIC_CHECKS, type CryptographicContext, isIntact } from '../blocks/cryptographic.js';
import { FORMAT_CHECKS } from '../blocks/format.js';
import { SIGNING_CERTIFICATE_CHECKS } from '../blocks/signing-certificate/checks.js';
import { findSigner } from '../blocks/signing-certificate/find.js';
import { VALIDATION_CONTEXT_CHECKS } from '../blocks/validation-context.js';
import { runBlock, type SeverityOf } from '../checks/row.js';
import type { BlockConclusion, BlockName, CheckResult, Conclusion } from '../conclusion.js';
import type { CheckId } from '../policy/policy.js';

/** What the process for Basic Signatures found. */
export interface BasicResult {
  readonly conclusion: Conclusion;
  readonly blocks: readonly BlockConclusion[];
  /** The check that decided; absent where the conclusion is PASSED. */
  readonly decisive?: CheckResult;
  readonly signer: SignerContext['signer'];
  readonly chain: ChainConclusion | undefined;
  readonly intact: boolean;
}

/**
 * The steps of the process (EN 319 102-1 5.3.4), in the order in which the blocks' results count: XCV is evaluated before CV, but a
 * result of it other than PASSED is only returned after CV has passed.
 */
const BASIC_STEPS: readonly { readonly block: BlockName; readonly clause: string }[] = [
  { block: 'FC', clause: 'EN 319 102-1 5.3.4 step 1' },
  { block: 'ISC', clause: 'EN 319 102-1 5.3.4 step 2' },
  { block: 'VCI', clause: 'EN 319 102-1 5.3.4 step 3' },
  { block: 'CV', clause: 'EN 319 102-1 5.3.4 step 5' },
  { block: 'XCV', clause: 'EN 319 102-1 5.3.4 steps 4, 6' },
  { block: 'SAV', clause: 'EN 319 102-1 5.3.4 step 7' },
];

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
    runBlock('FC', FORMAT_CHECKS, context, severityOf),
    runBlock('ISC', SIGNING_CERTIFICATE_CHECKS, { ...context, finding }, severityOf),
    runBlock('VCI', VALIDATION_CONTEXT_CHECKS, context, severityOf),
    chain?.block ?? WITHOUT_SIGNER,
    runBlock('CV', CRYPTOGRAPHIC_CHECKS, cryptographic, severityOf),
    runBlock('SAV', ACCEPTANCE_CHECKS, { ...context, signer }, severityOf),
  ];
  return { ...followSteps(blocks), blocks, signer, chain, intact: isIntact(cryptographic) };
}

const SIGNER_MISSING: CheckResult = {
  id: 'XCV.prospective-chain',
  clause: 'EN 319 102-1 5.2.6.4 step 2',
  outcome: 'not-run',
  severity: 'fail',
  code: 'SIGNING_CERTIFICATE_NOT_FOUND',
  message: 'Without a signing certificate there is no chain to validate.',
  evidence: [],
};

const WITHOUT_SIGNER: BlockConclusion = {
  block: 'XCV',
  conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND', checks: [SIGNER_MISSING] },
  decisive: SIGNER_MISSING,
};

/** The first step whose block did not pass decides; each step stands as a check of the process. */
function followSteps(blocks: readonly BlockConclusion[]): Pick<BasicResult, 'conclusion' | 'decisive'> {
  const steps = BASIC_STEPS.flatMap(({ block, clause }) => blocks.filter((one) => one.block === block).map((one) => ({ ...one, clause })));
  const checks = steps.map(({ block, clause, conclusion }): CheckResult => {
    const head = { id: `BASIC.${block}`, clause, severity: 'fail', evidence: [] } as const;
    if (conclusion.indication === 'PASSED') return { ...head, outcome: 'passed' };
    const { indication, subIndication } = conclusion;
    return { ...head, outcome: 'failed', code: subIndication, message: `${block} concludes ${indication}, ${subIndication}.` };
  });
  const deciding = steps.find((step) => step.conclusion.indication !== 'PASSED');
  if (deciding === undefined) return { conclusion: { indication: 'PASSED', checks } };
  const { conclusion, decisive } = deciding;
  return { conclusion: { ...conclusion, checks }, ...(decisive === undefined ? {} : { decisive }) };
}
