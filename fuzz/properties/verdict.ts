import { Budget, CodedError, fromRfc3339, LimitError, type Limits, memorySource } from '@sigillum/encoding';
import { OpenError } from '@sigillum/ades';
import { validateDocument } from '@sigillum/flows';
import { toDetailedReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { DSS_COMPATIBLE, TS_119_172_4, type ValidationPolicy } from '@sigillum/validation';
import { type Seed, trustedRoot } from '../seeds.js';

export const STRICT = TS_119_172_4;
export const LENIENT = DSS_COMPATIBLE;

/** What a document of a few kilobytes may cost. */
export const LIMITS: Partial<Limits> = {
  derNodes: 200_000,
  signatureChecks: 200,
  certificates: 200,
  pathSteps: 2_000,
  nameConstraintComparisons: 20_000,
  policyNodes: 2_000,
  pdfRevisions: 50,
  pdfXrefEntries: 50_000,
  pdfObjects: 50_000,
  pdfInflatedBytes: 16 << 20,
  signatures: 50,
  pdfComparisons: 100_000,
};

const AT = fromRfc3339('2026-06-01T12:00:00Z') ?? 0;
const anchors = trustedRoot();

/** What came of a document: its result, or the code of the refusal. */
export type Verdict =
  { readonly result: ValidationResult; readonly budget: Budget } | { readonly refused: string; readonly budget: Budget };

/** The public flow. Throws whatever is not a refusal to open and not a spent budget. */
export async function verdictOf(bytes: Uint8Array, supplied: Seed['supplied'], policy: ValidationPolicy): Promise<Verdict> {
  const budget = new Budget(LIMITS);
  const request = { at: AT, policy, anchors, supplied, trustLists: 'not-used', offline: true } as const;
  try {
    return { result: await validateDocument(memorySource(bytes), request, { sources: [] }, budget), budget };
  } catch (error) {
    if (error instanceof OpenError || error instanceof LimitError) return { refused: error.code, budget };
    if (error instanceof CodedError) throw new Error(`${error.name} ${error.code} came out: ${error.stack}`, { cause: error });
    throw error;
  }
}

/** The names of what was overspent although no `LimitError` came out. */
export function overspent(budget: Budget): string[] {
  return (Object.keys(budget.limits) as (keyof Limits)[]).filter((limit) => budget.spent(limit) > budget.limits[limit]);
}

/** All that is told about a document, so that two runs can be compared. */
export function everythingToldOf(verdict: Verdict): string {
  if ('refused' in verdict) return verdict.refused;
  return `${JSON.stringify(toDetailedReport(verdict.result))}\n${toTextReport('mutant.pdf', verdict.result)}`;
}
