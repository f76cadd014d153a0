import type { EmbeddedTimestamp, Signature } from '@sigillum/ades';
import { createAuthority, createBasicOcspResponse, issueOcspResponder, issueSigner, issueTimestampAuthority } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import type { ValidationPolicy } from '../policy/policy.js';
import {
  anchorOf,
  at,
  ca,
  certificateId,
  clean,
  crl,
  crlId,
  DAY,
  ECDSA_SHA256,
  NOW,
  ocspId,
  oldTsa,
  policyWith,
  revoked,
  root,
  signer,
  stamp,
  type Stamp,
  type Story,
  tell,
  tsa,
  tsaRoot,
  verdict,
} from '../spec-support/timeline.js';

/** A document time-stamp over the signature, the chain and these pieces of revocation data. */
function archive(time: number, material: readonly string[] = [], options: Stamp = {}): Pick<Story, 'stamps'> {
  return { stamps: (signature) => [documentStamp(signature, time, material, options)] };
}

const CHAIN = [signer, ca, root].map((one) => certificateId(one.certificate));

function documentStamp(signature: Signature, time: number, material: readonly string[], options: Stamp = {}): EmbeddedTimestamp {
  const own = signature.embedded.certificates.map((one) => certificateId(one.bytes));
  const covers = { ...options.covers, material: [...CHAIN, ...own, ...material] };
  return stamp(signature, time, { kind: 'document-timestamp', ...options, covers });
}

const early = [crl(ca, at(2026, 5)), crl(root, at(2026, 5))];
const earlyIds = early.map(crlId);
const ofTime = crl(tsaRoot, NOW - DAY);
const others = [crl(root, NOW - DAY), ofTime];
/** An archival time-stamp that proves nothing of what says of the signer. */
const archiveOfOthers = (time: number): Pick<Story, 'stamps'> => archive(time, [crlId(ofTime)]);
const policyOf = (changes: Partial<ValidationPolicy>): ValidationPolicy => ({ ...DSS_COMPATIBLE, ...changes });

describe('a revoked authority (5.6.2.4.4 step 3)', () => {
  const revokedCa = crl(root, NOW - DAY, { revoked: revoked(ca, at(2027)) });
  const timeCrl = crl(tsaRoot, at(2026, 5));
  const crls = [...early, revokedCa, timeCrl, crl(tsaRoot, NOW - DAY)];

  /** By an authority that has ended, so that only a newer one of after the revocation keeps it: the process with Time can't use it. */
  function kept(material: readonly string[], time = at(2026, 6), keeper = at(2027, 6)): Pick<Story, 'stamps'> {
    return {
      stamps: (signature) => {
        const inner = documentStamp(signature, time, material, { authority: oldTsa });
        const own = [crlId(timeCrl), certificateId(oldTsa.certificate), certificateId(tsaRoot.certificate)];
        return [inner, documentStamp(signature, keeper, own, { covers: { timestamps: [inner.id] } })];
      },
    };
  }

  it.each<[string, Story, string]>([
    ['what says of the signer is proven before', kept(earlyIds), 'TOTAL-PASSED'],
    ['it is proven after the revocation only', kept(earlyIds, at(2027, 2)), 'INDETERMINATE REVOKED_CA_NO_POE'],
    ['the signature is proven before, but not the status of the signer', kept([]), 'INDETERMINATE REVOKED_CA_NO_POE'],
    ['nothing is proven', {}, 'INDETERMINATE REVOKED_CA_NO_POE'],
    ['the process with Time believes the time of the signature alone', archive(at(2026, 6)), 'TOTAL-PASSED'],
    ['and of a signature time-stamp', { stamps: (one) => [stamp(one, at(2026, 6))] }, 'TOTAL-PASSED'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ crls, ...story }))).toBe(expected);
  });
});

