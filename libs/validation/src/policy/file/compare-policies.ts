import { canonicalJson, toRfc3339 } from '@sigillum/encoding';
import type { ValidationPolicy } from '../policy.js';

/** Something that two policies say differently: a check (`severities.FC.byte-range`) or a parameter, as JSON; undefined where one says nothing. */
export interface PolicyDifference {
  readonly what: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** All that differs between two policies besides name, version and description, in the order of the checks. */
export function comparePolicies(left: ValidationPolicy, right: ValidationPolicy): PolicyDifference[] {
  const [ours, theirs] = [policyRows(left), policyRows(right)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((what) => ({ what, left: ours.get(what), right: theirs.get(what) }))
    .filter((one) => one.left !== one.right);
}

/** All that a policy says, one row for each check and parameter, by its place (`severities.FC.byte-range`). */
export function policyRows({ severities, parameters, timestamps }: ValidationPolicy): ReadonlyMap<string, string> {
  const { cryptography, ...others } = parameters;
  return new Map(
    Object.entries({
      ...placed('severities', severities),
      ...placed('parameters', others),
      'parameters.cryptography.source': cryptography.source,
      'parameters.cryptography.issued': toRfc3339(cryptography.issued),
      'parameters.cryptography.severityAfterIssue': cryptography.severityAfterIssue,
      ...Object.fromEntries(cryptography.digests.map((row) => [`parameters.cryptography.digests.${row.algorithm}`, endOf(row.until)])),
      ...Object.fromEntries(
        cryptography.keys.map((row) => [`parameters.cryptography.keys.${row.scheme}.${row.minimumBits}`, endOf(row.until)]),
      ),
      ...placed('timestamps.severities', timestamps?.severities ?? {}),
      ...placed('timestamps.parameters', timestamps?.parameters ?? {}),
    }).map(([what, value]) => [what, typeof value === 'string' ? value : canonicalJson(value)]),
  );
}

function placed(place: string, values: object): Record<string, unknown> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [`${place}.${name}`, value]));
}

function endOf(until: number | undefined): string {
  return until === undefined ? 'no end' : toRfc3339(until);
}
