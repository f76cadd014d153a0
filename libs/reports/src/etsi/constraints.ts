import {
  type BlockConclusion,
  CHECKS,
  type CheckResult,
  type Conclusion,
  type FailedSubIndication,
  type Miss,
  type ValidationPolicy,
} from '@sigillum/validation';
import { SUB_INDICATIONS } from '../catalogue/facts/sub-indications.js';
import { constraintStatusUri, ownUri } from './identifiers.js';
import { reference } from './objects/references.js';
import { policyElement, policyUri } from './policy.js';
import { statusElement } from './status/status.js';
import { element, textElement, type XmlElement } from './xml/element.js';

/** The checks that a verdict is made of. */
export interface Checked {
  /** What the processes concluded, with their steps. */
  readonly processes: readonly Conclusion[];
  readonly blocks: readonly BlockConclusion[];
}

/**
 * The policy, and every check as a constraint, whether it ran or not: first the steps of the processes, then the checks of their blocks
 * (TS 119 102-2 4.3.5).
 */
export function constraintsReport({ processes, blocks }: Checked, policy: ValidationPolicy, known: ReadonlySet<string>): XmlElement {
  const context: Context = { policy: policyUri(policy), known };
  // a process that takes over the conclusion of another has that one's steps too
  const steps = new Map(processes.toReversed().flatMap((decided) => decided.checks.map((check) => [check, { check, decided }])));
  const inOrder = new Set(processes.flatMap(({ checks }) => checks));
  return element('ValidationConstraintsEvaluationReport', [
    policyElement(policy),
    ...[...inOrder].map((check) => constraint(steps.get(check) ?? { check }, context)),
    ...blocks.flatMap(placed).map((one) => constraint(one, context)),
  ]);
}

interface Context {
  readonly policy: string;
  readonly known: ReadonlySet<string>;
}

/** A check and where it stands: what its block is about, and what was concluded where this check may have decided it. */
interface PlacedCheck {
  readonly check: CheckResult;
  readonly subject?: string | undefined;
  readonly decided?: Conclusion | undefined;
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
      textElement('sigillum:Outcome', check.outcome === 'not-run' ? check.outcome : undefined),
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
function outcome(one: PlacedCheck, known: ReadonlySet<string>): XmlElement | undefined {
  const { check, subject } = one;
  if (check.outcome === 'not-run') return undefined;
  const about = reference(
    'RelatedValidationObject',
    [subject, ...check.evidence].filter((id) => id !== undefined && known.has(id)),
  );
  const data = about === undefined ? [] : [element('AssociatedValidationReportData', [about])];
  const said = check.outcome === 'passed' ? { indication: 'PASSED', subIndication: undefined } : missOf(one);
  return statusElement('ValidationStatus', { ...said, data });
}

const MISSES: ReadonlyMap<string, Miss> = new Map(CHECKS.map(({ id, miss }) => [id, miss]));

/** The sub-indications of a FAILED; all others are of an INDETERMINATE (EN 319 102-1 tables 5 and 6). */
const OF_FAILED: Readonly<Record<FailedSubIndication, true>> = {
  FORMAT_FAILURE: true,
  HASH_FAILURE: true,
  SIG_CRYPTO_FAILURE: true,
  REVOKED: true,
  EXPIRED: true,
  NOT_YET_VALID: true,
};

/**
 * What a failure means: the sub-indication that is the code of a step of a process; what was concluded where the check may have decided it; else
 * what the catalogue of checks says.
 */
function missOf({ check: { id, code = '' }, decided }: PlacedCheck): { indication: string; subIndication: string | undefined } {
  if (Object.hasOwn(SUB_INDICATIONS, code)) {
    return { indication: Object.hasOwn(OF_FAILED, code) ? 'FAILED' : 'INDETERMINATE', subIndication: code };
  }
  if (decided !== undefined && decided.indication !== 'PASSED') return decided;
  return MISSES.get(id) ?? { indication: 'INDETERMINATE', subIndication: undefined };
}