it('a revoked authority stays revoked where a later CRL speaks of other reasons', () => {
  const forLost = { onlySomeReasons: ['keyCompromise', 'cACompromise'] } as const;
  const forOthers = {
    onlySomeReasons: ['affiliationChanged', 'superseded', 'cessationOfOperation', 'certificateHold', 'privilegeWithdrawn', 'aACompromise'],
  } as const;
  const partial = [
    crl(root, NOW - 2 * DAY, { revoked: revoked(ca, at(2027), 'cACompromise'), distributionPoint: forLost }),
    crl(root, NOW - DAY, { distributionPoint: forOthers }),
  ];
  const story = (time: number): Story => ({
    crls: [...early.slice(0, 1), ...partial, crl(tsaRoot, NOW - DAY)],
    stamps: (signature) => {
      const old = documentStamp(signature, at(2026, 6), [...earlyIds, ...partial.map(crlId)], { covers: { signatures: [] } });
      return [old, documentStamp(signature, time, [], { covers: { timestamps: [old.id] } })];
    },
  });
  expect(verdict(tell(story(at(2026, 7))))).toBe('TOTAL-PASSED');
  const conclusion = tell(story(at(2029)));
  expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_CA_NO_POE');
  expect(conclusion.conclusion.checks.filter((one) => one.outcome === 'failed').map((one) => one.code)).toContain('CERTIFICATE_REVOKED');
});

describe('revocation data whose issuer has ended (step 1)', () => {
  const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256', notAfter: at(2027) });
  const answer = createBasicOcspResponse({
    responder,
    producedAt: at(2026, 5),
    responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: at(2026, 5), archiveCutoff: at(2026) }],
  });
  const ids = [ocspId(answer), certificateId(responder.certificate)];
  const given: Story = { crls: others, ocsps: [answer] };

  it.each<[string, Story, string]>([
    ['proven while it was valid', archive(at(2026, 6), ids), 'TOTAL-PASSED'],
    ['proven later', archive(at(2028), ids), 'INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE'],
    ['the certificate of the issuer is not proven', archive(at(2026, 6), ids.slice(0, 1)), 'INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE'],
    ['no archival time-stamp', {}, 'INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ ...given, ...story }))).toBe(expected);
  });

  it('a document time-stamp over the signature alone is none for the long term, and the process with Time did not come to it', () => {
    const told = tell({ ...given, ...archive(at(2026, 6)) });
    expect(verdict(told)).toBe('INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE');
    expect([told.bestSignatureTime, told.bestSignatureTimeProof]).toEqual([NOW, 'validation']);
    const over = tell({ ...given, ...archive(at(2028), ids) });
    expect(over.bestSignatureTime).toBe(at(2028));
  });
});

describe('an answer of a responder that is not trusted any more', () => {
  const named = createAuthority({ name: 'CN=Named CA, O=Provider, C=SE', algorithm: 'P-256', parent: root });
  const leaf = issueSigner(named, { name: 'Leaf', algorithm: 'P-256' });
  const responder = issueOcspResponder(root, { name: 'CN=Responder, O=Provider, C=SE', algorithm: 'P-256' });
  const responses = [{ serialNumber: leaf.serialNumber, issuer: named, thisUpdate: at(2026, 5) }];
  const answer = createBasicOcspResponse({ responder, producedAt: at(2026, 5), responses });
  const anchors = [anchorOf(root), anchorOf(tsaRoot), { ...anchorOf(responder), sunset: at(2027) }];

  it.each([
    ['proven before its sunset', at(2026, 6), 'TOTAL-PASSED'],
    ['proven after: whoever has the key may write any date', at(2028), 'INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE'],
  ])('%s', (_, time, expected) => {
    expect(verdict(tell({ signer: leaf, anchors, crls: others, ocsps: [answer], ...archive(time, [ocspId(answer)]) }))).toBe(expected);
  });
});

