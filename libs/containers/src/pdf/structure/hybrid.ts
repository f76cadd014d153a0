import type { XrefEntry } from '../types.js';
import type { Reading } from './reading.js';
import type { XrefSection } from './section.js';

/** The entries of a section (ISO 32000 7.5.8.4): the table's first; what it has free or not at all, from the stream beside it. */
export function withHybrid(section: XrefSection): ReadonlyMap<number, XrefEntry> {
  if (section.hybrid === undefined) return section.entries;
  const merged = new Map(section.entries);
  for (const [number, entry] of section.hybrid) {
    const own = merged.get(number);
    if (own === undefined || own.kind === 'free') merged.set(number, entry);
  }
  return merged;
}

/** Whether two entries lead to the same place. */
export function sameEntry(one: XrefEntry, other: XrefEntry): boolean {
  if (one.kind === 'free') return other.kind === 'free';
  if (one.kind === 'offset') return other.kind === 'offset' && one.offset === other.offset && one.generation === other.generation;
  return other.kind === 'compressed' && one.stream === other.stream && one.index === other.index;
}

/** Whether the table of the newest of these sections frees what older ones have; in the oldest it is how objects are hidden from old readers. */
function isTakenAway([newest, ...older]: readonly XrefSection[], number: number): boolean {
  return newest?.entries.get(number)?.kind === 'free' && older.some(({ entries }) => (entries.get(number)?.kind ?? 'free') !== 'free');
}

/**
 * Where the stream of a hybrid-reference file gives an object that readers which know only tables see elsewhere, two programs
 * show two documents. `sections` are the newest first.
 */
export function noteHybridConflicts(reading: Reading, sections: readonly XrefSection[]): void {
  sections.forEach((section, index) => {
    for (const [number, entry] of section.hybrid ?? []) {
      const visible = sections
        .slice(index)
        .find((older) => older.kind === 'table' && older.entries.has(number))
        ?.entries.get(number);
      if (visible === undefined || (visible.kind === 'free' && !isTakenAway(sections.slice(index), number)) || sameEntry(visible, entry))
        continue;
      const message = `Object ${number} is one thing by the cross-reference tables and another by the stream beside them.`;
      reading.findings.push({ code: 'PDF_HYBRID_CONFLICT', message, object: number, offset: section.offset });
    }
  });
}
