import type { ExpectedSignature, Expectation } from './case-file.js';

/** What a validation said of one document, in the words of the simple report. */
export interface ActualSignature {
  readonly indication: string;
  readonly subIndication: string | null;
  readonly label: string;
  readonly level: string;
  readonly intact: boolean;
  readonly changes: readonly string[];
  readonly reasons: readonly string[];
}

export interface Actual {
  readonly exitCode: number;
  readonly error?: string;
  readonly signatures: readonly ActualSignature[];
}

function compareSignature(where: string, expected: ExpectedSignature, actual: ActualSignature): string[] {
  const differences: string[] = [];
  const differ = (key: string, wanted: unknown, got: unknown) => {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(got)];
    if (a !== b) differences.push(`${where} ${key}: expected ${a}, got ${b} (${actual.reasons.join(', ')})`);
  };
  differ('verdict', `${expected.indication}/${expected.subIndication}`, `${actual.indication}/${actual.subIndication}`);
  if (expected.level !== undefined) differ('level', expected.level, actual.level);
  if (expected.intact !== undefined) differ('intact', expected.intact, actual.intact);
  if (expected.changes !== undefined) differ('changes', expected.changes, [...new Set(actual.changes)].sort());
  for (const reason of expected.reasons ?? []) {
    if (!actual.reasons.includes(reason)) differences.push(`${where} reasons: ${reason} is not among ${actual.reasons.join(', ')}`);
  }
  return differences;
}

/** All differences between what was expected and what came, in words; empty when they agree. */
export function compareVerdict(expected: Expectation, actual: Actual): string[] {
  const differences: string[] = [];
  if (expected.exitCode !== actual.exitCode) differences.push(`exit code: expected ${expected.exitCode}, got ${actual.exitCode}`);
  if (expected.error !== actual.error) differences.push(`error: expected ${expected.error}, got ${actual.error}`);
  if (expected.signatures.length !== actual.signatures.length) {
    differences.push(`signatures: expected ${expected.signatures.length}, got ${actual.signatures.length}`);
  }
  for (const [index, signature] of expected.signatures.entries()) {
    const { label } = signature;
    const other = label === undefined ? actual.signatures[index] : actual.signatures.find((one) => one.label === label);
    if (other) differences.push(...compareSignature(`signature ${label ?? index}`, signature, other));
    else if (label !== undefined) differences.push(`signature ${label}: not among ${actual.signatures.map((one) => one.label).join(', ')}`);
  }
  return differences;
}