describe('a signer out of bounds whose status is not known any more', () => {
  const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256', notAfter: at(2027) });
  const ended = issueSigner(ca, { name: 'Ended', algorithm: 'P-256', notAfter: at(2027) });
  const answer = createBasicOcspResponse({
    responder,
    producedAt: at(2026, 5),
    responses: [{ serialNumber: ended.serialNumber, issuer: ca, thisUpdate: at(2026, 5) }],
  });
  const ids = [ocspId(answer), certificateId(responder.certificate)];

  it.each<[string, Pick<Story, 'stamps'>, string]>([
    ['proven in time', archive(at(2026, 6), ids), 'TOTAL-PASSED'],
    ['proven too late', archive(at(2028), ids), 'INDETERMINATE OUT_OF_BOUNDS_NO_POE'],
    ['a signature time-stamp alone', { stamps: (one) => [stamp(one, at(2026, 6))] }, 'INDETERMINATE OUT_OF_BOUNDS_NO_POE'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ signer: ended, crls: others, ocsps: [answer], ...story }))).toBe(expected);
  });
});

describe('an anchor that is not trusted any more', () => {
  const anchors = [{ ...anchorOf(root), sunset: at(2027) }, anchorOf(tsaRoot)];
  const crls = [...early, ofTime];

  it.each<[string, Pick<Story, 'stamps'>, string]>([
    ['all is proven before', archive(at(2026, 6), earlyIds), 'TOTAL-PASSED'],
    ['the revocation data is not', archiveOfOthers(at(2026, 6)), 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND_NO_POE'],
    ['proven after its sunset', archive(at(2028), earlyIds), 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND_NO_POE'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ anchors, crls, ...story }))).toBe(expected);
  });

  it.each([
    ['soon enough after the claimed time', at(2026, 6, 5), 'TOTAL-PASSED'],
    ['later than the policy allows', at(2026, 7), 'INDETERMINATE SIG_CONSTRAINTS_FAILURE'],
  ])('all is proven before, %s (5.6.3.4 step 8)', (_, time, expected) => {
    const policy = policyWith({}, { timestampDelay: 10 * DAY });
    expect(verdict(tell({ policy, anchors, crls, ...archive(time, earlyIds) }))).toBe(expected);
  });
});

describe('algorithms of the chain', () => {
  const weakRoot = createAuthority({ name: 'Old root', algorithm: 'P-256' });
  const weakCa = createAuthority({ name: 'Old CA', algorithm: 'P-256', parent: weakRoot, scheme: { digest: 'SHA-384' } });
  const weak = issueSigner(weakCa, { name: 'Old', algorithm: 'P-256' });
  const crls = [crl(weakCa, at(2026, 5)), crl(weakRoot, at(2026, 5)), ofTime];
  const { cryptography } = DSS_COMPATIBLE.parameters;
  const digests = cryptography.digests.map((one) => (one.algorithm === 'SHA-384' ? { ...one, until: at(2027) } : one));
  const policy = policyOf({ parameters: { ...DSS_COMPATIBLE.parameters, cryptography: { ...cryptography, issued: NOW, digests } } });
  const given: Story = { signer: weak, anchors: [anchorOf(weakRoot), anchorOf(tsaRoot)], crls, policy };

  it.each<[string, Pick<Story, 'stamps'>, string]>([
    ['proven while they were reliable', archive(at(2026, 6), crls.map(crlId)), 'TOTAL-PASSED'],
    ['proven later', archive(at(2028), crls.map(crlId)), 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['the revocation data is not proven', archiveOfOthers(at(2026, 6)), 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['the signature alone is proven', { stamps: (one) => [stamp(one, at(2026, 6))] }, 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ ...given, ...story }))).toBe(expected);
  });
});

describe('revocation data that is too old now', () => {
  const policy = policyOf({
    severities: { ...DSS_COMPATIBLE.severities, 'RFC.signer-fresh': 'fail' },
    parameters: { ...DSS_COMPATIBLE.parameters, signerFreshness: { kind: 'maximum-age', milliseconds: 40 * DAY } },
    timestamps: { severities: { ...DSS_COMPATIBLE.timestamps?.severities, 'RFC.signer-fresh': 'ignore' } },
  });
  const crls = [...early, ...others];

  it.each<[string, Pick<Story, 'stamps'>, string]>([
    ['was new enough when the signature is proven', archive(at(2026, 6), earlyIds), 'TOTAL-PASSED'],
    ['was too old then', archive(at(2026, 8), earlyIds), 'INDETERMINATE TRY_LATER'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ policy, crls, ...story }))).toBe(expected);
  });
});

