import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { digest } from '@sigillum/crypto';
import { createAuthority, createSmallEurope } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';

import { buildSnapshot } from '../snapshot/build.js';
import { sealed } from '../snapshot/seal.js';
import type { ServiceIdentity, TrustSnapshot } from '../types.js';
import { MAGIC } from './format.js';
import { readSnapshot } from './read.js';
import { writeSnapshot } from './write.js';

const ca = createAuthority({ name: 'CN=CA', algorithm: 'P-256' });

async function snapshotOf(): Promise<TrustSnapshot> {
  const services = [{ type: 'CA/QC', name: 'CA', certificates: [ca.certificate], states: [{ status: 'granted', since: 0 }] }];
  const made = createSmallEurope({ countries: [{ territory: 'XA', providers: [{ name: 'Trust', services }] }] });
  return buildSnapshot({ ...made, anchors: made.anchors.map((one) => parseCertificate(one)), now: Date.UTC(2026, 6, 1) });
}

/** The file with its content changed in place; with a digest that fits, or the old one. */
function altered(bytes: Uint8Array, from: string, to: string, sealedAnew: boolean): Uint8Array {
  expect(to).toHaveLength(from.length);
  const start = MAGIC.length + 32;
  const content = inflateRawSync(bytes.subarray(start)).toString('latin1');
  expect(content).toContain(from);
  const packed = deflateRawSync(Buffer.from(content.replace(from, to), 'latin1'));
  return Buffer.concat([
    bytes.subarray(0, MAGIC.length),
    sealedAnew ? digest('SHA-256', packed) : bytes.subarray(MAGIC.length, start),
    packed,
  ]);
}

const refusal = (message: string) =>
  expect.objectContaining({ code: 'SNAPSHOT_UNREADABLE', message: expect.stringContaining(message) }) as unknown;

describe('readSnapshot', () => {
  it('refuses a file of another kind, and one that was changed where its name does not tell', async () => {
    const snapshot = await snapshotOf();
    const bytes = writeSnapshot(snapshot);
    expect(readSnapshot(bytes).id).toBe(snapshot.id);
    const other = Uint8Array.from(bytes, (byte, index) => (index === 0 ? byte ^ 1 : byte));
    expect(() => readSnapshot(other)).toThrow(refusal('no stored trust snapshot'));
    expect(() => readSnapshot(altered(bytes, 'PROCESS_PASSED', 'PROCESS_FAILED', false))).toThrow(refusal('damaged'));
  });

  it('refuses one whose name is not that of its lists, though nothing is damaged', async () => {
    const snapshot = await snapshotOf();
    const another = `${snapshot.id.slice(0, -1)}${snapshot.id.endsWith('0') ? '1' : '0'}`;
    expect(() => readSnapshot(altered(writeSnapshot(snapshot), snapshot.id, another, true))).toThrow(refusal('another name'));
  });

  it('gives back how services without a certificate are named', async () => {
    const { id: _, ...snapshot } = await snapshotOf();
    const identity: ServiceIdentity = {
      certificates: [],
      subjectName: undefined,
      subjectKeyIdentifier: Uint8Array.of(1, 2, 250),
      other: ['https://service.example/'],
      subjectNameText: 'CN=Gone',
    };
    const trusted = snapshot.trusted.map((list) => ({
      ...list,
      providers: list.providers.map((provider) => ({
        ...provider,
        services: provider.services.map((service) => ({ ...service, states: service.states.map((state) => ({ ...state, identity })) })),
      })),
    }));
    const back = readSnapshot(writeSnapshot(sealed({ ...snapshot, trusted })));
    const found = back.trusted[0]?.providers[0]?.services[0]?.states[0]?.identity;
    expect([found?.certificates, found?.subjectName, found?.other, found?.subjectNameText]).toEqual([
      [],
      undefined,
      identity.other,
      'CN=Gone',
    ]);
    expect(Buffer.from(found?.subjectKeyIdentifier ?? []).toString('hex')).toBe('0102fa');
  });
});
