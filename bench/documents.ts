import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What is measured, and under which trust; the same for Sigillum and for a peer. */
export interface BenchDocuments {
  readonly from: 'corpus' | 'fixtures' | 'folder';
  /** A sentence that names the set. */
  readonly about: string;
  readonly files: readonly string[];
  readonly megabytes: number;
  /** Options of `sigillum validate` beside the files. */
  readonly options: readonly string[];
  /** The same trust and time for the peer. */
  readonly anchors: string | undefined;
  readonly at: string;
  /** Whether all reports are made of each, not only the line on standard output. */
  readonly allReports: boolean;
}

const ROOT = resolve(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus');
const AT = '2026-11-22T12:00:00Z';

/**
 * The rule: every PDF of the conformance corpus' `pades` folder in the order of names, with every top authority met in the documents
 * trusted; without the corpus the `input.pdf` of every fixture, with no anchor. Documents that cannot be read stay in: they are answers too.
 */
export function chooseDocuments(folder: string | undefined): BenchDocuments {
  const corpus = join(CORPUS, 'pades');
  const anchors = join(CORPUS, 'trust-anchors/met-in-documents');
  if (folder !== undefined) return made('folder', `The PDF files of ${folder}, no certificate trusted.`, pdfsIn(folder), undefined);
  if (existsSync(corpus) && existsSync(anchors))
    return made('corpus', "The conformance corpus' pades folder, every authority met in it trusted.", pdfsIn(corpus), anchors);
  const fixtures = join(ROOT, 'fixtures');
  const about = "The conformance corpus is not there: the project's own fixtures, small made documents, no certificate trusted.";
  return made('fixtures', about, pdfsIn(fixtures), undefined);
}

function made(from: BenchDocuments['from'], about: string, files: string[], anchors: string | undefined): BenchDocuments {
  if (files.length < 2) throw new Error(`${about} There are ${files.length} documents; at least 2 are needed.`);
  const megabytes = Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e5) / 10;
  const trust = anchors === undefined ? [] : ['--anchors', anchors];
  const options = ['--offline', '--no-trust-lists', '--policy', 'dss-compatible', '--at', AT, ...trust];
  return {
    from,
    about: `${about} ${files.length} documents, ${megabytes} MB.`,
    files,
    megabytes,
    options,
    anchors,
    at: AT,
    allReports: false,
  };
}

function pdfsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(resolve(folder), name))
    .sort();
}