describe('time-stamps that cover time-stamps', () => {
  const timeCrl = crl(tsaRoot, at(2026, 5));
  const crls = [...clean(), timeCrl];
  const first = (signature: Signature): EmbeddedTimestamp => stamp(signature, at(2026, 6), { authority: oldTsa });
  const over = (signature: Signature, covered: readonly EmbeddedTimestamp[], time: number, options: Stamp = {}): EmbeddedTimestamp => {
    const material = [crlId(timeCrl), certificateId(oldTsa.certificate), certificateId(tsaRoot.certificate)];
    const covers = { timestamps: covered.map((one) => one.id) };
    return documentStamp(signature, time, material, { ...options, covers });
  };

  it('one of an authority that has ended is nothing by itself', () => {
    const conclusion = tell({ crls, stamps: (signature) => [first(signature)] });
    expect(conclusion.timestamps.map(verdict)).toEqual(['INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED']);
    expect(conclusion.bestSignatureTime).toBe(NOW);
  });

  it('a newer one over it keeps it, in whatever order they stand', () => {
    for (const reverse of [false, true]) {
      const conclusion = tell({
        crls,
        stamps: (signature) => {
          const inner = first(signature);
          const all = [inner, over(signature, [inner], at(2027))];
          return reverse ? all.toReversed() : all;
        },
      });
      expect(conclusion.timestamps.map(verdict)).toEqual(['PASSED', 'PASSED']);
      expect(verdict(conclusion)).toBe('TOTAL-PASSED');
      expect(conclusion.bestSignatureTime).toBe(at(2026, 6));
    }
  });

  it('one that is newer, but of after the end, does not', () => {
    const conclusion = tell({
      crls,
      stamps: (signature) => {
        const inner = first(signature);
        return [inner, over(signature, [inner], at(2029))];
      },
    });
    expect(conclusion.timestamps.map(verdict)).toEqual(['INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED', 'PASSED']);
    expect(conclusion.bestSignatureTime).toBe(at(2029));
  });

  it('three layers: each keeps the one inside it', () => {
    const middle = issueTimestampAuthority(tsaRoot, { name: 'Middle', algorithm: 'P-256', notAfter: at(2029) });
    const middleCrl = crl(tsaRoot, at(2027, 6), { expiredCertsOnCrl: at(2026) });
    const conclusion = tell({
      crls: [...crls, middleCrl],
      stamps: (signature) => {
        const inner = first(signature);
        const second = over(signature, [inner], at(2027), { authority: middle });
        const material = [crlId(middleCrl), certificateId(middle.certificate), certificateId(tsaRoot.certificate)];
        const third = documentStamp(signature, at(2028, 6), material, { authority: tsa, covers: { timestamps: [inner.id, second.id] } });
        return [second, third, inner];
      },
    });
    expect(conclusion.timestamps.map(verdict)).toEqual(['PASSED', 'PASSED', 'PASSED']);
    expect(conclusion.bestSignatureTime).toBe(at(2026, 6));
  });

  it('one whose imprint is of other bytes keeps nothing', () => {
    const conclusion = tell({
      crls,
      stamps: (signature) => {
        const inner = first(signature);
        return [inner, over(signature, [inner], at(2027), { over: new Uint8Array([1]) })];
      },
    });
    expect(conclusion.timestamps.map(verdict)).toEqual(['INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED', 'FAILED HASH_FAILURE']);
    expect(conclusion.bestSignatureTime).toBe(NOW);
  });
});

it('what no time answers stays, whatever is proven', () => {
  const story: Story = { crls: [ofTime], algorithm: ECDSA_SHA256, ...archiveOfOthers(at(2026, 6)) };
  expect(verdict(tell(story))).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE');
});
