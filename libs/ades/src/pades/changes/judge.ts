import type { DocumentChange, FormatFinding, FormatRule } from '../../types.js';
import type { FieldLock, SignedRevision } from '../signed-revision.js';
import type { ChangeFact } from './facts.js';

/** A fact, and the revision in which it was seen first. */
export interface DatedFact {
  readonly fact: ChangeFact;
  readonly revision: number;
}

interface Verdict {
  readonly broken: ReadonlySet<FormatRule>;
  readonly change: DocumentChange;
}

const MOST_NAMED = 5;

/** Applies what the signature itself permits (DocMDP, FieldMDP; ISO 32000-2 12.8.2) to what was changed after it. */
export function judgeChanges(
  facts: readonly DatedFact[],
  signed: SignedRevision,
): { changes: DocumentChange[]; findings: FormatFinding[] } {
  const verdicts = facts.map((dated) => judgeFact(dated, signed));
  const rules: FormatRule[] = ['undefined-changes', 'page-count', 'annotation-changes', 'annotation-overlap', 'form-changes'];
  if (permissionsOf(signed) !== undefined) rules.push('doc-mdp');
  if (signed.fieldLocks.length > 0) rules.push('field-mdp');
  const broken = new Set(verdicts.flatMap((verdict) => [...verdict.broken]));
  const all = [...rules, ...[...broken].filter((rule) => !rules.includes(rule))];
  return {
    changes: verdicts.map(({ change }) => change),
    findings: all.flatMap((rule) => findingsOf(rule, verdicts)),
  };
}

function judgeFact({ fact, revision }: DatedFact, signed: SignedRevision): Verdict {
  const broken = new Set<FormatRule>();
  const p = permissionsOf(signed);
  if (fact.permission === 'never') {
    broken.add(fact.rule);
    // Annotations are what P = 3 permits (ISO 32000-2 table 257); whether that is enough is the policy's word.
    if (p !== undefined && !(fact.rule === 'annotation-changes' && p === 3)) broken.add('doc-mdp');
  }
  if (fact.permission === 'remarked') broken.add(fact.rule);
  if (fact.permission === 'form' && p === 1) broken.add('doc-mdp');
  if (fact.permission === 'uncertified' && p !== undefined) broken.add('doc-mdp');
  if (fact.lockable && fact.field !== undefined && isLocked(fact.field, signed.fieldLocks)) broken.add('field-mdp');
  const { class: kind, code, message, object, page, field } = fact;
  return {
    broken,
    change: {
      class: kind,
      revision,
      ...(object === undefined ? {} : { object }),
      ...(page === undefined ? {} : { page }),
      ...(field === undefined ? {} : { field }),
      allowed: broken.size === 0 || fact.permission === 'remarked',
      code,
      message,
    },
  };
}

/** The strictest of DocMDP and of what the locks demand of the document. */
function permissionsOf(signed: SignedRevision): number | undefined {
  const all = [signed.docMdp, ...signed.fieldLocks.map(({ p }) => p)].filter((p) => p !== undefined);
  return all.length === 0 ? undefined : Math.min(...all);
}

/** Whether a lock names the field or one above it. */
function isLocked(field: string, locks: readonly FieldLock[]): boolean {
  return locks.some(({ action, fields }) => {
    if (action === 'All') return true;
    const isNamed = fields.some((name) => field === name || field.startsWith(`${name}.`));
    // What is set in a field above a named one is inherited by it.
    return action === 'Include' ? isNamed || fields.some((name) => name.startsWith(`${field}.`)) : !isNamed;
  });
}

/** One finding where the rule holds; one for each code where it does not. */
function findingsOf(rule: FormatRule, verdicts: readonly Verdict[]): FormatFinding[] {
  const byCode = new Map<string, string[]>();
  for (const { broken, change } of verdicts) {
    if (!broken.has(rule)) continue;
    const messages = byCode.get(change.code);
    if (messages) messages.push(placed(change));
    else byCode.set(change.code, [placed(change)]);
  }
  if (byCode.size > 0) return [...byCode].map(([code, messages]) => ({ rule, holds: false, code, message: listed(messages) }));
  const filled = rule === 'form-changes' ? filledFields(verdicts) : [];
  return [{ rule, holds: true, ...(filled.length === 0 ? {} : { message: `Fields that were filled in: ${listed(filled, ', ')}.` }) }];
}

function filledFields(verdicts: readonly Verdict[]): string[] {
  const names = verdicts.flatMap(({ change }) => (change.class === 'form-fill' && change.field !== undefined ? [change.field] : []));
  return [...new Set(names)];
}

function placed({ message, revision, object }: DocumentChange): string {
  return `${message} (revision ${revision + 1}${object === undefined ? '' : `, object ${object}`})`;
}

function listed(parts: readonly string[], separator = ' '): string {
  const rest = parts.length - MOST_NAMED;
  return parts.slice(0, MOST_NAMED).join(separator) + (rest > 0 ? `${separator}and ${rest} more` : '');
}
