import type { PdfDictionary, PdfReference, PdfStream, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import { equalObjects, equalStreamData, newDuplicates, STORAGE_KEYS, unlessUnreadable } from './equal-objects.js';
import { referencesIn } from './references.js';
import { asReference, keysOf } from './values.js';

/** A place at which the later revision says something else. */
export interface Difference {
  /** Keys and indexes from where the walk began, joined by slashes; the beginning of a long one is left out. */
  readonly path: string;
  /** The innermost indirect object that holds the difference. */
  readonly object: number | undefined;
}

interface Pair {
  readonly left: PdfValue;
  readonly right: PdfValue;
  readonly path: string;
  readonly object: number | undefined;
}

const MOST_DIFFERENCES = 16;
const LONGEST_PATH = 160;

/**
 * Compares two values all the way down; nothing that they reach may differ, wherever it stands and whether it is direct or
 * indirect. References to judged objects have to name the same object and are not followed. Gives the differences, at most 16.
 * One unit of `pdfComparisons` for each pair of values; a list of open pairs instead of recursion, since chains can be long.
 */
export function differences(
  comparison: Comparison,
  left: PdfValue | undefined,
  right: PdfValue | undefined,
  object?: number,
): Difference[] {
  const found: Difference[] = [];
  const visited = new Set<string>();
  const open: Pair[] = [{ left: left ?? null, right: right ?? null, path: '', object }];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    if (found.length >= MOST_DIFFERENCES) return found;
    comparison.budget.spend('pdfComparisons');
    const step = followed(comparison, pair, visited);
    if (step === 'equal') continue;
    const parts = step === 'different' ? undefined : partsOf(comparison, step);
    if (parts) open.push(...parts);
    else found.push({ path: pair.path, object: step === 'different' ? pair.object : step.object });
  }
  if (found.length === 0) for (const pair of visited) comparison.equalPairs.add(pair);
  return found;
}

/** The pair with its references followed; or what is known without looking at what they lead to. */
function followed(comparison: Comparison, pair: Pair, visited: Set<string>): Pair | 'equal' | 'different' {
  const one = asReference(pair.left);
  const other = asReference(pair.right);
  if (!one && !other) return pair;
  const known = byNumbers(comparison, one, other);
  if (known) return known;
  if (one && other) {
    const key = `${one.number}:${other.number}`;
    if (visited.has(key) || comparison.equalPairs.has(key)) return 'equal';
    visited.add(key);
  }
  const left = unlessUnreadable(() => comparison.earlier.revision.resolve(pair.left));
  const right = unlessUnreadable(() => comparison.later.revision.resolve(pair.right));
  if (left === undefined || right === undefined) return 'different';
  return { left, right, path: pair.path, object: one?.number ?? other?.number ?? pair.object };
}

function byNumbers(
  { affected, judged }: Comparison,
  one: PdfReference | undefined,
  other: PdfReference | undefined,
): 'equal' | 'different' | undefined {
  if (one && other && one.number === other.number) {
    if (one.generation !== other.generation) return 'different';
    return judged.has(one.number) || !affected.has(one.number) ? 'equal' : undefined;
  }
  const isJudged = [one, other].some((reference) => reference !== undefined && judged.has(reference.number));
  return isJudged ? 'different' : undefined;
}

/** What two values consist of, pairwise; undefined where the values themselves differ. */
function partsOf(comparison: Comparison, pair: Pair): Pair[] | undefined {
  const { left, right, path, object } = pair;
  const { earlier, later } = comparison;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right ? [] : undefined;
  if (left.kind === 'array' && right.kind === 'array') {
    if (left.items.length !== right.items.length) return undefined;
    return left.items.map((item, index) => ({ left: item, right: right.items[index] ?? null, path: extended(path, index), object }));
  }
  if (left.kind === 'dictionary' && right.kind === 'dictionary') return entryPairs(left, right, pair, NONE);
  if (left.kind === 'stream' && right.kind === 'stream') {
    if (!equalStreamData(earlier, left, later, right)) return undefined;
    return entryPairs(left.dictionary, right.dictionary, pair, [left, right].some(isStoredElsewhere) ? SIZE_KEYS : STORAGE_KEYS);
  }
  return equalObjects(earlier, left, later, right) ? [] : undefined;
}

/**
 * Whether filters or their parameters, such as the symbols of a JBIG2 image (ISO 32000-2 7.4.7), are objects of their own, which can give the
 * same bytes another meaning: they have to be compared like all other entries.
 */
function isStoredElsewhere({ dictionary }: PdfStream): boolean {
  return ['Filter', 'DecodeParms'].some((key) => referencesIn(dictionary.entries.get(key) ?? null).size > 0);
}

const SIZE_KEYS: ReadonlySet<string> = new Set(['Length', 'DL']);

function entryPairs(left: PdfDictionary, right: PdfDictionary, pair: Pair, except: ReadonlySet<string>): Pair[] | undefined {
  if (newDuplicates(left, right).length > 0) return undefined;
  const hidden = (left.overwritten ?? []).map((value, index) => {
    const path = extended(pair.path, left.duplicates[index] ?? '');
    return { left: value, right: right.overwritten?.[index] ?? null, path, object: pair.object };
  });
  const shown = [...keysOf(left, right)]
    .filter((key) => !except.has(key))
    .map((key) => ({
      left: left.entries.get(key) ?? null,
      right: right.entries.get(key) ?? null,
      path: extended(pair.path, key),
      object: pair.object,
    }));
  return hidden.length === 0 ? shown : [...shown, ...hidden];
}

function extended(path: string, step: string | number): string {
  const longer = path === '' ? `${step}` : `${path}/${step}`;
  return longer.length <= LONGEST_PATH ? longer : `…${longer.slice(longer.length - LONGEST_PATH / 2)}`;
}

const NONE: ReadonlySet<string> = new Set();
