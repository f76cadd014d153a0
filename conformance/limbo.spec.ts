import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, CodedError, type Instant, fromRfc3339, readPem } from '@sigillum/encoding';
import {
  type Certificate,
  type CertificationPath,
  type Crl,
  type PathOptions,
  type TrustAnchor,
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

const FILE = join(import.meta.dirname, '../../shared/corpus/limbo/limbo.json');
const EXPLAINED = join(import.meta.dirname, 'limbo-explained.json');

type Result = 'SUCCESS' | 'FAILURE';

interface Case {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly validation_time: string | null;
  readonly extended_key_usage: readonly string[];
  readonly max_chain_depth: number | null;
  readonly expected_result: Result;
  readonly crls: readonly string[];
}

interface Explanation {
  readonly id: string;
  readonly ours: Result;
  readonly expected: Result;
  readonly why: string;
}

/** Cases without a time are meant for the present; their certificates outlive it by far. */
const PRESENT: Instant = Date.UTC(2026, 0, 1);
const PURPOSES: Readonly<Record<string, string>> = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' };

const present = existsSync(FILE);
const cases = present ? (JSON.parse(readFileSync(FILE, 'utf8')) as { testcases: readonly Case[] }).testcases : [];
const explained = JSON.parse(readFileSync(EXPLAINED, 'utf8')) as readonly Explanation[];

function der(pem: string): Uint8Array {
  const [block] = readPem(pem);
  if (!block) throw new Error('no PEM block');
  return block.bytes;
}

interface World {
  readonly anchors: readonly TrustAnchor[];
  readonly candidates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly options: PathOptions;
  readonly budget: Budget;
}

/**
 * Trust in limbo is in certificates, not in bare keys, and half of its cases are about what RFC 5280 section 4 demands of issuers: the anchor's
 * own certificate and the profile are checked as well.
 */
function worldOf(test: Case): World {
  const at = test.validation_time === null ? PRESENT : fromRfc3339(test.validation_time);
  if (at === undefined) throw new Error(`not a time: ${test.validation_time}`);
  const keyPurposes = test.extended_key_usage.map((name) => PURPOSES[name] ?? name);
  return {
    anchors: test.trusted_certs.map((pem) => trustAnchorOf(parseCertificate(der(pem)))),
    candidates: test.untrusted_intermediates.map((pem) => parseCertificate(der(pem))),
    crls: test.crls.map((pem) => parseCrl(der(pem))),
    options: {
      at,
      checkAnchorCertificate: true,
      profile: true,
      ...(keyPurposes.length > 0 && { keyPurposes }),
      ...(test.max_chain_depth !== null && { maxPathLength: test.max_chain_depth }),
    },
    budget: new Budget(),
  };
}

/** No certificate of the path is on a current CRL, and there is one for each. */
function isGood(path: CertificationPath, { crls, candidates, options, budget }: World): boolean {
  if (crls.length === 0) return true;
  const { at = PRESENT } = options;
  return path.certificates.every((certificate, index) => {
    const question = { certificate, issuer: issuerAt(path, index), anchor: path.anchor, candidates, budget };
    const current = assessCrls(question, crls).filter(
      ({ source: { thisUpdate, nextUpdate } }) => thisUpdate <= at && nextUpdate !== undefined && at <= nextUpdate,
    );
    return statusFromCrls(current).status === 'good';
  });
}

/** Valid, or the codes of why not: those of the last path, of what could not be read, or of the limit that was hit. */
function outcomeOf(test: Case): { readonly result: Result; readonly codes: readonly string[] } {
  try {
    const world = worldOf(test);
    let codes: readonly string[] = ['NO_PATH'];
    for (const path of buildPaths(parseCertificate(der(test.peer_certificate)), world)) {
      const { valid, failures } = validatePath(path, world.options, world.budget);
      codes = valid ? ['REVOCATION'] : failures.map(({ code }) => code);
      if (valid && isGood(path, world)) return { result: 'SUCCESS', codes: [] };
    }
    return { result: 'FAILURE', codes };
  } catch (error) {
    if (error instanceof CodedError) return { result: 'FAILURE', codes: [error.code] };
    throw error;
  }
}

describe.skipIf(!present)(`K01 x509-limbo${present ? '' : ' (left out: the conformance corpus is not beside the project)'}`, () => {
  const reasons = new Map(explained.map((entry) => [entry.id, entry]));
  it('has all 207 cases, and no explanation without its case', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(207);
    expect(explained.filter(({ id }) => !cases.some((test) => test.id === id))).toEqual([]);
    expect(reasons.size).toBe(explained.length);
  });

  // An explanation names both results: one that no longer applies makes its case fail.
  it.each(cases)('$id', (test) => {
    const reason = reasons.get(test.id);
    const { result, codes } = outcomeOf(test);
    expect(test.expected_result).toBe(reason?.expected ?? test.expected_result);
    expect(result, `${test.id}: ${codes.join(', ') || 'valid'}`).toBe(reason?.ours ?? test.expected_result);
    if (reason) expect(reason.ours).not.toBe(reason.expected);
  });
});
