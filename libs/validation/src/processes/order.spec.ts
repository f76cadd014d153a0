import type { EmbeddedTimestamp, Signature } from '@sigillum/ades';
import type { SuppliedEvidence } from '@sigillum/evidence';
import { createAuthority, createBasicOcspResponse } from '@sigillum/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TS_119_172_4 } from '../policy/ts-119-172-4.js';
import type { SignatureConclusion } from '../result.js';
import {
  at,
  ca,
  certificateId,
  clean,
  crl,
  crlId,
  DAY,
  evidenceFor,
  expired,
  judge,
  NOW,
  oldTsa,
  revoked,
  root,
  signatureOf,
  signer,
  stamp,
  type Story,
  tsaRoot,
  verdict,
} from '../spec-support/timeline.js';

const stranger = createAuthority({ name: 'Issuing CA', algorithm: 'P-256' });
const early = [crl(ca, at(2026, 5)), crl(root, at(2026, 5)), crl(tsaRoot, at(2026, 5))];
const lateRevocation = crl(ca, NOW - DAY, { revoked: revoked(signer, at(2027)) });
const answer = createBasicOcspResponse({
  responder: ca,
  responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: at(2026, 5) }],
});

const CERTIFICATES = [ca, root, tsaRoot, stranger, oldTsa].map((one) => one.certificate);
const CRLS = [...early, ...clean(), lateRevocation, crl(stranger, NOW - DAY, { revoked: revoked(signer, at(2026, 2)) })];

function layers(signature: Signature): EmbeddedTimestamp[] {
  const inner = stamp(signature, at(2026, 6), { authority: oldTsa });
  const material = [...early.map(crlId), ...CERTIFICATES.map(certificateId), certificateId(signer.certificate)];
  const outer = stamp(signature, at(2027, 2), { kind: 'document-timestamp', covers: { timestamps: [inner.id], material } });
  const wrong = stamp(signature, at(2026, 2), { over: new Uint8Array([1]) });
  const content = stamp(signature, at(2026, 3), { kind: 'content-timestamp' });
  return [inner, outer, wrong, content, stamp(signature, at(2027, 5)), stamp(signature, at(2026, 7))];
}

// With the chain and the status of authorities at hand, so that most of what is supplied gets to decide something.
const bare = signatureOf({ certificates: [ca.certificate], crls: [crl(tsaRoot, NOW - DAY), crl(root, NOW - DAY)], stamps: layers });
const some = (all: readonly Uint8Array[]) => fc.shuffledSubarray([...all]);
const supplied = fc.record({ certificates: some(CERTIFICATES), crls: some(CRLS), ocsps: some([answer]) });

/** All that is said, certificates by their ids. */
function printed(conclusion: SignatureConclusion): string {
  return JSON.stringify(conclusion, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'tbs' in value && 'id' in value ? value.id : value,
  );
}

const judged = (signature: Signature, given: SuppliedEvidence, story: Story = {}): SignatureConclusion =>
  judge(signature, story, evidenceFor(signature, story, given));

