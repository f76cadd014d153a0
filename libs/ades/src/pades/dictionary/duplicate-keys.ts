import {
  arrayOf,
  dictionaryOf,
  isDictionary,
  type PdfDictionary,
  PdfError,
  type PdfRevision,
  type PdfValue,
} from '@sigillum/containers/pdf';
import { broken } from '../../format-finding.js';
import type { FormatFinding } from '../../types.js';
import type { SignatureField } from '../field/fields.js';

/**
 * Keys that stand twice in what decides what a reader shows: trailer, catalog, form, field and pages (security cases P13). Of two values one reader
 * takes the first and another the last (ISO 32000-2 7.3.7).
 */
export function duplicateKeys(revisions: readonly PdfRevision[], field: SignatureField): FormatFinding[] {
  const findings = new Map<PdfDictionary, FormatFinding>();
  const look = (name: string, dictionary: PdfDictionary | undefined): void => {
    const [key] = dictionary?.duplicates ?? [];
    if (!dictionary || key === undefined || findings.has(dictionary)) return;
    findings.set(dictionary, broken('document-structure', 'PDF_DUPLICATE_KEY', `${name} has the key ${key} more than once.`));
  };
  look(`The field ${field.name}`, field.dictionary);
  for (const revision of revisions) {
    look('The trailer', revision.trailer);
    look('The catalog', revision.catalog);
    look('The form', formOf(revision));
    for (const [index, page] of pagesOf(revision).entries()) look(`Page ${index + 1}`, page);
  }
  return [...findings.values()];
}

function formOf(revision: PdfRevision): PdfDictionary | undefined {
  return readable(revision, revision.catalog.entries.get('AcroForm'));
}

/** Nodes of a page tree that are looked at. */
const MAX_NODES = 20_000;

const known = new WeakMap<PdfRevision, readonly PdfDictionary[]>();

/** The pages of a revision in their order, as far as they can be read; read once. */
function pagesOf(revision: PdfRevision): readonly PdfDictionary[] {
  const before = known.get(revision);
  if (before) return before;
  const pages: PdfDictionary[] = [];
  const seen = new Set<PdfDictionary>();
  const waiting: PdfValue[] = [revision.catalog.entries.get('Pages') ?? null];
  while (waiting.length > 0 && seen.size < MAX_NODES) {
    const node = readable(revision, waiting.pop());
    if (!node || seen.has(node)) continue;
    seen.add(node);
    const kids = kidsOf(revision, node);
    if (kids) waiting.push(...kids.toReversed());
    else pages.push(node);
  }
  known.set(revision, pages);
  return pages;
}

function kidsOf(revision: PdfRevision, node: PdfDictionary): readonly PdfValue[] | undefined {
  try {
    return arrayOf(revision, node.entries.get('Kids'));
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}

function readable(revision: PdfRevision, value: PdfValue | undefined): PdfDictionary | undefined {
  try {
    return isDictionary(value) ? value : dictionaryOf(revision, value);
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}
