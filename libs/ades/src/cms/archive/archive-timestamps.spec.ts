import { digest } from '@sigillum/crypto';
import { Budget, equalBytes, toHex } from '@sigillum/encoding';
import { addArchiveTimestamp, type ArchiveDefect, type ArchiveTimestampOptions, createCrl } from '@sigillum/testkit';
import { describe, expect, it, test } from 'vitest';
import {
  authority,
  brokenRules,
  codeThrown,
  onlySignature,
  signed,
  signer,
  SIGNING_TIME,
  timestampAuthority,
} from '../../spec-support/signed-pdf.js';
import { readTimestamp } from '../../tsp/read-timestamp.js';
import type { EmbeddedTimestamp, Signature } from '../../types.js';

const HOUR = 3_600_000;
const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + HOUR };
const crl = createCrl({ issuer: authority, thisUpdate: SIGNING_TIME });
const idOf = (letter: string, bytes: Uint8Array): string => `${letter}-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
const certificates = [idOf('C', signer.certificate), idOf('C', authority.certificate)].sort();

/** A signature with a signature time-stamp, a CRL and archive time-stamps, an hour apart. */
function archived(...stamps: readonly Partial<ArchiveTimestampOptions>[]): Signature {
  const finish = (cms: Uint8Array, content: Uint8Array): Uint8Array =>
    stamps.reduce(
      (made, one, index) => addArchiveTimestamp(made, content, { ...timestamp, time: SIGNING_TIME + (index + 2) * HOUR, ...one }),
      cms,
    );
  return onlySignature(signed({ timestamp, cms: { crls: [crl] }, reserved: 200_000, finish }));
}

function archiveTimestamps({ timestamps }: Signature): EmbeddedTimestamp[] {
  return timestamps.filter((one) => one.kind === 'archive-timestamp');
}

/** Whether the imprint that was computed is the one that the token states. */
function fits(one: EmbeddedTimestamp): boolean {
  const imprint = readTimestamp(one, new Budget())?.signature.references.at(-1);
  return imprint?.actual !== undefined && imprint.expected !== undefined && equalBytes(imprint.actual, imprint.expected);
}

describe('archive time-stamps in a CMS structure', () => {
  test.each<[NonNullable<ArchiveTimestampOptions['form']>, ArchiveTimestampOptions['digest']]>([
    ['v3', 'SHA-256'],
    ['v3', 'SHA-512'],
    ['v3-index-1', 'SHA-256'],
    ['v3-index-1', 'SHA-384'],
    ['v2', 'SHA-256'],
  ])('%s with %s covers the signature, its time-stamp, certificates and CRLs', (form, algorithm) => {
    const signature = archived({ form, digest: algorithm });
    const [stamp, ...more] = archiveTimestamps(signature);
    expect([stamp && fits(stamp), more.length, stamp && brokenRules(stamp)]).toEqual([true, 0, []]);
    const [own] = signature.timestamps.filter((one) => one.kind === 'signature-timestamp');
    expect(stamp?.covers).toEqual({
      signatures: [signature.id],
      timestamps: [own?.id],
      material: [...certificates, idOf('R', crl)].sort(),
    });
  });

  it.each(['v3', 'v2'] as const)('a second %s covers the first, and not the other way round', (form) => {
    const [first, second] = archiveTimestamps(archived({ form }, { form })).sort(
      (a, b) => (a.covers?.timestamps.length ?? 0) - (b.covers?.timestamps.length ?? 0),
    );
    expect([first && fits(first), second && fits(second)]).toEqual([true, true]);
    expect([first?.covers?.timestamps.length, second?.covers?.timestamps.length]).toEqual([1, 2]);
    expect(second?.covers?.timestamps).toContain(first?.id);
  });

  test.each<[ArchiveDefect, boolean, string[]]>([
    ['index-absent', false, ['archive-hash-index CMS_HASH_INDEX_ABSENT']],
    ['index-twice', false, ['archive-hash-index CMS_HASH_INDEX_ABSENT']],
    ['index-wrong-hash', true, ['archive-hash-index CMS_HASH_INDEX_UNMATCHED']],
    ['imprint-wrong', false, []],
    ['attributes-reordered', true, []],
  ])('C18 %s', (defect, isFitting, broken) => {
    const [stamp] = archiveTimestamps(archived({ defect }));
    expect([stamp && fits(stamp), stamp && brokenRules(stamp)]).toEqual([isFitting, broken]);
  });

  it('C18 what the index does not name is not covered', () => {
    const [stamp] = archiveTimestamps(archived({ defect: 'index-without-attributes' }));
    expect(stamp?.covers).toMatchObject({ timestamps: [], material: [...certificates, idOf('R', crl)].sort() });
  });

  it('digests by another algorithm than that of the imprint prove nothing but the signature', () => {
    const signature = archived({ defect: 'index-other-algorithm' });
    const [stamp] = archiveTimestamps(signature);
    expect([stamp && fits(stamp), stamp?.covers]).toEqual([true, { signatures: [signature.id], timestamps: [], material: [] }]);
    expect(stamp?.format).toMatchObject([
      { rule: 'archive-hash-index', holds: true, message: expect.stringContaining('signature alone') as string },
    ]);
  });

  it('those over all of the content again and again are too many before they cost much', () => {
    const many = (count: number): string | undefined =>
      codeThrown(() => archived(...Array.from({ length: count }, () => ({ form: 'v2' as const }))));
    expect([many(3), many(21)]).toEqual([undefined, 'LIMIT_EXCEEDED']);
  });
});
