import { readFileSync } from 'node:fs';
import { POLICIES, readPolicy, type ValidationPolicy } from '@sigillum/validation';
import { UsageError } from './usage.js';

/** A policy file is written by hand; what is larger is another file. */
const LARGEST = 1024 * 1024;

/**
 * Policies by name, or out of files; one in a file may extend those before it. Throws `UsageError` with all that is wrong about a file. `option` is what the
 * names were given to, for messages.
 */
export function policiesOf(names: readonly string[], option: string): ValidationPolicy[] {
  const read: ValidationPolicy[] = [];
  for (const name of names) read.push(policyOf(name, option, [...POLICIES, ...read]));
  return read;
}

function policyOf(name: string, option: string, known: readonly ValidationPolicy[]): ValidationPolicy {
  const named = known.find((policy) => policy.name === name);
  if (named) return named;
  const read = readPolicy(textOf(name, option, known), known);
  if (read.ok) return read.policy;
  throw new UsageError([`${option} ${name}:`, ...read.problems.map((problem) => `  ${problem.message}`)].join('\n'));
}

function textOf(path: string, option: string, known: readonly ValidationPolicy[]): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= LARGEST) return bytes.toString('utf8');
  } catch {
    const names = known.map((policy) => policy.name).join(', ');
    throw new UsageError(`${option} ${path}: neither a file that can be read nor a known policy; known policies are ${names}.`);
  }
  throw new UsageError(`${option} ${path}: the file is too large for a policy.`);
}
