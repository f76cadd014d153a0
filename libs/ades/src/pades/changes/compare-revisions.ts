import type { Budget } from '@sigillum/encoding';
import type { PdfDocument, PdfRevision } from '@sigillum/containers/pdf';
import type { DocumentChange, FormatFinding } from '../../types.js';
import type { SignedRevision } from '../signed-revision.js';
import { comparePair, type KnownDocument } from './compare-pair.js';
import type { ChangeFact } from './facts.js';
import { type DatedFact, judgeChanges } from './judge.js';
import { structureFindings } from './structure-findings.js';

const documents = new WeakMap<PdfDocument, KnownDocument>();

/**
 * What changed in the document after a signature, in every later revision, and whether the signature allows it. Whatever no rule
 * explains is a change of the class `undefined` and breaks the rule `undefined-changes`. Each later revision is compared with the
 * signed one, and with the one before it, so that what comes and goes again is seen too.
 *
 * The findings hold one entry for each rule that holds (`undefined-changes`, `page-count`, `annotation-changes`, `annotation-overlap`,
 * `form-changes`; `doc-mdp` and `field-mdp` where the signature states them) and one for each code under which a rule is broken. Spends `pdfComparisons`;
 * throws `LimitError`. ISO 32000-2 12.8.2, EN 319 142-1 5.4.
 */
export function compareRevisions(
  document: PdfDocument,
  signed: SignedRevision,
  budget: Budget,
): { changes: DocumentChange[]; findings: FormatFinding[] } {
  const known = documents.get(document) ?? {
    document,
    graph: undefined,
    parents: new Map(),
    pages: new Map(),
    fields: new Map(),
    judged: new Map(),
    changed: new Map(),
    structure: new Map(),
    drawn: new Map(),
    streamSettings: new Map(),
    pairs: new Map(),
  };
  documents.set(document, known);
  const base = document.revisions[signed.revision];
  if (!base) throw new RangeError(`revision ${signed.revision} of ${document.revisions.length}`);
  const { changes, findings } = judgeChanges([...laterFacts(known, base, budget)], signed);
  return { changes, findings: [...findings, ...structureFindings(document, signed)] };
}

function* laterFacts(known: KnownDocument, base: PdfRevision, budget: Budget): Generator<DatedFact> {
  const seen = new Set<string>();
  for (const revision of known.document.revisions.slice(base.index + 1)) {
    const previous = known.document.revisions[revision.index - 1];
    const facts = [...comparePair(known, base, revision, budget)];
    // Allowed steps are seen from the signed revision already.
    if (previous && previous !== base) facts.push(...comparePair(known, previous, revision, budget).filter(isRefusedAlways));
    for (const fact of facts) {
      const key = [fact.code, fact.object, fact.page, fact.field, fact.object === undefined ? fact.message : ''].join('\n');
      const isAgain = fact.object !== undefined && revision.changes.has(fact.object) && fact.permission !== 'never';
      if (seen.has(key) && !isAgain) continue;
      seen.add(key);
      yield { fact, revision: revision.index };
    }
  }
}

function isRefusedAlways(fact: ChangeFact): boolean {
  return fact.permission === 'never';
}
