import { ACCEPTANCE_CHECKS } from '../blocks/acceptance.js';
import { type ChainConclusion, validateChain } from '../blocks/chain/chain.js';
import type { SignatureContext, SignerContext } from '../blocks/context.js';
import { checkValue, CRYPTOGRAPHIC_CHECKS, type CryptographicContext, isIntact } from '../blocks/cryptographic.js';
import { FORMAT_CHECKS } from '../blocks/format.js';
import { SIGNING_CERTIFICATE_CHECKS } from '../blocks/signing-certificate/checks.js';
import { findSigner } from '../blocks/signing-certificate/find.js';
import { VALIDATION_CONTEXT_CHECKS } from '../blocks/validation-context.js';
import { runChecks, type SeverityOf } from '../checks/row.js';
import type { BlockConclusion, BlockName, CheckResult, Conclusion } from '../conclusion.js';
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
 * The steps of the process (EN 319 102-1 5.3.4), in the order in which the blocks' results count: XCV is evaluated before CV, but a
 * result of it other than PASSED is only returned after CV has passed.
 */
export const BASIC_STEPS: readonly { readonly block: BlockName; readonly clause: string }[] = [
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
    { block: 'FC', conclusion: runChecks(FORMAT_CHECKS, context, severityOf) },
    { block: 'ISC', conclusion: runChecks(SIGNING_CERTIFICATE_CHECKS, { ...context, finding }, severityOf) },
    { block: 'VCI', conclusion: runChecks(VALIDATION_CONTEXT_CHECKS, context, severityOf) },
    chain?.block ?? { block: 'XCV', conclusion: WITHOUT_SIGNER },
    { block: 'CV', conclusion: runChecks(CRYPTOGRAPHIC_CHECKS, cryptographic, severityOf) },
    { block: 'SAV', conclusion: runChecks(ACCEPTANCE_CHECKS, { ...context, signer }, severityOf) },
  ];
  return { conclusion: followSteps(blocks), blocks, signer, chain, intact: isIntact(cryptographic) };
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

/** The first step whose block did not pass decides; each step stands as a check of the process. */
function followSteps(blocks: readonly BlockConclusion[]): Conclusion {
  const steps = BASIC_STEPS.flatMap((step) =>
    blocks.filter((one) => one.block === step.block).map((one) => ({ ...step, conclusion: one.conclusion })),
  );
  const checks = steps.map(({ block, clause, conclusion }): CheckResult => {
    const head = { id: `BASIC.${block}`, clause, severity: 'fail', evidence: [] } as const;
    if (conclusion.indication === 'PASSED') return { ...head, outcome: 'passed' };
    const { indication, subIndication } = conclusion;
    return { ...head, outcome: 'failed', code: subIndication, message: `${block} concludes ${indication}, ${subIndication}.` };
  });
  const decisive = steps.find((step) => step.conclusion.indication !== 'PASSED')?.conclusion;
  if (decisive === undefined || decisive.indication === 'PASSED') return { indication: 'PASSED', checks };
  return decisive.indication === 'FAILED'
    ? { indication: 'FAILED', subIndication: decisive.subIndication, checks }
    : { indication: 'INDETERMINATE', subIndication: decisive.subIndication, checks };
}
