import { digest } from '@sigillum/crypto';
import { Budget, context, type DerNode, equalBytes, readDer, TAG, toHex, writeElement, writeOid, writeSequence } from '@sigillum/encoding';
import {
  addArchiveTimestamp,
  type ArchiveDefect,
  type ArchiveTimestampOptions,
  attribute,
  createBasicOcspResponse,
  createCrl,
  createTimestampToken,
  issueSigner,
} from '@sigillum/testkit';
import { parseOcspResponse } from '@sigillum/x509';
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
import { ATTRIBUTE } from '../oids.js';

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
    ['index-of-two-kinds', false, ['archive-hash-index CMS_HASH_INDEX_ABSENT']],
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

  it.each(['v3', 'v2'] as const)('%s covers a time-stamp over the content in the signed attributes', (form) => {
    const content = createTimestampToken(digest('SHA-256', Buffer.from('content')), { ...timestamp, time: SIGNING_TIME - HOUR });
    const finish = (cms: Uint8Array, octets: Uint8Array): Uint8Array => addArchiveTimestamp(cms, octets, { ...timestamp, form });
    const extraSigned = [attribute(ATTRIBUTE.contentTimestamp, content)];
    const signature = onlySignature(signed({ cms: { extraSigned }, reserved: 60_000, finish }));
    const [own] = signature.timestamps.filter((one) => one.kind === 'content-timestamp');
    const [stamp] = archiveTimestamps(signature);
    expect([stamp && fits(stamp), own !== undefined, stamp?.covers?.timestamps]).toEqual([true, true, [own?.id]]);
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

describe('what is changed behind an archive time-stamp', () => {
  /** Writes the elements of a field of SignedData (0 certificates, 1 crls) or SignerInfo (0 signed, 1 unsigned attributes) anew. */
  function edited(cms: Uint8Array, place: 'data' | 'signer', field: number, change: (raws: Uint8Array[]) => Uint8Array[]): Uint8Array {
    const rewritten = (nodes: readonly DerNode[]): Uint8Array[] =>
      nodes.map((one) =>
        one.tag === context(field) ? writeElement(context(field), ...change(one.children().map((child) => child.raw))) : one.raw,
      );
    const [type, wrapped] = readDer(cms).children();
    const parts = wrapped?.children()[0]?.children() ?? [];
    const info = parts.at(-1)?.children()[0]?.children() ?? [];
    const made =
      place === 'data'
        ? rewritten(parts)
        : [...parts.slice(0, -1).map((one) => one.raw), writeElement(TAG.SET, writeSequence(...rewritten(info)))];
    return writeSequence(type?.raw ?? cms, writeElement(context(0), writeSequence(...made)));
  }

  function changed(form: ArchiveTimestampOptions['form'], change: (cms: Uint8Array) => Uint8Array): Signature {
    const finish = (cms: Uint8Array, content: Uint8Array): Uint8Array =>
      change(addArchiveTimestamp(cms, content, { ...timestamp, time: SIGNING_TIME + 2 * HOUR, ...(form ? { form } : {}) }));
    return onlySignature(signed({ timestamp, cms: { crls: [crl] }, reserved: 200_000, finish }));
  }

  const other = issueSigner(authority, { name: 'Other', algorithm: 'P-256' });
  const late = createCrl({ issuer: authority, thisUpdate: SIGNING_TIME + 5 * HOUR });
  const swap = (cms: Uint8Array): Uint8Array => edited(cms, 'data', 0, ([, ...rest]) => [other.certificate, ...rest]);
  const addCrl = (cms: Uint8Array): Uint8Array => edited(cms, 'data', 1, (raws) => [...raws, late]);
  const values = attribute(ATTRIBUTE.revocationValues, writeSequence(writeElement(context(0), writeSequence(late))));
  const addValues = (cms: Uint8Array): Uint8Array => edited(cms, 'signer', 1, (raws) => [...raws, values]);
  const dropSigned = (cms: Uint8Array): Uint8Array => edited(cms, 'signer', 0, (raws) => raws.slice(1));

  test.each<[string, (cms: Uint8Array) => Uint8Array, boolean, string[], boolean]>([
    ['a certificate in the place of another', swap, true, ['archive-hash-index CMS_HASH_INDEX_UNMATCHED'], false],
    ['a CRL that came later', addCrl, true, [], false],
    ['revocation values that came later', addValues, true, [], false],
    ['signed attributes', dropSigned, false, [], false],
  ])('C18 %s: none of it is covered by the index, all of it breaks the older kind', (_, change, fitting, broken, older) => {
    const [stamp] = archiveTimestamps(changed('v3', change));
    expect([stamp && fits(stamp), stamp && brokenRules(stamp)]).toEqual([fitting, broken]);
    const material = stamp?.covers?.material ?? [];
    expect([material.includes(idOf('R', late)), material.includes(idOf('C', other.certificate))]).toEqual([false, false]);
    const [second] = archiveTimestamps(changed('v2', change));
    expect(second && fits(second)).toBe(older);
  });

  it.each(['v3', 'v2'] as const)(
    'an OCSP response among the CRLs is covered by %s where it was there, and not where it came later',
    (form) => {
      const response = createBasicOcspResponse({
        responder: authority,
        responses: [{ serialNumber: signer.serialNumber, issuer: authority, thisUpdate: SIGNING_TIME }],
      });
      const { id } = parseOcspResponse(response);
      const info = writeElement(context(1), writeOid('1.3.6.1.5.5.7.48.1.1'), response);
      const addResponse = (cms: Uint8Array): Uint8Array => edited(cms, 'data', 1, (raws) => [...raws, info]);
      const finish = (cms: Uint8Array, content: Uint8Array): Uint8Array =>
        addArchiveTimestamp(addResponse(cms), content, { ...timestamp, form });
      const [before] = archiveTimestamps(onlySignature(signed({ cms: { crls: [crl] }, reserved: 60_000, finish })));
      expect([before && fits(before), before?.covers?.material.includes(id)]).toEqual([true, true]);
      const later = changed(form, addResponse);
      const [stamp] = archiveTimestamps(later).filter(fits);
      expect([later.embedded.ocsps.length, stamp?.covers?.material.includes(id)]).toEqual([1, form === 'v3' ? false : undefined]);
    },
  );

  it.each([
    ['made earlier, as it says', SIGNING_TIME + HOUR],
    ['made later', SIGNING_TIME + 5 * HOUR],
  ])('C18 a token %s, that was put into the attribute of one of the older kind, is not covered by it', (_, time) => {
    const slipped = createTimestampToken(digest('SHA-256', Buffer.from('anything')), { ...timestamp, time });
    const beside = (raw: Uint8Array | undefined): Uint8Array => {
      const [type, values] = raw ? readDer(raw).children() : [];
      return writeSequence(type?.raw ?? slipped, writeElement(TAG.SET, values?.content ?? slipped, slipped));
    };
    const signature = changed('v2', (cms) => edited(cms, 'signer', 1, (raws) => [...raws.slice(0, -1), beside(raws.at(-1))]));
    const [stamp] = archiveTimestamps(signature).filter(fits);
    const [own] = signature.timestamps.filter((one) => one.kind === 'signature-timestamp');
    expect([archiveTimestamps(signature).length, stamp?.covers?.timestamps]).toEqual([2, [own?.id]]);
  });

  it('C18 one whose token somebody put into another attribute as well does not cover itself', () => {
    const again = (raw: Uint8Array | undefined): Uint8Array => {
      const [, values] = raw ? readDer(raw).children() : [];
      return attribute('1.2.3.4', values?.content ?? signer.certificate);
    };
    const [stamp] = archiveTimestamps(changed('v2', (cms) => edited(cms, 'signer', 1, (raws) => [...raws, again(raws.at(-1))])));
    expect([stamp?.covers?.timestamps.length, stamp?.covers?.timestamps.includes(stamp.id)]).toEqual([1, false]);
  });

  it('C18 one that was made for another signature does not fit', () => {
    let taken: Uint8Array[] = [];
    changed('v3', (cms) => edited(cms, 'signer', 1, (raws) => (taken = raws)));
    const elsewhere = onlySignature(
      signed({
        reason: 'another',
        timestamp,
        cms: { crls: [crl] },
        reserved: 200_000,
        finish: (cms) => edited(cms, 'signer', 1, () => taken),
      }),
    );
    const [stamp] = archiveTimestamps(elsewhere);
    expect([stamp && fits(stamp), elsewhere.timestamps.length]).toEqual([false, 2]);
  });
});
