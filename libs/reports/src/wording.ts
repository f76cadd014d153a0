import { type Instant, printable, toRfc3339 } from '@sigillum/encoding';

export { printable } from '@sigillum/encoding';

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

/** What was found, fit for a terminal, with its code for those who look it up. */
export function findingText({ message, code }: { readonly message: string; readonly code: string }): string {
  return `${printable(toTheSecond(message))} (${code})`;
}

/** `1 time-stamp`, `2 time-stamps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
