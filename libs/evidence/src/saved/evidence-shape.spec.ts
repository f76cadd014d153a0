import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, readPem } from '@sigillum/encoding';
import { parseCertificate, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import type { EvidenceSet } from '../types.js';
import { evidenceShape } from './evidence-shape.js';

const [pem] = readPem(readFileSync(join(import.meta.dirname, '../../../../fixtures/pki/root.pem'), 'utf8'));
if (!pem) throw new Error('fixtures/pki/root.pem holds no certificate');
const root = parseCertificate(pem.bytes);

const EMPTY: EvidenceSet = { certificates: [], crls: [], ocsps: [], anchors: [], unreadable: [], notCollected: [] };

function again(set: EvidenceSet): EvidenceSet {
  return evidenceShape.read(JSON.parse(JSON.stringify(evidenceShape.write(set))), 'evidence');
}

function refusal(json: object): string {
  try {
    evidenceShape.read({ ...(evidenceShape.write(EMPTY) as object), ...json }, 'evidence');
    return 'none';
  } catch (error) {
    return error instanceof CodedError ? error.message : String(error);
  }
}

describe('an evidence set as JSON', () => {
  it('keeps certificates with where and when they were had', () => {
    const origins = ['online', 'signature'] as const;
    const fetchedFrom = [{ url: 'http://ca.example/root.cer', at: Date.UTC(2026, 5, 1) }];
    const [item] = again({ ...EMPTY, certificates: [{ id: root.id, value: root, origins, fetchedFrom }] }).certificates;
    expect(item).toMatchObject({ id: root.id, origins, fetchedFrom });
    expect(Buffer.from(item?.value.bytes ?? [])).toEqual(Buffer.from(root.bytes));
    expect(item?.value.subject.text).toBe(root.subject.text);
  });

  it('keeps what could not be read and what was not had', () => {
    const set: EvidenceSet = {
      ...EMPTY,
      unreadable: [{ id: 'X-00', origin: 'dss', kind: 'CRL', code: 'CRL_UNREADABLE' }],
      notCollected: [
        { what: 'issuer of C-00', why: 'offline' },
        { what: 'CRL for C-00', why: 'timed-out', url: 'http://ca.example/crl' },
      ],
    };
    expect(again(set)).toEqual(set);
  });

  it.each<[string, TrustAnchor]>([
    ['a certificate', trustAnchorOf(root)],
    ['a certificate with a sunset', { ...trustAnchorOf(root), sunset: Date.UTC(2030, 0, 1) }],
    [
      'a listed service',
      {
        ...trustAnchorOf(root),
        grants: [
          { type: 'CA/QC', from: 1, until: Date.UTC(2030, 0, 1) },
          { type: 'TSA/QTST', from: 2 },
          { type: 'Certstatus/OCSP', from: 3 },
        ],
      },
    ],
    ['a name and a key', { subject: root.subject, publicKeyInfo: root.publicKeyInfo }],
    [
      'a certificate whose key is trusted under another name',
      { ...trustAnchorOf(root), subject: { ...root.subject, der: Uint8Array.of(0x30, 0) } },
    ],
  ])('keeps an anchor that is %s', (_, anchor) => {
    const [read] = again({ ...EMPTY, anchors: [anchor] }).anchors;
    expect(read?.certificate?.id).toBe(anchor.certificate?.id);
    expect([read?.sunset, read?.grants]).toEqual([anchor.sunset, anchor.grants]);
    expect(Buffer.from(read?.subject.der ?? [])).toEqual(Buffer.from(anchor.subject.der));
    expect(Buffer.from(read?.publicKeyInfo ?? [])).toEqual(Buffer.from(anchor.publicKeyInfo));
  });

  it.each([
    ['an origin that is none', { certificates: [{ bytes: 'MAA=', origins: ['heaven'] }] }, /certificates\[0\]\.origins\[0\]: one of/],
    ['a CRL that is none', { crls: [{ bytes: 'MAA=', origins: [] }] }, /crls\[0\]: a CRL/],
    ['a response that is none', { ocsps: [{ bytes: 'MAA=', origins: [] }] }, /ocsps\[0\]: an OCSP response/],
    ['an id that is said', { certificates: [{ id: root.id, bytes: 'MAA=', origins: [] }] }, /certificates\[0\]\.id: nothing/],
    ['a name that is none', { anchors: [{ subject: 'AQEB', publicKeyInfo: 'MAA=' }] }, /anchors\[0\]: a distinguished name/],
    ['a reason that is none', { notCollected: [{ what: 'x', why: 'tired' }] }, /notCollected\[0\]\.why: one of/],
  ])('refuses %s', (_, json, message) => {
    expect(refusal(json)).toMatch(message);
  });
});
