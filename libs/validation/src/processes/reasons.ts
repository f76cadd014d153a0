import type { BlockConclusion, CheckResult, Conclusion, Severity } from '../conclusion.js';
import type { Reason } from '../result.js';

const RANK: Readonly<Record<Severity, number>> = { fail: 0, warn: 1, inform: 2, ignore: 3 };

/**
 * The failed checks of all blocks as reasons: first that of the block (or part of it) which gave the process its conclusion, then by severity in
 * the order of the blocks.
 */
export function reasonsOf(blocks: readonly BlockConclusion[], conclusion: Conclusion): Reason[] {
  const deciding = conclusion.indication === 'PASSED' ? [] : blocks.filter((block) => saysTheSame(block.conclusion, conclusion));
  const first = deciding.flatMap((block) => decisiveChecks(block, conclusion));
  const rest = blocks.flatMap(allChecks).filter((check) => check.outcome === 'failed');
  rest.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return [...new Set([...first, ...rest])].map(asReason);
}

function saysTheSame(a: Conclusion, b: Conclusion): boolean {
  if (a.indication === 'PASSED' || b.indication === 'PASSED') return a.indication === b.indication;
  return a.subIndication === b.subIndication;
}

/** The failed checks of the block itself where it decides by them, else those of its part with the same conclusion. */
function decisiveChecks(block: BlockConclusion, conclusion: Conclusion): CheckResult[] {
  const own = block.conclusion.checks.filter((check) => check.outcome === 'failed' && check.severity === 'fail');
  const parts = (block.parts ?? []).filter((part) => saysTheSame(part.conclusion, conclusion));
  return own.length > 0 && parts.length === 0 ? own : [...parts.flatMap((part) => decisiveChecks(part, conclusion)), ...own];
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
