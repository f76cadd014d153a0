import { readFileSync } from 'node:fs';
import { POLICIES, readPolicy, type ValidationPolicy } from '@sigillum/validation';
import { ConfigurationError } from '../configuration.js';
import { RequestError } from '../http/problem.js';

/** The shipped policies and those of the operator's files, in their order; one may extend those before it. Throws `ConfigurationError`. */
export function knownPolicies(files: readonly string[]): readonly ValidationPolicy[] {
  const known = [...POLICIES];
  for (const file of files) {
    const read = readPolicy(textOf(file), known);
    if (!read.ok) throw new ConfigurationError('SIGILLUM_POLICIES', `${file}: ${read.problems.map((one) => one.message).join(' ')}`);
    known.push(read.policy);
  }
  return known;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError('SIGILLUM_POLICIES', `the file "${file}" can't be read.`);
  }
}

/** Verdicts that one request may ask for. */
export const MOST_POLICIES = 10;

/** Policies that a request asks for: known ones by name, or JSON that changes a known one. Throws `RequestError` PARAMETER_INVALID. */
export function askedPolicies(asked: readonly string[], known: readonly ValidationPolicy[]): ValidationPolicy[] {
  if (asked.length > MOST_POLICIES) throw new RequestError('PARAMETER_INVALID', `policy: at most ${MOST_POLICIES} are taken.`);
  return asked.map((one) => (one.trimStart().startsWith('{') ? ownPolicy(one, known) : namedPolicy(one, known)));
}

function namedPolicy(name: string, known: readonly ValidationPolicy[]): ValidationPolicy {
  const policy = known.find((one) => one.name === name);
  if (!policy) throw new RequestError('PARAMETER_INVALID', `policy: known policies are ${known.map((one) => one.name).join(', ')}.`);
  return policy;
}

function ownPolicy(text: string, known: readonly ValidationPolicy[]): ValidationPolicy {
  const read = readPolicy(text, known);
  if (!read.ok) throw new RequestError('PARAMETER_INVALID', `policy: ${read.problems.map((one) => one.message).join(' ')}`);
  return read.policy;
}
