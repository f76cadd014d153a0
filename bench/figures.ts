/** The middle value; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least the given part of the values does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new Error('there is nothing to take a quantile of');
  return value;
}

/** Seconds that each pass over a set of `size` documents took, from the moments at which its documents were answered; the first pass counts from 0. */
export function passes(answeredAt: readonly number[], size: number): number[] {
  const ends = answeredAt.filter((_, index) => (index + 1) % size === 0);
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}
