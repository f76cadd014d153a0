import { type EmbeddedTimestamp, readTimestamp, type ReadTimestamp } from '@sigillum/ades';
import { Budget } from '@sigillum/encoding';
import { createBasicOcspResponse, createOcspResponse } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { at, ca, certificateId, crl, crlId, ocspId, signatureOf, signer, stamp, tsa, tsaRoot } from '../spec-support/timeline.js';
import { coveredBy } from './covered.js';

const signature = signatureOf({});
const list = crl(tsaRoot, at(2026, 5));

function read(timestamp: EmbeddedTimestamp): ReadTimestamp {
  const token = readTimestamp(timestamp, new Budget());
  if (!token) throw new Error('the token was made for this test');
  return token;
}

describe('what a time-stamp proves', () => {
  it('is what it covers, and the material inside the tokens that it covers, never its own', () => {
    const inner = read(stamp(signature, at(2026, 6), { crls: [list] }));
    const material = [crlId(crl(ca, at(2026, 5)))];
    const outer = read(stamp(signature, at(2027), { kind: 'document-timestamp', covers: { timestamps: [inner.timestamp.id], material } }));
    const tokens = new Map([inner, outer].map((one) => [one.timestamp.id, one]));
    const inside = [certificateId(tsa.certificate), crlId(list)];
    expect([...coveredBy(outer, tokens)]).toEqual([signature.id, inner.timestamp.id, ...material, ...inside]);
    expect([...coveredBy(inner, tokens)]).toEqual([signature.id]);
  });

  it('knows an OCSP response by what is signed of it, however it is wrapped', () => {
    const options = { responder: ca, responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: at(2026, 5) }] };
    const [basic, whole] = [createBasicOcspResponse(options), createOcspResponse(options)];
    for (const bytes of [basic, whole]) {
      const plain = read(stamp(signature, at(2026, 6)));
      const embedded = { certificates: [], crls: [], ocsps: [{ bytes, origin: 'timestamp' as const }] };
      const inner = { ...plain, signature: { ...plain.signature, embedded } };
      const outer = read(stamp(signature, at(2027), { covers: { timestamps: [inner.timestamp.id] } }));
      expect([...coveredBy(outer, new Map([[inner.timestamp.id, inner]]))]).toContain(ocspId(bytes));
    }
  });

  it('is nothing where it can not be told what is covered', () => {
    expect([...coveredBy(read(stamp(signature, at(2026, 6), { kind: 'content-timestamp' })), new Map())]).toEqual([]);
  });
});
