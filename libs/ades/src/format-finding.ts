import type { FormatFinding, FormatRule } from './types.js';

/** A rule of the format that was looked at and holds. */
export function holds(rule: FormatRule, message?: string): FormatFinding {
  return { rule, holds: true, ...(message === undefined ? {} : { message }) };
}

/** A rule that is broken. */
export function broken(rule: FormatRule, code: string, message: string): FormatFinding {
  return { rule, holds: false, code, message };
}
