import { writeOctetString, writeSequence } from '@sigillum/encoding';
import { attribute } from '@sigillum/testkit';
import { expect, it } from 'vitest';
import { onlySignature, signed } from '../spec-support/signed-pdf.js';
import { ATTRIBUTE } from './oids.js';

const record = (text: string): Uint8Array => writeSequence(writeOctetString(new TextEncoder().encode(text)));

it('evidence records in unsigned attributes are named with their bytes, whatever they hold', () => {
  const { internal, external } = { internal: record('one'), external: record('two') };
  const unsigned = (): Uint8Array[] => [
    attribute(ATTRIBUTE.evidenceRecordInternal, internal),
    attribute(ATTRIBUTE.evidenceRecordExternal, external),
  ];
  const { evidenceRecords = [] } = onlySignature(signed({ cms: { unsigned } }));
  expect(evidenceRecords.map(({ kind, bytes }) => [kind, Buffer.from(bytes).toString('hex')])).toEqual([
    ['internal', Buffer.from(internal).toString('hex')],
    ['external', Buffer.from(external).toString('hex')],
  ]);
  expect(new Set(evidenceRecords.map(({ id }) => id)).size).toBe(2);
  expect(evidenceRecords.every(({ id }) => /^E-[0-9A-F]{32}$/.test(id))).toBe(true);
});

it('a signature without one has no such list', () => {
  expect(onlySignature(signed()).evidenceRecords).toBeUndefined();
});
