import type { FormatFinding, FormatRule } from '@sigillum/ades';
import { type CheckRow, failed, type Found, indeterminate, notRun, passed, totalFailure } from '../checks/row.js';
import type { SignatureContext } from './context.js';

/** Clause behind each rule of format; the record makes the list complete. */
const CLAUSES: Readonly<Record<FormatRule, string>> = {
  'signature-value-present': 'EN 319 102-1 5.2.2.4',
  'byte-range': 'EN 319 142-1 5.3; ISO 32000-2 12.8.1',
  'contents-token': 'EN 319 142-1 5.3; ISO 32000-2 12.8.1',
  'contents-padding': 'EN 319 142-1 5.3',
  'covers-revision': 'EN 319 142-1 5.3; ISO 32000-2 12.8.1',
  'byte-range-nesting': 'ISO 32000-2 12.8.1',
  'cms-readable': 'EN 319 102-1 5.2.2.4',
  'single-signer-info': 'EN 319 142-1 4.1 d; RFC 5652 5.1',
  'signed-attributes-present': 'EN 319 122-1 4.4; RFC 5652 5.3',
  'signed-attributes-der': 'RFC 5652 5.3',
  'no-embedded-content': 'EN 319 142-1 4.1',
  'content-type': 'EN 319 122-1 5.1.1; RFC 5652 11.1',
  'message-digest-attribute': 'EN 319 122-1 5.1.2; RFC 5652 11.2',
  'algorithms-consistent': 'RFC 5652 5.3; RFC 6211',
  'sub-filter': 'EN 319 142-1 6.3',
  'format-accepted': 'EN 319 102-1 5.2.2.4',
  'signature-dictionary': 'ISO 32000-2 12.8.1',
  'signature-field': 'ISO 32000-2 12.7.5.5',
  'signature-reachable': 'ISO 32000-2 12.7.3',
  'document-structure': 'ISO 32000-2 7.5',
  'undefined-changes': 'ISO 32000-2 12.8.2.2',
  'doc-mdp': 'ISO 32000-2 12.8.2.2',
  'field-mdp': 'ISO 32000-2 12.8.2.4',
  'page-count': 'ISO 32000-2 12.8.2.2',
  'annotation-changes': 'ISO 32000-2 12.8.2.2',
  'annotation-overlap': 'EN 319 142-1 5.4; ISO 32000-2 12.5.5',
  'form-changes': 'ISO 32000-2 12.8.2.2',
  'archive-hash-index': 'EN 319 122-1 5.5.2',
  'timestamp-statement': 'RFC 3161 2.4.2',
  'baseline-profile': 'EN 319 142-1 6.3',
};

export type FormatCheckId = `FC.${FormatRule}`;

/** Whether the format is accepted at all comes first: what is wrong inside one that is not does not matter. */
const RULES: readonly FormatRule[] = [
  'format-accepted',
  ...(Object.keys(CLAUSES) as FormatRule[]).filter((rule) => rule !== 'format-accepted'),
];

/**
 * Format checking (EN 319 102-1 5.2.2): one check for each rule that the format's reader can look at. What a reader did not look at
 * stands as not run.
 */
export const FORMAT_CHECKS: readonly CheckRow<FormatCheckId, SignatureContext>[] = RULES.map((rule) => ({
  id: `FC.${rule}` as const,
  clause: CLAUSES[rule],
  // A format that the policy does not accept is a constraint that is not met; nothing says that the signature is broken.
  miss: rule === 'format-accepted' ? indeterminate('SIG_CONSTRAINTS_FAILURE') : totalFailure('FORMAT_FAILURE'),
  run: ({ signature }) =>
    ofFindings(
      signature.format.filter((finding) => finding.rule === rule),
      rule,
    ),
}));

/** One result for each way in which the rule is broken. */
function ofFindings(findings: readonly FormatFinding[], rule: FormatRule): Found | Found[] {
  if (findings.length === 0) return notRun('NOT_APPLICABLE', 'This format has nothing to which the rule applies.');
  const broken = findings.filter((finding) => !finding.holds);
  if (broken.length === 0) return passed(findings.find((finding) => finding.message !== undefined)?.message);
  return broken.map(({ code, message }) =>
    failed(code ?? `FORMAT_${rule.toUpperCase().replaceAll('-', '_')}`, message ?? `The rule ${rule} does not hold.`),
  );
}
