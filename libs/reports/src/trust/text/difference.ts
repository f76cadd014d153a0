import { counted, printable } from '../../wording.js';
import type { TrustDifference } from '../difference.js';

/** For people: what changed from one snapshot to another. */
export function toTrustDifferenceText({ from, to, lists, services }: TrustDifference): string {
  const lines = [
    `From ${from.snapshot}, taken ${from.taken}`,
    `to   ${to.snapshot}, taken ${to.taken}`,
    lists.length === 0
      ? 'The lists are the same.'
      : `${counted(lists.length, 'list')} changed, ${counted(services.length, 'service')} with it:`,
    ...lists.map((list) => printable(`  ${list.territory}  ${list.change}: ${step(list)}`)),
    ...services.map((one) => printable(`  ${one.territory}  ${one.provider}: ${one.service} (${one.type}) ${one.change}: ${step(one)}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function step({ from, to }: { readonly from: number | string | null; readonly to: number | string | null }): string {
  return from === to ? `${to ?? 'none'}` : `${from ?? 'none'} → ${to ?? 'none'}`;
}
