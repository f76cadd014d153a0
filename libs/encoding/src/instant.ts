/** A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds. */
export type Instant = number;

/** RFC 3339 in UTC; fractions of a second only where there are any. */
export function toRfc3339(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.000Z$/, 'Z');
}

/** Reads RFC 3339 with an offset; undefined for anything else (a date without time or zone is not a moment). */
export function fromRfc3339(text: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
