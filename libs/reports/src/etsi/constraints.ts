import {
  type BlockConclusion,
  CHECKS,
  type CheckResult,
  type Conclusion,
  type FailedSubIndication,
  type Miss,
  type ProcessConclusion,
} from '@sigillum/validation';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { constraintStatusUri, ownUri } from './identifiers.js';
import { reference } from './objects/references.js';
import { policyElement, policyUri } from './policy.js';
import { statusElement } from './status/status.js';
import { element, textElement, type XmlElement } from './xml/element.js';

/**
 * The policy, and every check as a constraint, whether it ran or not: first the steps of the processes, then the checks of their blocks
 * (TS 119 102-2 4.3.5).
 */
export function constraintsReport({ conclusion }: JudgedSignature, { policy }: ValidationResult, known: ReadonlySet<string>): XmlElement {
  const context: Context = { policy: policyUri(policy), known };
  return element('ValidationConstraintsEvaluationReport', [
    policyElement(policy),
    ...conclusion.processes.filter(hasRun).flatMap(({ conclusion: { checks } }) => checks.map((check) => constraint({ check }, context))),
    ...conclusion.blocks.flatMap(placed).map((one) => constraint(one, context)),
  ]);
}

interface Context {
  readonly policy: string;
  readonly known: ReadonlySet<string>;
}

/** A check and where it stands: what its block is about, and the conclusion of the block where this check decided it. */
interface PlacedCheck {
  readonly check: CheckResult;
  readonly subject?: string | undefined;
  readonly decided?: Conclusion | undefined;
}

function hasRun(process: ProcessConclusion): process is Extract<ProcessConclusion, { ran: true }> {
  return process.ran;
}

function placed({ conclusion, decisive, subject, parts = [] }: BlockConclusion): PlacedCheck[] {
  const own = conclusion.checks.map((check) => ({ check, subject, decided: check === decisive ? conclusion : undefined }));
  return [...own, ...parts.flatMap(placed)];
}

function constraint(one: PlacedCheck, { policy, known }: Context): XmlElement {
  const { check, subject } = one;
  const status = constraintStatus(check);
  return element('ValidationConstraint', [
    element('ValidationConstraintIdentifier', ownUri('check', check.id)),
    subject === undefined ? undefined : parameter('subject', subject),
    parameter('severity', check.severity),
    element('ConstraintStatus', [
      element('Status', constraintStatusUri(status)),
      textElement('OverriddenBy', status === 'overridden' ? policy : undefined),
    ]),
    outcome(one, known),
    element('Indications', [
      element('sigillum:Clause', check.clause),
      element('sigillum:Outcome', check.outcome),
      textElement('sigillum:Code', check.code),
      textElement('sigillum:Message', check.message),
    ]),
  ]);
}

function parameter(type: 'subject' | 'severity', value: string): XmlElement {
  return element('ValidationConstraintParameter', [element('Type', ownUri('parameter', type)), element('Value', value)]);
}

/** `disabled`: the policy ignores the check; `overridden`: it failed, and the policy makes less of that than a failure. */
function constraintStatus({ outcome: result, severity }: CheckResult): 'applied' | 'disabled' | 'overridden' {
  if (severity === 'ignore') return 'disabled';
  return result === 'failed' && severity !== 'fail' ? 'overridden' : 'applied';
}

/** What the check says by itself; nothing where it did not run. */
function outcome({ check, subject, decided }: PlacedCheck, known: ReadonlySet<string>): XmlElement | undefined {
  if (check.outcome === 'not-run') return undefined;
  const about = reference(
    'RelatedValidationObject',
    [subject, ...check.evidence].filter((id) => id !== undefined && known.has(id)),
  );
  const data = about === undefined ? [] : [element('AssociatedValidationReportData', [about])];
  if (check.outcome === 'passed') return statusElement('ValidationStatus', { indication: 'PASSED', subIndication: undefined, data });
  const miss = decided !== undefined && decided.indication !== 'PASSED' ? decided : missOf(check);
  return statusElement('ValidationStatus', { ...miss, data });
}

const MISSES: ReadonlyMap<string, Miss> = new Map(CHECKS.map(({ id, miss }) => [id, miss]));

const FAILED: Readonly<Record<FailedSubIndication, true>> = {
  FORMAT_FAILURE: true,
  HASH_FAILURE: true,
  SIG_CRYPTO_FAILURE: true,
  REVOKED: true,
  EXPIRED: true,
  NOT_YET_VALID: true,
};

/** What a failure of the check means: by the catalogue of checks, or, for a step of a process, by the sub-indication that is its code. */
function missOf({ id, code = '' }: CheckResult): { readonly indication: string; readonly subIndication: string | undefined } {
  const described = MISSES.get(id);
  if (described !== undefined) return described;
  const subIndication = /^[A-Z_]+$/.test(code) ? code : undefined;
  return { indication: Object.hasOwn(FAILED, code) ? 'FAILED' : 'INDETERMINATE', subIndication };
}
