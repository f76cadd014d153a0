import { momentWords } from './words.js';

/** A moment of the report (RFC 3339, UTC), on one line. */
export function Moment({ time }: { readonly time: string }) {
  return <time dateTime={time}>{momentWords(time)}</time>;
}
