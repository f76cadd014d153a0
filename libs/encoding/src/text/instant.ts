/** A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds. */
export type Instant = number;

/** RFC 3339 in UTC; fractions of a second only where there are any. */
export function toRfc3339(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.000Z$/, 'Z');
}

/** Reads RFC 3339 with an offset; undefined for anything else (a date without time or zone is not a moment). */
export function fromRfc3339(text: string): Instant | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  const [, day = '', hour = ''] = match ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const instant = Date.parse(text);
  if (!match || hour === '24' || Number.isNaN(midnight) || Number.isNaN(instant)) return undefined;
  // the engine reads the 30th of February as a day in March
  return new Date(midnight).toISOString().startsWith(day) ? instant : undefined;
}
