import type { ReadTimestamp } from '@sigillum/ades';

/**
 * Time-stamps in the order in which EN 319 102-1 5.6.3.4 step 5 takes them: one that covers another comes before it, whatever both state; among
 * the rest the later stated time, then the smaller id. The same for any order of the input.
 */
export function newestFirst(all: readonly ReadTimestamp[]): ReadTimestamp[] {
  const left = [...all].sort((a, b) => b.token.info.genTime - a.token.info.genTime || (a.timestamp.id < b.timestamp.id ? -1 : 1));
  const covering = new Map(left.map((one) => [one.timestamp.id, 0]));
  for (const id of left.flatMap(coveredIds)) covering.set(id, (covering.get(id) ?? 0) + 1);
  const ordered: ReadTimestamp[] = [];
  while (left.length > 0) {
    // None is free only where tokens cover each other in a circle, which no document can hold.
    const index = Math.max(
      0,
      left.findIndex((one) => covering.get(one.timestamp.id) === 0),
    );
    for (const next of left.splice(index, 1)) {
      ordered.push(next);
      for (const id of coveredIds(next)) covering.set(id, (covering.get(id) ?? 0) - 1);
    }
  }
  return ordered;
}

function coveredIds({ timestamp }: ReadTimestamp): string[] {
  return [...new Set(timestamp.covers?.timestamps)].filter((id) => id !== timestamp.id);
}
