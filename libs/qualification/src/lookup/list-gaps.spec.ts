import type { ListStatus, TrustSnapshot } from '@sigillum/tsl';
import { createAuthority, issue } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { qualifyWithoutService } from '../certificate/without-service.js';
import { NOW, snapshotOf } from '../spec-support/made-services.js';
import { listGaps } from './list-gaps.js';

const ofCountry = (country: string) => {
  const authority = createAuthority({ name: `CN=CA, O=Provider, C=${country}`, algorithm: 'P-256' });
  return parseCertificate(issue(authority, { name: 'X', algorithm: 'P-256', profile: {} }).certificate);
};
const swede = ofCountry('SE');

function status(territory: string, more: Partial<ListStatus> = {}): ListStatus {
  const file = { sha256: undefined, sequenceNumber: 1, issued: NOW - 1_000, nextUpdate: NOW + 1_000 };
  return { territory, location: '', process: 'PROCESS_PASSED', codes: ['CODE'], ...file, ...more };
}

/** A snapshot in which the list of Sweden is trusted, with these statuses. */
function having(lotl: ListStatus, ...lists: readonly ListStatus[]): TrustSnapshot {
  const [trusted] = snapshotOf().trusted;
  if (trusted === undefined) throw new Error('no list in the made snapshot');
  return { ...snapshotOf(), lotl, lists, trusted: [{ ...trusted, territory: 'SE' }] };
}

const FAILED = { process: 'PROCESS_FAILED' } as const;
const KEPT = { sha256: undefined, sequenceNumber: 1, issued: 0, nextUpdate: undefined, authenticated: 0 };
const gapsOf = (snapshot: TrustSnapshot, certificate = swede, territory?: string) =>
  listGaps(snapshot, certificate, NOW, territory).map(({ territory: list, state }) => `${list} ${state}`);

describe('lists that an answer rests on', () => {
  it('are without a gap where the list of the lists and that of the country are current', () => {
    expect(gapsOf(having(status('EU'), status('SE'), status('FI', FAILED)))).toEqual([]);
  });

  it.each([
    ['a stale list', having(status('EU'), status('SE', { nextUpdate: NOW - 1 })), ['SE stale']],
    ['a kept list', having(status('EU'), status('SE', { ...FAILED, kept: KEPT })), ['SE stale']],
    ['a stale list of the lists', having(status('EU', { nextUpdate: NOW - 1 }), status('SE')), ['EU stale']],
    ['a refused list of the lists', having(status('EU', FAILED), status('SE')), ['EU unusable']],
    ['a kept list of the lists', having(status('EU', { ...FAILED, kept: KEPT }), status('SE')), ['EU stale']],
  ])('%s', (_, snapshot, gaps) => {
    expect(gapsOf(snapshot)).toEqual(gaps);
  });

  it('are those of the country of the issuer, as the lists spell it, or of another that is named', () => {
    const snapshot = having(status('EU'), status('SE'), status('EL', FAILED), status('FI', FAILED));
    expect(gapsOf(snapshot, ofCountry('GR'))).toEqual(['EL unusable']);
    expect(gapsOf(snapshot, swede, 'FI')).toEqual(['FI unusable']);
  });

  it('tell why nothing is known of a certificate', () => {
    const codeOf = (lists: Parameters<typeof qualifyWithoutService>[1], certificate = swede) =>
      qualifyWithoutService(certificate, lists, NOW).reasons.map(({ code }) => code);
    const snapshot = having(status('EU'), status('SE'), status('EL', FAILED));
    expect(codeOf('missing')).toEqual(['TRUST_LISTS_MISSING']);
    expect(codeOf('not-used')).toEqual(['TRUST_LISTS_NOT_USED']);
    expect(codeOf(snapshot)).toEqual(['TL_SERVICE_NOT_FOUND']);
    expect(codeOf(snapshot, ofCountry('GR'))).toEqual(['TL_LIST_UNUSABLE']);
  });
});
