import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPdf, PdfError } from '@sigillum/containers/pdf';
import { Budget, memorySource } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import type { FormatRule } from '../../types.js';
import { compareRevisions } from './index.js';
import { readSignedRevisions } from './spec-support/signed-revisions.js';

/** What the conformance corpus says of what happened to a document after it was signed. */
interface Entry {
  readonly file: string;
  readonly expected?: {
    readonly modified_after_signing?: boolean;
    readonly every_signature?: Modifications;
    readonly details?: readonly (Modifications & { readonly index?: number | 'every'; readonly modification_level?: string })[];
  };
}

interface Modifications {
  readonly pdf_undefined_changes?: boolean;
  readonly pdf_annotation_changes?: boolean;
}

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus');
const present = existsSync(join(CORPUS, 'manifest.jsonl'));
const entries: Entry[] = present
  ? readFileSync(join(CORPUS, 'manifest.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry)
      .filter(({ file }) => /^(pades|attacks)\/.*\.pdf$/.test(file))
  : [];

/** Rules that no policy is expected to relax; annotations have their own, which P = 3 may relax. */
const HARD: readonly FormatRule[] = ['undefined-changes', 'page-count', 'form-changes', 'doc-mdp', 'field-mdp', 'document-structure'];

/** Rules broken for each signature of the document, in the order of the fields; undefined where the document cannot be read. */
function brokenBySignature(file: string): FormatRule[][] | undefined {
  const budget = new Budget();
  try {
    const document = openPdf(memorySource(readFileSync(join(CORPUS, file))), budget);
    return readSignedRevisions(document).map((signed) =>
      compareRevisions(document, signed, budget)
        .findings.filter(({ holds }) => !holds)
        .map(({ rule }) => rule),
    );
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

function statesNoUndefinedChange({ expected }: Entry): boolean {
  const said = [expected?.every_signature, ...(expected?.details ?? [])].map((one) => one?.pdf_undefined_changes);
  const levels = (expected?.details ?? []).map((one) => one.modification_level);
  const isFine =
    expected?.modified_after_signing === false ||
    said.includes(false) ||
    levels.some((level) => level === 'FORM_FILLING' || level === 'NONE');
  return isFine && !statesUndefinedChange({ file: '', ...(expected ? { expected } : {}) });
}

function statesUndefinedChange({ expected }: Entry): boolean {
  const said = [expected?.every_signature, ...(expected?.details ?? [])].map((one) => one?.pdf_undefined_changes);
  return expected?.modified_after_signing === true || said.includes(true);
}

const unmodified = entries.filter(statesNoUndefinedChange);
const modified = entries.filter(statesUndefinedChange);

describe.skipIf(!present)(`later revisions in the conformance corpus${present ? '' : ' (skipped: the corpus is not at hand)'}`, () => {
  it('holds enough documents of both kinds', () => {
    expect(unmodified.length).toBeGreaterThan(50);
    expect(modified.length).toBeGreaterThan(8);
  });

  it.each(unmodified.map(({ file }) => file))('%s has no undefined change', (file) => {
    for (const broken of brokenBySignature(file) ?? []) expect(broken.filter((rule) => HARD.includes(rule))).toEqual([]);
  });

  it.each(modified.map(({ file }) => file))('%s was changed after it was signed', (file) => {
    const broken = brokenBySignature(file);
    expect(broken === undefined || broken.some((rules) => rules.some((rule) => HARD.includes(rule)))).toBe(true);
  });

  it('P31 pages that were removed', () => {
    const file = entries.find(({ file: name }) => name === 'pades/pdf-removed-pages.pdf')?.file;
    expect(file === undefined ? [['page-count']] : brokenBySignature(file)).toEqual([['page-count']]);
  });

  it('P27 annotations that were added, and nothing else', () => {
    const file = entries.find(({ file: name }) => name === 'pades/pades-signed-annot-added.pdf')?.file;
    const broken = file === undefined ? [['annotation-changes']] : brokenBySignature(file);
    expect(new Set(broken?.flat())).toEqual(new Set(['annotation-changes']));
  });
});
