import { createAuthority, createBasicOcspResponse, issueSigner, type TestIdentity } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { validateChain } from '../blocks/chain/chain.js';
import { PoeTable } from '../poe/poe-table.js';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import {
  anchorOf,
  at,
  ca,
  certificateId,
  crl,
  crlId,
  DAY,
  evidenceFor,
  expired,
  NOW,
  ocspId,
  revoked,
  root,
  signatureOf,
  signer,
} from '../spec-support/timeline.js';
import { Budget } from '@sigillum/encoding';
import { slideTime, type Sliding } from './time-sliding.js';

interface Setting {
  readonly who?: TestIdentity;
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  readonly poe?: PoeTable;
  readonly sunset?: number;
  readonly freshness?: boolean;
  readonly anchor?: TestIdentity;
  readonly weakSince?: number;
}

function slide({
  who = signer,
  crls = [],
  ocsps = [],
  poe = PoeTable.at(NOW),
  sunset,
  freshness = false,
  anchor = root,
  weakSince,
}: Setting): Sliding {
  const signature = signatureOf({ signer: who, crls, ocsps });
  const evidence = evidenceFor(signature, { anchors: [anchorOf(anchor)] });
  const { cryptography } = DSS_COMPATIBLE.parameters;
  const digests = cryptography.digests.map((one) => (one.algorithm === 'SHA-384' && weakSince ? { ...one, until: weakSince } : one));
  const parameters = { ...DSS_COMPATIBLE.parameters, cryptography: { ...cryptography, issued: NOW, digests } };
  const context = { signature, evidence, parameters, now: NOW, budget: new Budget() };
  const { contexts } = validateChain(parseCertificate(who.certificate), context, (id) => DSS_COMPATIBLE.severities[id]);
  return slideTime(contexts, { now: NOW, sunset, poe, freshness: () => freshness });
}

const told = (one: Sliding): number | string => (one.ok ? one.control : one.code);
const rootCrl = crl(root, NOW - DAY);
const caCrl = crl(ca, NOW - DAY);

describe('time sliding (EN 319 102-1 5.6.2.2.4)', () => {
  it('does not move where all can be relied on now', () => {
    expect(told(slide({ crls: [caCrl, rootCrl] }))).toBe(NOW);
  });

  it('moves to a revocation of the signer, and no revocation that is still to come', () => {
    const on = (time: number): Uint8Array => crl(ca, NOW - DAY, { revoked: revoked(signer, time) });
    expect(told(slide({ crls: [on(at(2027)), rootCrl] }))).toBe(at(2027));
    expect(told(slide({ crls: [on(NOW + DAY), rootCrl] }))).toBe(NOW);
  });

  it('moves to the revocation of the CA: what it issued since is out of scope, what is not proven by then as well', () => {
    const revokedCa = crl(root, NOW - DAY, { revoked: revoked(ca, at(2027)) });
    const early = crl(ca, at(2026, 5));
    const proven = (time: number): PoeTable =>
      PoeTable.at(NOW).with([crlId(early), certificateId(signer.certificate)], { at: time, by: 'T-1' });
    expect(told(slide({ crls: [caCrl, revokedCa] }))).toBe('NO_POE');
    expect(told(slide({ crls: [early, revokedCa] }))).toBe('NO_POE');
    expect(told(slide({ crls: [early, caCrl, revokedCa], poe: proven(at(2026, 6)) }))).toBe(at(2027));
    expect(told(slide({ crls: [early, revokedCa], poe: proven(at(2028)) }))).toBe('NO_POE');
  });

  it('wants the certificate itself proven by the control-time', () => {
    const early = crl(ca, at(2026, 5));
    const revokedCa = crl(root, NOW - DAY, { revoked: revoked(ca, at(2027)) });
    const poe = PoeTable.at(NOW).with([crlId(early)], { at: at(2026, 6), by: 'T-1' });
    expect(told(slide({ crls: [early, revokedCa], poe }))).toBe('NO_POE');
  });

  it('moves to the issue of old data where freshness is asked for', () => {
    const old = crl(ca, at(2027));
    expect(told(slide({ crls: [old, rootCrl] }))).toBe(NOW);
    expect(told(slide({ crls: [old, rootCrl], freshness: true }))).toBe(at(2027));
  });

  it('starts from the sunset of the anchor where that has passed', () => {
    const crls = [crl(ca, at(2026, 5)), crl(root, at(2026, 5))];
    const ids = [...crls.map(crlId), certificateId(ca.certificate), certificateId(signer.certificate)];
    const poe = PoeTable.at(NOW).with(ids, { at: at(2026, 6), by: 'T-1' });
    expect(told(slide({ crls, poe, sunset: at(2027) }))).toBe(at(2027));
    expect(told(slide({ crls, poe, sunset: NOW + DAY }))).toBe(NOW);
    expect(told(slide({ crls, sunset: at(2027) }))).toBe('NO_POE');
  });

  it('moves to the end of an algorithm in the chain or its revocation data', () => {
    const oldRoot = createAuthority({ name: 'Old root', algorithm: 'P-256' });
    const oldCa = createAuthority({ name: 'Old CA', algorithm: 'P-256', parent: oldRoot, scheme: { digest: 'SHA-384' } });
    const who = issueSigner(oldCa, { name: 'Old', algorithm: 'P-256' });
    const crls = [crl(oldCa, at(2026, 5)), crl(oldRoot, at(2026, 5))];
    expect(told(slide({ who, anchor: oldRoot, crls, weakSince: at(2028) }))).toBe(at(2028));
    expect(told(slide({ who, anchor: oldRoot, crls }))).toBe(NOW);
    const unlisted = createAuthority({ name: 'Odd root', algorithm: 'P-256' });
    const odd = createAuthority({ name: 'Odd CA', algorithm: 'RSA-1024', parent: unlisted, scheme: { digest: 'SHA-1' } });
    const oddSigner = issueSigner(odd, { name: 'Odd', algorithm: 'P-256' });
    const oddCrls = [crl(odd, at(2026, 5)), crl(unlisted, at(2026, 5))];
    expect(told(slide({ who: oddSigner, anchor: unlisted, crls: oddCrls }))).toBe(at(2012, 8));
  });

  it('passes over what was issued after the certificate ended, unless it says that it still knows it', () => {
    const silent = crl(ca, NOW - DAY);
    expect(told(slide({ who: expired, crls: [silent, rootCrl] }))).toBe('NO_POE');
    const keeping = crl(ca, NOW - DAY, { expiredCertsOnCrl: at(2026) });
    expect(told(slide({ who: expired, crls: [keeping, rootCrl] }))).toBe(NOW);
    const answer = (archiveCutoff?: number): Uint8Array =>
      createBasicOcspResponse({
        responder: ca,
        responses: [
          {
            serialNumber: expired.serialNumber,
            issuer: ca,
            thisUpdate: NOW - DAY,
            status: { revocationTime: at(2027, 3) },
            ...(archiveCutoff === undefined ? {} : { archiveCutoff }),
          },
        ],
      });
    expect(told(slide({ who: expired, crls: [rootCrl], ocsps: [answer()] }))).toBe('NO_POE');
    expect(told(slide({ who: expired, crls: [rootCrl], ocsps: [answer(at(2026))] }))).toBe(at(2027, 3));
    expect(ocspId(answer())).toMatch(/^R-/);
  });
});
