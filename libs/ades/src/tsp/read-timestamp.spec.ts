import {
  Budget,
  context,
  writeBoolean,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import { createSignedData, createTimestampToken, digestOf, OID, type TimestampOptions } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { SIGNING_TIME, timestampAuthority } from '../spec-support/signed-pdf.js';
import type { EmbeddedTimestamp } from '../types.js';
import { readTimestamp, type ReadTimestamp } from './read-timestamp.js';

const DATA = new TextEncoder().encode('what is time-stamped');

function timestampOf(token: Uint8Array, over = DATA): EmbeddedTimestamp {
  const imprints = new Map([['SHA-256', digestOf('SHA-256', over)] as const]);
  return { id: 'T-1', kind: 'signature-timestamp', token, imprints, format: [] };
}

function read(options: Partial<TimestampOptions> = {}, over = DATA): ReadTimestamp | undefined {
  const token = createTimestampToken(digestOf('SHA-256', DATA), { authority: timestampAuthority, time: SIGNING_TIME, ...options });
  return readTimestamp(timestampOf(token, over), new Budget());
}

const brokenIn = (one: ReadTimestamp | undefined): string[] =>
  (one?.signature.format ?? []).filter(({ holds }) => !holds).map(({ rule, code }) => `${rule} ${code ?? ''}`);
const referencesOf = (one: ReadTimestamp | undefined): boolean[] =>
  (one?.signature.references ?? []).map(
    ({ found, expected, actual }) => found && expected !== undefined && actual !== undefined && Buffer.from(expected).equals(actual),
  );

describe('a time-stamp as a signature', () => {
  it('covers what the authority states, and the imprint', () => {
    const one = read();
    expect(one?.signature).toMatchObject({ id: 'T-1', form: 'RFC3161', label: 'signature-timestamp', timestamps: [] });
    expect(referencesOf(one)).toEqual([true, true]);
    expect(brokenIn(one)).toEqual([]);
    expect(one?.signature.embedded.certificates.length).toBeGreaterThan(0);
  });

  it('does not hold over other bytes, nor where they are not at hand', () => {
    expect(referencesOf(read({}, new Uint8Array([1])))).toEqual([true, false]);
    const other = read({ digest: 'SHA-512' });
    expect(other?.signature.references.map(({ found }) => found)).toEqual([true, false]);
  });

  it.each<[string, Partial<TimestampOptions>, string]>([
    ['two signers', { defects: ['two-signer-infos'] }, 'single-signer-info CMS_SIGNER_INFO_NOT_SINGLE'],
    ['no signer', { defects: ['no-signer-info'] }, 'single-signer-info CMS_SIGNER_INFO_NOT_SINGLE'],
    ['a second content type', { defects: ['content-type-twice'] }, 'content-type CMS_CONTENT_TYPE_NOT_SINGLE'],
    ['unsorted attributes', { defects: ['signed-attributes-unsorted'] }, 'signed-attributes-der CMS_SIGNED_ATTRIBUTES_NOT_DER'],
  ])('%s: the rule is broken', (_, options, expected) => {
    expect(brokenIn(read(options))).toContain(expected);
  });

  it('a critical extension and another version are not understood', () => {
    const algorithm = writeSequence(writeOid('2.16.840.1.101.3.4.2.1'), writeNull());
    const extension = writeSequence(writeOid('1.2.3'), writeBoolean(true), writeOctetString(DATA));
    const token = (version: number, tail: readonly Uint8Array[]): Uint8Array =>
      createSignedData({
        signer: timestampAuthority,
        contentType: OID.tstInfo,
        attached: true,
        content: writeSequence(
          writeInteger(version),
          writeOid('1.2.3'),
          writeSequence(algorithm, writeOctetString(digestOf('SHA-256', DATA))),
          writeInteger(1),
          writeElement(0x18, new TextEncoder().encode('20260601120000Z')),
          ...tail,
        ),
      });
    const broken = (bytes: Uint8Array): string[] => brokenIn(readTimestamp(timestampOf(bytes), new Budget()));
    expect(broken(token(1, []))).toEqual([]);
    expect(broken(token(2, []))).toEqual(['timestamp-statement TIMESTAMP_STATEMENT_UNKNOWN']);
    expect(broken(token(1, [writeElement(context(1), extension)]))).toEqual(['timestamp-statement TIMESTAMP_STATEMENT_UNKNOWN']);
  });

  it('is nothing where it can not be read', () => {
    expect(readTimestamp(timestampOf(new Uint8Array([0x30, 0])), new Budget())).toBeUndefined();
  });
});
