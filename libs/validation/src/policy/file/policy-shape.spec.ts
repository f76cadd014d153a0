import { CodedError } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { POLICIES } from '../policies.js';
import { TS_119_172_4 } from '../ts-119-172-4.js';
import { comparePolicies } from './compare-policies.js';
import { policyDigest } from './policy-digest.js';
import { policyShape } from './policy-shape.js';

type Json = { severities: Record<string, unknown>; parameters: Record<string, unknown> } & Record<string, unknown>;

function saved(edit: (json: Json) => void = () => undefined): unknown {
  const json = JSON.parse(JSON.stringify(policyShape.write(TS_119_172_4))) as Json;
  edit(json);
  return json;
}

function problem(json: unknown): string {
  try {
    policyShape.read(json, 'policy');
    return 'none';
  } catch (error) {
    return error instanceof CodedError ? error.message : String(error);
  }
}

describe('a policy as JSON', () => {
  it.each(POLICIES.map((policy) => [policy.name, policy] as const))('%s comes back as it was', (_, policy) => {
    const back = policyShape.read(JSON.parse(JSON.stringify(policyShape.write(policy))), 'policy');
    expect(back).toEqual(policy);
    expect(policyDigest(back)).toBe(policyDigest(policy));
  });

  it('comes back with what differs for time-stamps', () => {
    const policy = {
      ...TS_119_172_4,
      timestamps: { severities: { 'RFC.signer-fresh': 'warn' }, parameters: { laterStatus: 'used' } },
    } as const;
    expect(policyShape.read(policyShape.write(policy), 'policy')).toEqual(policy);
  });

  it('of an earlier version takes the weight of newer checks from the default policy, and is another one by its digest', () => {
    const back = policyShape.read(
      saved(({ severities }) => {
        delete severities['SAV.message-digest'];
        severities['SAV.of-former-times'] = 'fail';
      }),
      'policy',
    );
    expect(back).toEqual(TS_119_172_4);
    const lighter = policyShape.read(
      saved(({ severities }) => void (severities['SAV.message-digest'] = 'warn')),
      'policy',
    );
    expect(policyDigest(lighter)).not.toBe(policyDigest(TS_119_172_4));
  });

  it.each([
    ['no object', () => 1, 'policy: an object is expected'],
    ['a member too many', () => saved((json) => void (json.extra = 1)), 'policy.extra: nothing is expected'],
    ['a member too few', () => saved((json) => void delete json.version), 'policy.version: text is expected'],
    [
      'a severity that is none',
      () => saved(({ severities }) => void (severities['FC.byte-range'] = 'maybe')),
      'policy.severities.FC.byte-range: one of fail, warn, inform, ignore is expected',
    ],
    [
      'a check that may not be softened',
      () => saved(({ severities }) => void (severities['CV.signature-value'] = 'ignore')),
      'policy (CV.signature-value must not be set to ignore.): another policy is expected',
    ],
    [
      'no cryptography',
      () => saved(({ parameters }) => void (parameters.cryptography = {})),
      'policy.parameters.cryptography.source: text is expected',
    ],
  ])('is refused with %s', (_, make, message) => {
    expect(problem(make())).toBe(message);
  });
});

describe('two policies', () => {
  it('differ in nothing from themselves, and in what a layer says', () => {
    expect(comparePolicies(TS_119_172_4, TS_119_172_4)).toEqual([]);
    const other = {
      ...TS_119_172_4,
      name: 'house',
      severities: { ...TS_119_172_4.severities, 'FC.doc-mdp': 'warn' },
      parameters: { ...TS_119_172_4.parameters, initialPolicies: ['1.2.3'], laterStatus: 'used' },
      timestamps: { severities: { 'RFC.signer-fresh': 'warn' } },
    } as const;
    expect(comparePolicies(TS_119_172_4, other)).toEqual([
      { what: 'severities.FC.doc-mdp', left: 'fail', right: 'warn' },
      { what: 'parameters.laterStatus', left: 'refused', right: 'used' },
      { what: 'timestamps.severities.RFC.signer-fresh', left: 'ignore', right: 'warn' },
      { what: 'parameters.initialPolicies', left: undefined, right: '["1.2.3"]' },
    ]);
  });
});
