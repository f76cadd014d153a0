import type { PdfValue } from '@sigillum/containers/pdf';
import { decoded, type View } from '../objects/equal-objects.js';
import { asDictionary, asStream } from '../objects/values.js';

/** Operators that leave something on the page (ISO 32000-2 table 50). */
const PAINTS = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'Tj', 'TJ', "'", '"', 'Do', 'sh', 'BI']);

/** Whether none of the streams of an appearance dictionary (ISO 32000-2 12.5.5) paints; one that can't be read might. */
export function isBlank(view: View, appearance: PdfValue | undefined): boolean {
  const { revision } = view;
  const states = [...(asDictionary(revision.resolve(appearance))?.entries.values() ?? [])].map((value) => revision.resolve(value));
  const streams = states.flatMap((state) => {
    const byName = asDictionary(state);
    return byName ? [...byName.entries.values()].map((value) => revision.resolve(value)) : [state];
  });
  return streams.every((value) => {
    const stream = asStream(value);
    const content = stream && decoded(revision, stream);
    if (stream === undefined) return true;
    return content !== undefined && !words(content).some((word) => PAINTS.has(word));
  });
}

/** What stands between white space and delimiters, the words in strings too: rather one operator too many than one too few. */
function words(content: Uint8Array): string[] {
  return Buffer.from(content.buffer, content.byteOffset, content.length)
    .toString('latin1')
    .split(/[\s\0()<>[\]{}/%]+/);
}
