import type { Budget } from '@sigillum/encoding';
import { type PdfDocument, PdfError, type PdfRevision } from '@sigillum/containers/pdf';
import { affectedObjects, type Comparison, parentsIn } from './comparison.js';
import { readDrawnObjects } from './pages/drawn-objects.js';
import { type PageIndex, readPages } from './pages/page-index.js';
import { readStructureElements } from './document/structure-tree.js';
import { compareTrailers } from './document/trailer.js';
import { type ChangeFact, undefinedChange } from './facts.js';
import { type FieldIndex, readFields } from './form/field-index.js';
import { type ChangedObjects, changedObjects, inUse, objectStreamSettings } from './objects/changed-objects.js';
import { unlessUnreadable } from './objects/equal-objects.js';
import { readReferences, type ReferenceGraph } from './objects/references.js';
import { asDictionary, asReference } from './objects/values.js';

/** What was found out about a document; kept as long as the document, since each of its signatures asks for the same. */
export interface KnownDocument {
  readonly document: PdfDocument;
  graph: ReferenceGraph | undefined;
  /** Who refers to an object, by the revision that is asked. */
  readonly parents: Map<number, (number: number) => readonly number[]>;
  readonly pages: Map<number, PageIndex>;
  readonly fields: Map<number, FieldIndex>;
  /** Objects that are judged in their own place, by revision; structure elements only where one of them was changed. */
  readonly judged: Map<string, ReadonlySet<number>>;
  /** The latest answer for each earlier revision. */
  readonly changed: Map<number, { readonly later: number; readonly objects: ChangedObjects }>;
  readonly structure: Map<number, ReadonlySet<number>>;
  /** Judged objects that pages are drawn with besides, by revision. */
  readonly drawn: Map<number, ReadonlySet<number>>;
  /** Object streams that other objects say how to read, by revision. */
  readonly streamSettings: Map<number, ReadonlyMap<number, ReadonlySet<number>>>;
  readonly pairs: Map<string, readonly ChangeFact[]>;
}

/** All that differs between an earlier and a later revision, with the rule that each difference falls under. */
export function comparePair(known: KnownDocument, earlier: PdfRevision, later: PdfRevision, budget: Budget): readonly ChangeFact[] {
  const key = `${earlier.index}:${later.index}`;
  const before = known.pairs.get(key);
  if (before) return before;
  let facts: ChangeFact[];
  try {
    facts = compareAnew(known, earlier, later, budget);
  } catch (error) {
    facts = [unreadable(error)];
  }
  known.pairs.set(key, facts);
  return facts;
}

/** An object that cannot be read where it has to be compared: what it holds is unknown, so it counts as changed. */
function unreadable(error: unknown): ChangeFact {
  if (!(error instanceof PdfError)) throw error;
  return undefinedChange('PDF_REVISION_UNREADABLE', `A later revision could not be compared with the signed one: ${error.message}`);
}

function compareAnew(known: KnownDocument, earlier: PdfRevision, later: PdfRevision, budget: Budget): ChangeFact[] {
  const { document } = known;
  const { changed, rewritten } = changedOf(known, earlier, later, budget);
  known.graph ??= readReferences(document, budget);
  const pages = { earlier: pagesOf(known, earlier, budget), later: pagesOf(known, later, budget) };
  const fields = { earlier: fieldsOf(known, earlier, budget), later: fieldsOf(known, later, budget) };
  const withStructure = earlier.catalog.entries.has('StructTreeRoot') && [...changed].some((number) => isStructureElement(earlier, number));
  const structure = withStructure ? structureOf(known, earlier, budget) : NO_STRUCTURE;
  const judged = judgedOf(known, earlier, structure, budget);
  const facts: ChangeFact[] = [];
  const comparison: Comparison = {
    document,
    budget,
    earlier: { revision: earlier, source: document.source, budget },
    later: { revision: later, source: document.source, budget },
    changed,
    judged,
    structure,
    affected: affectedObjects(parentsOf(known, known.graph, earlier), earlier, changed, judged, pages.earlier),
    graph: known.graph,
    pages,
    fields,
    equalPairs: new Set(),
    report: (fact) => facts.push(fact),
  };
  compareTrailers(comparison);
  facts.push(...hiddenChanges(known, comparison));
  if (rewritten.size > 0) facts.push(rewrittenFact(rewritten));
  return facts;
}

