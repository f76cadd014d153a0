import type { BlockConclusion, CheckResult, Severity } from '../conclusion.js';
import type { Reason } from '../reason.js';

const RANK: Readonly<Record<Severity, number>> = { fail: 0, warn: 1, inform: 2, ignore: 3 };

/** The failed checks of all blocks as reasons: the decisive one first, the others by severity in the order of the blocks. */
export function reasonsOf(blocks: readonly BlockConclusion[], decisive: CheckResult | undefined): Reason[] {
  const failed = blocks.flatMap(allChecks).filter((check) => check.outcome === 'failed');
  failed.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return [...new Set(decisive === undefined ? failed : [decisive, ...failed])].map(asReason);
}

function allChecks(block: BlockConclusion): CheckResult[] {
  return [...block.conclusion.checks, ...(block.parts ?? []).flatMap(allChecks)];
}

function asReason(check: CheckResult): Reason {
  return {
    check: check.id,
    code: check.code ?? check.id,
    message: check.message ?? '',
    severity: check.severity,
    evidence: check.evidence,
  };
}
