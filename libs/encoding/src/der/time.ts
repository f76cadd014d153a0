import type { Instant } from '../text/instant.js';
import { type DerNode, TAG } from './node.js';
import { bad, expectPrimitive } from './values.js';

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,9}))?(Z|[+-]\d{4})$/;
const LONGEST_TIME = 32;

/**
 * UTCTime or GeneralizedTime with a time zone. DER allows seconds, `Z` and a fraction without zeros at its end (X.690 11.7, 11.8),
 * which is demanded where `strict`; real certificates also carry offsets and leave the seconds out, which is read otherwise.
 */
export function readTime(node: DerNode, strict = false): Instant {
  expectPrimitive(node);
  const text = node.content.length > LONGEST_TIME ? '' : Buffer.from(node.content).toString('latin1');
  const utc = node.tag === TAG.UTC_TIME;
  const match = (utc ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!match) throw bad(node, 'not a time with its zone');
  const [, year = '', month, day, hour, minute, second, fraction = '', zone = 'Z'] = utc ? [...match.slice(0, 7), '', match[7]] : match;
  if (strict && (zone !== 'Z' || second === undefined || /,|[.].*0Z$/.test(text))) {
    throw bad(node, 'a time that is not in the form of DER');
  }
  const local = instantOf(
    utc ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year),
    [month, day, hour, minute, second].map((part) => Number(part ?? 0)),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const instant = local - zoneMinutes(zone) * 60_000;
  if (Number.isNaN(instant)) throw bad(node, 'a time that does not exist');
  return instant;
}

/** NaN where the calendar has no such time. */
function instantOf(year: number, [month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[], milliseconds: number): Instant {
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const back = new Date(instant);
  const real = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real && year >= 100 ? instant : NaN;
}

/** Minutes east of UTC; NaN where there is no such offset. */
function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, rest] = [Number(zone.slice(1, 3)), Number(zone.slice(3, 5))];
  const minutes = hours < 24 && rest < 60 ? hours * 60 + rest : NaN;
  return zone.startsWith('-') ? -minutes : minutes;
}
