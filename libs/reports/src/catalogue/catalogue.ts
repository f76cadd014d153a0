import type { CatalogueEntry } from './entry.js';
import { SUB_INDICATIONS } from './sub-indications.js';

/** The reason catalogue: every code that a report or an error can carry. */
export const CATALOGUE: readonly CatalogueEntry[] = [...SUB_INDICATIONS];

/** The entry of a code, in any spelling of case and of `-` for `_`; undefined where there is none. */
export function explainCode(code: string): CatalogueEntry | undefined {
  const wanted = code.trim().toUpperCase().replaceAll('-', '_');
  return CATALOGUE.find((entry) => entry.code.replaceAll('-', '_') === wanted);
}
