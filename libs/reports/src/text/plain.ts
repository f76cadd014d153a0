import { type Instant, toRfc3339 } from '@sigillum/encoding';

/** Text of a document, fit for a terminal: control and formatting characters (bidirectional overrides too) become a dot. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
}

/** A moment for people, to the second. */
export function moment(instant: Instant): string {
  return toRfc3339(Math.floor(instant / 1000) * 1000)
    .replace('T', ' ')
    .replace('Z', ' UTC');
}

/** A message with its moments as all others for people, to the second. */
export function toTheSecond(message: string): string {
  return message.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([.]\d+)?Z/g, '$1 $2 UTC');
}

/** `1 time-stamp`, `2 time-stamps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
