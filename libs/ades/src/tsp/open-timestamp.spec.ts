import { Budget, memorySource } from '@sigillum/encoding';
import { createTimestampResponse, createTimestampToken, digestOf } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../open.js';
import { plainPdf, signed, SIGNING_TIME, timestampAuthority } from '../spec-support/signed-pdf.js';
import type { DetachedDocument, SignedDocument } from '../types.js';

const CONTENT = new TextEncoder().encode('what is time-stamped');
const OTHER = new TextEncoder().encode('something else');
const token = createTimestampToken(digestOf('SHA-512', CONTENT), { authority: timestampAuthority, time: SIGNING_TIME, digest: 'SHA-512' });

const named = (name: string, bytes: Uint8Array): DetachedDocument => ({ name, source: memorySource(bytes) });

function open(bytes: Uint8Array, detached: readonly DetachedDocument[] = []): SignedDocument {
  return openDocument(memorySource(bytes), new Budget(), { detached });
}

function imprintsOf({ timestamps }: SignedDocument): [string, string][] {
  return timestamps.flatMap(({ imprints }) =>
    [...imprints].map(([name, value]): [string, string] => [name, Buffer.from(value).toString('hex')]),
  );
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a bare time-stamp', () => {
  it('is a document with one time-stamp and no signature, as a token and as a response', () => {
    for (const bytes of [token, createTimestampResponse(token)]) {
      const document = open(bytes, [named('a.txt', CONTENT)]);
      expect(document).toMatchObject({ format: 'CMS', size: bytes.length, signatures: [], notes: [] });
      expect(document.timestamps.map(({ kind, covers }) => [kind, covers])).toEqual([['content-timestamp', undefined]]);
      expect(hex(document.timestamps[0]?.token ?? CONTENT)).toBe(hex(token));
      expect(imprintsOf(document)).toEqual([['SHA-512', hex(digestOf('SHA-512', CONTENT))]]);
    }
    expect(open(token).timestamps[0]?.id).toBe(open(createTimestampResponse(token)).timestamps[0]?.id);
  });

  it('covers nothing that is at hand without the detached document', () => {
    expect(imprintsOf(open(token))).toEqual([]);
  });

  it('covers the one of several documents that its imprint is of, in whatever order; else the difference shows', () => {
    const both = [named('b.txt', OTHER), named('a.txt', CONTENT)];
    for (const detached of [both, both.toReversed()]) {
      expect(imprintsOf(open(token, detached))).toEqual([['SHA-512', hex(digestOf('SHA-512', CONTENT))]]);
    }
    expect(imprintsOf(open(token, [named('b.txt', OTHER)]))).toEqual([['SHA-512', hex(digestOf('SHA-512', OTHER))]]);
  });

  it('is no longer one when bytes follow it', () => {
    expect(() => open(Buffer.concat([createTimestampResponse(token), Buffer.from([0])]))).toThrow(/damaged/);
  });
});

it('a PDF needs no detached document, and says so', () => {
  const codes = (detached: readonly DetachedDocument[]): string[] => open(signed(), detached).notes.map((note) => note.code);
  expect(codes([])).toEqual([]);
  expect(codes([named('page.pdf', plainPdf)])).toEqual(['DETACHED_DOCUMENT_UNUSED']);
});

it('evidence records beside a document are named with it', () => {
  const records = [named('a.ers', OTHER), named('b.ers', OTHER)];
  const document = openDocument(memorySource(signed()), new Budget(), { evidenceRecords: records });
  expect(document.evidenceRecords?.map(({ kind, bytes }) => [kind, hex(bytes)])).toEqual([
    ['detached', hex(OTHER)],
    ['detached', hex(OTHER)],
  ]);
  expect(new Set(document.evidenceRecords?.map(({ id }) => id)).size).toBe(2);
  expect(open(signed()).evidenceRecords).toBeUndefined();
});
