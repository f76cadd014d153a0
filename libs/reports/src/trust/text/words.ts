import { counted, printable } from '../../wording.js';
import type { TrustListView } from '../list-view.js';
import type { TrustStateView } from '../service-view.js';
import { troublesOf } from './codes.js';

const DAY = 86_400;

/** The day of an RFC 3339 moment. */
export function day(moment: string | null): string {
  return moment?.slice(0, 10) ?? 'never';
}

/** `3 days`, `5 hours`: whole, and never rounded up. */
export function span(seconds: number): string {
  return seconds >= DAY ? counted(Math.floor(seconds / DAY), 'day') : counted(Math.floor(seconds / 3600), 'hour');
}

/** How a list stands, in words, with the codes that say why where it is not as it should be. */
export function standing({ use, overdue, age, codes, authenticated }: TrustListView): string {
  const late = overdue > 0 ? `, its next update is overdue by ${span(overdue)}` : '';
  const why = troublesOf({ codes }).map(printable);
  const because = why.length > 0 ? ` (${why.join(', ')})` : '';
  switch (use) {
    case 'current':
      return `current${because}`;
    case 'overdue':
      return `in use${late}${because}`;
    case 'last-good':
      return `LAST GOOD ONE of ${day(authenticated)} in use, ${span(age ?? 0)} old${late}${because}`;
    case 'none':
      return `NOT IN USE${because}`;
  }
}

/** A state of a service on one line. */
export function stateText({ type, status, from, until, information, qualifiers }: TrustStateView): string {
  const span = until === null ? `since ${day(from)}` : `${day(from)} to ${day(until)}`;
  const words = [...information, ...new Set(qualifiers.flatMap((one) => one.words))];
  return printable(`${type}  ${status} ${span}${words.length > 0 ? `  [${words.join(', ')}]` : ''}`);
}

export function firstName(names: readonly string[]): string {
  return printable(names[0] ?? '(without name)');
}
