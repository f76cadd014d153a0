import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { catalogueIn, explainCode, WORDINGS } from './catalogue.js';
import type { EN } from './en/index.js';
import type { Language, Wordings } from './entry.js';
import { FACTS } from './facts/index.js';

const ROOT = join(import.meta.dirname, '../../../..');
const OWN = 'libs/reports/src/catalogue/';

/** Literals of this shape that no report, note or error carries, each with the reason. */
const NO_CODES: Readonly<Record<string, string>> = {
  OUT_OF_BOUNDS: 'beginning of two sub-indications, to tell them from others',
  ERR_WORKER_OUT_OF_MEMORY: 'code of an error of Node, turned into LIMIT_EXCEEDED',
};

/** Names of environment variables, and the file that knows them without their prefix. */
const VARIABLE = /^SIGILLUM_/;
const VARIABLES = 'apps/api/src/configuration.ts';

/** Codes of one word, which look like any other literal. */
const WORDS = [
  'INDETERMINATE',
  'REVOKED',
  'EXPIRED',
  'BASE64',
  'HEX',
  'UNREADABLE',
  'USAGE',
  'OVERLOADED',
  'INTERNAL',
  'QESIG',
  'QESEAL',
  'ADESIG',
  'ADESEAL',
  'UNKNOWN',
  'NA',
  'QTSA',
  'TSA',
];

function sources(): string[] {
  return ['libs', 'apps'].flatMap((rooms) =>
    readdirSync(join(ROOT, rooms))
      .map((room) => join(rooms, room, 'src'))
      .filter((folder) => !folder.includes('testkit'))
      .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
      .filter(
        (file) =>
          file.endsWith('.ts') &&
          !file.endsWith('.spec.ts') &&
          !file.includes('/spec-support/') &&
          !file.startsWith(OWN) &&
          file !== VARIABLES,
      )
      .map((file) => readFileSync(join(ROOT, file), 'utf8')),
  );
}

/** Codes as literals, and as keys of a table such as that of the service's problems. */
function codesIn(texts: readonly string[]): Set<string> {
  const found = texts.flatMap((text) => [
    ...(text.match(/(?<=')[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+(?=')/g) ?? []),
    ...(text.match(/(?<=^ +)[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+(?=: \[)/gm) ?? []),
    ...(text.match(/(?<=')TOTAL-[A-Z]+(?=')/g) ?? []),
    // Codes with a number in them have one entry, with N for the number.
    ...(text.match(/(?<=`)[A-Z]+_\$\{[^{}`]+\}(?:_(?:[A-Z0-9]+|\$\{[^{}`]+\}))+(?=`)/g) ?? []).map((code) =>
      code.replace(/\$\{[^}]+\}/g, 'N'),
    ),
    // Changes of widgets take the codes of changes of annotations with the other word.
    ...(text.includes("replace('ANNOTATION', 'WIDGET')")
      ? ['ADDED', 'CHANGED', 'MOVED', 'REMOVED'].map((what) => `PDF_WIDGET_${what}`)
      : []),
    // Signatures of an open verdict take the words of valid ones with a prefix.
    ...(text.includes('`INDETERMINATE_${row.passed}`')
      ? [...text.matchAll(/passed: '([A-Z_]+)'/g)].flatMap(([, word]) => (word && !/^NA$|^NOT_/.test(word) ? `INDETERMINATE_${word}` : []))
      : []),
    ...WORDS.filter((word) => text.includes(`'${word}'`) || new RegExp(`^ +${word}: \\[`, 'm').test(text)),
  ]);
  return new Set(found.filter((code) => !VARIABLE.test(code) && !Object.hasOwn(NO_CODES, code)));
}

describe('reason catalogue', () => {
  const codes = codesIn(sources());
  const entries = catalogueIn('en');

  it('has an entry for every code in the sources', () => {
    expect([...codes].filter((code) => explainCode(code) === undefined)).toEqual([]);
  });

  it('has no entry without a code in the sources', () => {
    expect(entries.map((entry) => entry.code).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('has each code once, although its tables are kept apart', () => {
    const tables = readdirSync(join(ROOT, OWN, 'facts'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
      .map((file) => readFileSync(join(ROOT, OWN, 'facts', file), 'utf8'));
    const keys = tables.flatMap((text) => [...text.matchAll(/^ {2}'?([A-Z][A-Z0-9_-]+)'?: \[/gm)].map((match) => match[1]));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.length).toBe(Object.keys(FACTS).length);
    expect(entries.length).toBe(keys.length);
  });

  const languages = Object.keys(WORDINGS) as Language[];

  it.each(languages)('is whole in %s: no code falls back on another language, and none is missing', (language) => {
    expect(Object.keys(WORDINGS[language]).sort()).toEqual(Object.keys(FACTS).sort());
    expect(catalogueIn(language).map((entry) => entry.code)).toEqual(Object.keys(FACTS));
  });

  it('takes no language that lacks an entry, by the compiler', () => {
    expectTypeOf<typeof EN>().toExtend<Wordings<typeof FACTS>>();
    expectTypeOf<Omit<typeof EN, 'REVOKED'>>().not.toExtend<Wordings<typeof FACTS>>();
    expectTypeOf(WORDINGS).toEqualTypeOf<Readonly<Record<Language, Wordings<typeof FACTS>>>>();
  });

  it.each(languages)('says everything in whole sentences in %s', (language) => {
    const texts = catalogueIn(language).flatMap(({ code, sentence, why, next }) => [sentence, why, next].map((text) => ({ code, text })));
    expect(texts.filter(({ text }) => !/^[A-Z].{10,250}[.]$/u.test(text))).toEqual([]);
    expect(entries.filter((entry) => entry.sentence === entry.why).map((entry) => entry.code)).toEqual([]);
  });

  it('finds a code in any spelling', () => {
    expect(explainCode('total_passed')?.code).toBe('TOTAL-PASSED');
    expect(explainCode(' no-certificate-chain-found ')).toMatchObject({ code: 'NO_CERTIFICATE_CHAIN_FOUND', mender: 'you' });
    expect(explainCode('PIVOT_2_NOT_AVAILABLE')?.code).toBe('PIVOT_N_NOT_AVAILABLE');
    expect(explainCode('PIVOT_11_SIGNER_CERT_NOT_AUTHENTICATED_BY_PIVOT_12')?.clause).toBe('TS 119 615 PRO-4.1.4-11');
    expect(explainCode('constructor')).toBeUndefined();
    expect(explainCode('NO_SUCH_CODE')).toBeUndefined();
  });
});
