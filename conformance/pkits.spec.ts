import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, fromRfc3339 } from '@sigillum/encoding';
import {
  type Certificate,
  type CertificationPath,
  type Crl,
  type PathOptions,
  assessCrls,
  buildPaths,
  issuerAt,
  parseCertificate,
  parseCrl,
  statusFromCrls,
  trustAnchorOf,
  validatePath,
} from '@sigillum/x509';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../shared/corpus/pkits');
const MANIFEST = join(FOLDER, 'manifest.jsonl');

interface Settings {
  readonly validation_time: string;
  readonly revocation?: string;
  readonly user_initial_policy_set?: readonly string[];
  readonly initial_explicit_policy?: boolean;
  readonly initial_policy_mapping_inhibit?: boolean;
  readonly initial_any_policy_inhibit?: boolean;
}

interface Case {
  readonly id: string;
  readonly name: string;
  readonly trust_anchor: string;
  readonly target: string;
  readonly other_certificates: readonly string[];
  readonly crls: readonly string[];
  readonly expected: 'valid' | 'invalid';
  /** Why it is invalid. */
  readonly reason?: string;
  readonly settings: Settings;
  /** Where NIST gives the path itself, since its names do not chain. */
  readonly path_intermediates?: readonly string[];
}

const present = existsSync(MANIFEST);
const cases = present
  ? readFileSync(MANIFEST, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
  : [];

const certificate = (file: string): Certificate => parseCertificate(readFileSync(join(FOLDER, file)));
const crl = (file: string): Crl => parseCrl(readFileSync(join(FOLDER, file)));

function optionsOf(settings: Settings): PathOptions {
  const at = fromRfc3339(settings.validation_time);
  if (at === undefined) throw new Error(`not a time: ${settings.validation_time}`);
  const policies = settings.user_initial_policy_set;
  return {
    at,
    ...(policies && !policies.includes('any') && { initialPolicies: policies }),
    requireExplicitPolicy: settings.initial_explicit_policy ?? false,
    inhibitPolicyMapping: settings.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: settings.initial_any_policy_inhibit ?? false,
  };
}

interface World {
  readonly candidates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly at: number;
  readonly budget: Budget;
  /** "fail only on data that is present and bad": no CRL is no failure. */
  readonly lenient: boolean;
}

type Outcome = 'valid' | 'path invalid' | 'revoked' | 'revocation status undetermined' | 'revocation data stale';

/**
 * The status of all certificates of a path at the time: CRLs in their period, by issuers whose own certificates are valid and not revoked
 * either. A CRL issuer whose status is being asked already is not asked again (4.14.30: its certificate is on its own CRL).
 */
function revocationOf(path: CertificationPath, world: World, asking: ReadonlySet<string> = new Set()): Outcome {
  const outcomes = path.certificates.map((_, index) => statusAt(path, index, world, asking));
  return outcomes.findLast((outcome) => outcome !== 'valid') ?? 'valid';
}

function statusAt(path: CertificationPath, index: number, world: World, asking: ReadonlySet<string>): Outcome {
  const subject = path.certificates[index];
  if (!subject) throw new Error('no such certificate in the path');
  const assessments = assessCrls({ ...world, certificate: subject, issuer: issuerAt(path, index), anchor: path.anchor }, world.crls);
  const good = assessments.filter((assessment) => !assessment.usable || isSignerGood(assessment.facts.signer.path, world, asking));
  const current = good.filter((assessment) => {
    if (!assessment.usable) return true;
    const { thisUpdate, nextUpdate } = assessment.facts;
    return thisUpdate <= world.at && nextUpdate !== undefined && world.at <= nextUpdate;
  });
  const { status } = statusFromCrls(current);
  if (status === 'revoked') return 'revoked';
  if (status === 'good' || (world.lenient && good.length === 0)) return 'valid';
  return current.length < good.length ? 'revocation data stale' : 'revocation status undetermined';
}

function isSignerGood(path: CertificationPath | undefined, world: World, asking: ReadonlySet<string>): boolean {
  const signer = path?.certificates[0];
  if (!path || !signer || asking.has(signer.id)) return true;
  return validatePath(path, { at: world.at }, world.budget).valid && revocationOf(path, world, new Set(asking).add(signer.id)) === 'valid';
}

function outcomeOf(test: Case): Outcome {
  const budget = new Budget();
  const target = certificate(test.target);
  const candidates = test.other_certificates.map(certificate);
  const anchor = trustAnchorOf(certificate(test.trust_anchor));
  const options = optionsOf(test.settings);
  const lenient = test.settings.revocation?.startsWith('fail only') ?? false;
  const world: World = { candidates, crls: test.crls.map(crl), at: options.at ?? 0, budget, lenient };
  const paths = test.path_intermediates
    ? [{ certificates: [target, ...test.path_intermediates.map(certificate)], anchor }]
    : buildPaths(target, { candidates, anchors: [anchor], budget });
  let outcome: Outcome = 'path invalid';
  for (const path of paths) {
    if (validatePath(path, options, budget).valid) outcome = revocationOf(path, world);
    if (outcome === 'valid') break;
  }
  return outcome;
}

/** NIST says why in words only; here the complete CRL is out of its period, and the delta CRL that is not needs a later one. */
const REASONS: Readonly<Record<string, Outcome>> = { '4.15.10': 'revocation data stale' };

describe.skipIf(!present)(`K01 NIST PKITS${present ? '' : ' (left out: the conformance corpus is not beside the project)'}`, () => {
  it('has all 224 tests', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(224);
  });
  it.each(cases)('$id $name is $expected', (test) => {
    expect(outcomeOf(test)).toBe(test.expected === 'valid' ? 'valid' : (REASONS[test.id] ?? test.reason));
  });
});