describe('proofs and evidence', () => {
  it('give the same conclusion in whatever order they come', () => {
    fc.assert(
      fc.property(supplied, fc.shuffledSubarray([...bare.timestamps.keys()], { minLength: bare.timestamps.length }), (given, order) => {
        const shuffled = { ...bare, timestamps: order.flatMap((index) => bare.timestamps[index] ?? []) };
        const back = { certificates: given.certificates.toReversed(), crls: given.crls.toReversed(), ocsps: given.ocsps };
        for (const policy of [undefined, TS_119_172_4]) {
          const story = policy ? { policy } : {};
          const [one, other] = [judged(bare, given, story), judged(shuffled, back, story)];
          const sorted = ({ timestamps, ...rest }: SignatureConclusion): string =>
            printed({ ...rest, timestamps: [...timestamps].sort((a, b) => (a.id < b.id ? -1 : 1)) });
          expect(sorted(other)).toBe(sorted(one));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('never prove more than a valid time-stamp says', () => {
    fc.assert(
      fc.property(supplied, (given) => {
        const conclusion = judged(bare, given);
        const covering = bare.timestamps.filter((one) => one.covers?.signatures.includes(bare.id)).map((one) => one.id);
        const valid = conclusion.timestamps.filter((one) => one.indication === 'PASSED' && covering.includes(one.id));
        expect(conclusion.bestSignatureTime).toBeGreaterThanOrEqual(Math.min(NOW, ...valid.map((one) => one.time ?? NOW)));
        if (conclusion.bestSignatureTime < NOW) expect(covering).toContain(conclusion.bestSignatureTimeProof);
        else expect(conclusion.bestSignatureTimeProof).toBe('validation');
      }),
      { numRuns: 25 },
    );
  });
});

describe('a decided verdict', () => {
  const decided: [string, Signature][] = [
    ['TOTAL-PASSED', signatureOf({ stamps: layers })],
    ['TOTAL-PASSED', signatureOf({ crls: [...early, lateRevocation, ...clean().slice(1), crl(tsaRoot, NOW - DAY)], stamps: layers })],
    ['TOTAL-FAILED SIG_CRYPTO_FAILURE', signatureOf({ changes: { signatureValue: new Uint8Array([1]) }, stamps: layers })],
    [
      'TOTAL-FAILED EXPIRED',
      signatureOf({
        signer: expired,
        crls: [crl(ca, NOW - DAY, { expiredCertsOnCrl: at(2026) }), ...clean()],
        stamps: (signature) => [stamp(signature, at(2029), { kind: 'content-timestamp' })],
      }),
    ],
  ];
  // Evidence of others, older than what is there, or saying the same.
  const more = fc.record({
    certificates: some(CERTIFICATES),
    crls: some([...early, ...clean(), crl(stranger, NOW - DAY, { revoked: revoked(signer, at(2026, 2)) })]),
    ocsps: some([answer, new Uint8Array([0x30, 0])]),
  });

  it.each(decided)('%s is not turned round by more evidence', (expected, signature) => {
    fc.assert(
      fc.property(more, (given) => {
        expect(verdict(judged(signature, given))).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('is opened again by the news of a revocation, and not turned into its opposite', () => {
    const [passed] = decided.map(([, signature]) => signature);
    const given = { certificates: [], crls: [crl(ca, NOW - DAY / 2, { revoked: revoked(signer, at(2026, 5)) })], ocsps: [] };
    expect(passed && verdict(judged(passed, given))).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('TOTAL-FAILED REVOKED is not turned round by what says good of a later time', () => {
    const crls = [crl(ca, at(2028), { revoked: revoked(signer, at(2026, 2)) }), ...clean().slice(0, 1), ...clean().slice(2)];
    const signature = signatureOf({ crls, stamps: layers });
    const responses = [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - DAY / 2 }];
    const later = createBasicOcspResponse({ responder: ca, producedAt: NOW - DAY / 2, responses });
    const good = fc.record({
      certificates: some(CERTIFICATES),
      crls: some([...early, ...clean(), crl(ca, NOW - 1)]),
      ocsps: some([answer, later]),
    });
    fc.assert(
      fc.property(good, (given) => {
        expect(verdict(judged(signature, given))).toBe('TOTAL-FAILED REVOKED');
      }),
      { numRuns: 25 },
    );
  });

  it.each(decided)('%s is not turned round by more time-stamps', (expected, signature) => {
    const extras = [
      stamp(signature, at(2028)),
      stamp(signature, at(2029), { kind: 'document-timestamp' }),
      stamp(signature, at(2026, 4), { over: new Uint8Array([2]) }),
      { ...stamp(signature, at(2026, 4)), token: new Uint8Array([0x30, 0]), id: 'T-UNREADABLE' },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(extras), (added) => {
        expect(verdict(judge({ ...signature, timestamps: [...added, ...signature.timestamps] }))).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });
});
