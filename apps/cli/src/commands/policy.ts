import { CHECKS, comparePolicies, POLICIES, policyDigest, policyRows, policyShape, type ValidationPolicy } from '@sigillum/validation';
import { EXIT } from '../exit-status.js';
import { policiesOf } from '../policies.js';
import { UsageError } from '../usage.js';

const USAGE = 'sigillum policy list | show [--json] NAME|FILE | diff NAME|FILE NAME|FILE | check FILE...';

/** `sigillum policy …`: the policies that there are, what one says, how two differ, and whether a file is one. */
export function policy(args: readonly string[]): number {
  const [action, ...rest] = args;
  const names = rest.filter((arg) => arg !== '--json');
  if (names.some((name) => name.startsWith('-'))) throw new UsageError(`${USAGE}: there is no option ${names.join(' ')}.`);
  if (rest.includes('--json') && action !== 'show') throw new UsageError(`${USAGE}: --json goes with show.`);
  const lines = linesOf(action, names, rest.includes('--json'));
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.passed;
}

function linesOf(action: string | undefined, names: readonly string[], json: boolean): string[] {
  const policies = policiesOf(names, `policy ${action}`);
  const [first, second] = policies;
  if (action === 'list' && !first) return POLICIES.map((one) => `${titleOf(one)}\n  ${one.description}`);
  if (action === 'show' && first && !second) return json ? [JSON.stringify(policyShape.write(first), undefined, 2)] : shown(first);
  if (action === 'diff' && first && second && policies.length === 2) return differences(first, second);
  if (action === 'check' && first) return policies.map((one, index) => `${names[index]}: ${titleOf(one)}`);
  throw new UsageError(USAGE);
}

function titleOf(one: ValidationPolicy): string {
  return `${one.name}, version ${one.version}, SHA-256 ${policyDigest(one)}`;
}

function shown(one: ValidationPolicy): string[] {
  const checks = CHECKS.map(({ id, clause }) => `  ${one.severities[id].padEnd(7)} ${id.padEnd(40)} ${clause}`);
  const others = [...policyRows(one)].filter(([what]) => !what.startsWith('severities.'));
  return [titleOf(one), one.description, '', 'Checks', ...checks, '', 'Parameters', ...others.map(([what, says]) => `  ${what}: ${says}`)];
}

function differences(left: ValidationPolicy, right: ValidationPolicy): string[] {
  const found = comparePolicies(left, right).map((one) => `  ${one.what}: ${one.left ?? 'nothing'} -> ${one.right ?? 'nothing'}`);
  return [`${titleOf(left)}\n${titleOf(right)}`, ...(found.length === 0 ? ['  They say the same.'] : found)];
}