/** Objects that mean something else although no rule of their own, or nobody, looks at what changed them. */
function* hiddenChanges(
  known: KnownDocument,
  { earlier: { revision }, changed, affected, graph, pages, fields, judged }: Comparison,
): Generator<ChangeFact> {
  const settings = known.streamSettings.get(revision.index) ?? objectStreamSettings(revision);
  known.streamSettings.set(revision.index, settings);
  for (const [object, numbers] of settings) {
    if (![...numbers].some((number) => changed.has(number))) continue;
    yield undefinedChange('PDF_OBJECT_STREAM_CHANGED', 'An object stream is read otherwise than when it was signed.', { object });
  }
  const drawn =
    known.drawn.get(revision.index) ?? readDrawnObjects({ revision, graph, pages: pages.earlier, fields: fields.earlier, judged });
  known.drawn.set(revision.index, drawn);
  for (const object of drawn) {
    if (!affected.has(object)) continue;
    const message = `Object ${object} was changed, which is a page or field and which pages are drawn with as well.`;
    yield undefinedChange('PDF_DRAWN_OBJECT_CHANGED', message, { object });
  }
}

function rewrittenFact(rewritten: ReadonlySet<number>): ChangeFact {
  const [object] = rewritten;
  return {
    class: 'unchanged',
    permission: 'always',
    rule: 'undefined-changes',
    code: 'PDF_OBJECTS_REWRITTEN',
    message:
      rewritten.size === 1
        ? 'An object was written again, with the same value.'
        : `${rewritten.size} objects were written again, with the same values.`,
    ...(rewritten.size === 1 && object !== undefined ? { object } : {}),
  };
}

function isStructureElement(revision: PdfRevision, number: number): boolean {
  if (!inUse(revision, number)) return false;
  const dictionary = asDictionary(unlessUnreadable(() => revision.object(number)));
  return dictionary !== undefined && dictionary.entries.has('S') && dictionary.entries.has('P');
}

function changedOf(known: KnownDocument, earlier: PdfRevision, later: PdfRevision, budget: Budget): ChangedObjects {
  const latest = known.changed.get(earlier.index);
  const before = latest?.later === later.index - 1 ? latest.objects : undefined;
  const objects = changedObjects(known.document, earlier, later, budget, before);
  known.changed.set(earlier.index, { later: later.index, objects });
  return objects;
}

const NO_STRUCTURE: ReadonlySet<number> = new Set();

function structureOf(known: KnownDocument, revision: PdfRevision, budget: Budget): ReadonlySet<number> {
  const before = known.structure.get(revision.index);
  if (before) return before;
  const structure = readStructureElements(revision, budget);
  known.structure.set(revision.index, structure);
  return structure;
}

function judgedOf(known: KnownDocument, revision: PdfRevision, structure: ReadonlySet<number>, budget: Budget): ReadonlySet<number> {
  const key = `${revision.index} ${structure.size}`;
  const before = known.judged.get(key);
  if (before) return before;
  const pages = pagesOf(known, revision, budget);
  const fields = fieldsOf(known, revision, budget);
  const judged = new Set([...pages.nodes, ...pages.numbers.keys(), ...fields.byObject.keys(), ...structure]);
  const root = asReference(revision.trailer.entries.get('Root'))?.number;
  if (root !== undefined) judged.add(root);
  known.judged.set(key, judged);
  return judged;
}

function parentsOf(known: KnownDocument, graph: ReferenceGraph, revision: PdfRevision): (number: number) => readonly number[] {
  const before = known.parents.get(revision.index);
  if (before) return before;
  const parents = parentsIn(graph, revision);
  known.parents.set(revision.index, parents);
  return parents;
}

function pagesOf(known: KnownDocument, revision: PdfRevision, budget: Budget): PageIndex {
  const before = known.pages.get(revision.index);
  if (before) return before;
  const pages = readPages(revision, budget);
  known.pages.set(revision.index, pages);
  return pages;
}

function fieldsOf(known: KnownDocument, revision: PdfRevision, budget: Budget): FieldIndex {
  const before = known.fields.get(revision.index);
  if (before) return before;
  const fields = readFields(revision, budget);
  known.fields.set(revision.index, fields);
  return fields;
}
