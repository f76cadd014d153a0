import { EN } from './en/index.js';
import type { CatalogueEntry, Facts, Language, Wording, Wordings } from './entry.js';
import { FACTS } from './facts/index.js';

/** A language is a row here and a folder beside; the compiler holds each to be whole, so that none can fall back on another unseen. */
export const WORDINGS: Readonly<Record<Language, Wordings<typeof FACTS>>> = { en: EN };
const TABLE: Readonly<Record<string, Facts>> = FACTS;

/** The reason catalogue in one language: an entry for every code that a report or an error can carry, grouped by where codes come from. */
export function catalogueIn(language: Language): readonly CatalogueEntry[] {
  return Object.keys(TABLE).flatMap((code) => explainCode(code, language) ?? []);
}

/**
 * The entry of a code, in any spelling of case and of `-` for `_`; undefined where there is none. Codes that number the pivot they
 * are about (TS 119 615 PRO-4.1.4-11) share the entry that has `N` for the number.
 */
export function explainCode(code: string, language: Language = 'en'): CatalogueEntry | undefined {
  const spelt = code
    .trim()
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/PIVOT_\d+(?![A-Z0-9])/g, 'PIVOT_N');
  // The status words of a whole signature are the only codes with a hyphen.
  const known = spelt.startsWith('TOTAL_') ? spelt.replace('_', '-') : spelt;
  if (!Object.hasOwn(TABLE, known)) return undefined;
  const wordings: Readonly<Record<string, Wording>> = WORDINGS[language];
  const [facts, wording] = [TABLE[known], wordings[known]];
  return facts && wording && { code: known, ...wording, mender: facts[0], clause: facts[1] };
}
