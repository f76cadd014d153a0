import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSignedData, type SignedData } from '@sigillum/containers/cms';
import { digest } from '@sigillum/crypto';
import { Budget, equalBytes } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { readTimestamp } from '../../tsp/read-timestamp.js';
import { ATTRIBUTE } from '../oids.js';
import { archiveTimestampsIn } from './archive-timestamps.js';

interface Entry {
  readonly file: string;
  readonly format: string;
  readonly detached?: readonly (string | { readonly file: string })[];
}

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus');
const present = existsSync(join(CORPUS, 'manifest.jsonl'));
const entries: Entry[] = present
  ? readFileSync(join(CORPUS, 'manifest.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry)
      .filter(({ format }) => format === 'cades')
  : [];

/** Documents whose imprint can't fit, with the reason; EU DSS says the same of all but the last. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'cades/CAdES-BpLTA_modified_ats_hash_element.p7m': 'made that way: a digest of the index was changed',
  'cades/cades-dss1956.p7m': 'the index has an algorithm and nothing else',
  'cades/cades-lta-copied-atst.p7m': 'made that way: a token of another kind without an index',
  'cades/Signature-CBp-LTA-3.p7m': 'the index names its algorithm by a bare identifier',
  'cades/Signature-CBp-LTA-4--75260ae1.p7m': 'the index names its algorithm by a bare identifier',
  'cades/Signature-C-A-ATSv2.p7m': 'one of two of the second kind, made at the same time',
  'cades/Signature-C-A-BES-1--e1c967e4.p7m': 'the structure is in BER, the imprint over something else',
  'cades/Signature-C-SK-15.p7m': 'of the second kind, over a structure that was written anew since',
};

function read(file: string): SignedData | undefined {
  try {
    const bytes = readFileSync(join(CORPUS, file));
    const text = bytes.toString('latin1').replace(/-----[^-]*-----|\s/g, '');
    return parseSignedData(bytes[0] === 0x30 ? bytes : Buffer.from(text, 'base64'), new Budget(), { trailing: true });
  } catch {
    return undefined;
  }
}

/** `true` for each archive time-stamp of a document whose imprint is the one that was computed; undefined without the content. */
function fits({ file, detached = [] }: Entry): { third: boolean; fits: boolean }[] | undefined {
  const signedData = read(file);
  if (!signedData) return [];
  const outside = detached.map((one) => join(CORPUS, typeof one === 'string' ? one : one.file)).filter(existsSync);
  const contents = signedData.content ? [signedData.content] : outside.map((one) => readFileSync(one));
  const results = contents.map((octets) =>
    signedData.signerInfos.flatMap((signer) => {
      const content = { digest: (algorithm: Parameters<typeof digest>[0]) => digest(algorithm, octets), octets: () => octets };
      return archiveTimestampsIn({ signedData, signer, content }, '', [], new Budget()).map((one) => {
        const imprint = readTimestamp(one, new Budget())?.signature.references.at(-1);
        const isThird = signer.unsignedAttributes.some(
          ({ oid, values }) => oid === ATTRIBUTE.archiveTimestampV3 && values.some((value) => equalBytes(value, one.token)),
        );
        const fitting = imprint?.actual !== undefined && imprint.expected !== undefined && equalBytes(imprint.actual, imprint.expected);
        return { third: isThird, fits: fitting };
      });
    }),
  );
  return results.sort((a, b) => b.filter((one) => one.fits).length - a.filter((one) => one.fits).length)[0];
}

describe.skipIf(!present)('archive time-stamps of real documents', () => {
  it('have the imprints that are computed, but for those that are explained', () => {
    const all = entries.map((entry) => ({ file: entry.file, found: fits(entry) }));
    const unexplained = all.filter(({ file, found }) => found?.some((one) => !one.fits) === true && !(file in EXPLAINED));
    expect(unexplained.map(({ file }) => file)).toEqual([]);
    expect(all.filter(({ file, found }) => file in EXPLAINED && found?.every((one) => one.fits) !== false)).toEqual([]);
    const counted = all.flatMap(({ found }) => found ?? []);
    const of = (third: boolean): string => {
      const kind = counted.filter((one) => one.third === third);
      return `${kind.filter((one) => one.fits).length} of ${kind.length}`;
    };
    expect({ third: of(true), second: of(false) }).toEqual({ third: '46 of 53', second: '6 of 10' });
  });
});
