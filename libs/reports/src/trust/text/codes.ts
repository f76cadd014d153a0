import { isDemonstration, type TrustSnapshot } from '@sigillum/tsl/in-use';
import { explainCode } from '../../catalogue/catalogue.js';
import { demonstrationLines } from '../../text/demonstration.js';
import { printable } from '../../wording.js';
import type { TrustListView } from '../list-view.js';

/** Codes of TS 119 615 with their sentences, a line each; once each, however many lists they are about. */
export function toTrustCodesText(codes: readonly string[]): string[] {
  return [...new Set(codes)].map((code) => `  ${printable(code)}: ${explainCode(code)?.sentence ?? 'no explanation is known.'}`);
}

/** What the codes beside lists that are not as they should be mean. */
export function legendLines(lists: readonly TrustListView[]): string[] {
  const lines = toTrustCodesText(lists.flatMap(troublesOf));
  return lines.length === 0 ? [] : ['', ...lines];
}

/** Codes that say why a list is not as it should be: all but those of success. */
export function troublesOf({ codes }: Pick<TrustListView, 'codes'>): string[] {
  return codes.filter((code) => !code.endsWith('_PASSED') || code.startsWith('WARNING_'));
}

/** The line that stands above everything said of made-up lists; empty for others. */
export function demonstrationHeading(snapshot: TrustSnapshot): string {
  const lines = demonstrationLines(isDemonstration(snapshot) ? { set: 'demonstration' } : {});
  return lines.map((line) => `${line}\n`).join('');
}
