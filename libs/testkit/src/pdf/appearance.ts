import type { RevisionEditor } from './revision.js';
import { dictionary, pdfString } from './value.js';

/** A form XObject with a frame and lines of text; its reference. */
export function visibleAppearance(
  editor: RevisionEditor,
  rectangle: readonly [number, number, number, number] | readonly number[],
  lines: readonly string[],
): string {
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle;
  const width = right - left;
  const height = top - bottom;
  const font = editor.add(dictionary({ Type: '/Font', Subtype: '/Type1', BaseFont: '/Helvetica', Encoding: '/WinAnsiEncoding' }));
  const text = lines.map((line) => `${pdfString(line)} Tj T*`).join('\n');
  const content = `q 0.2 0.35 0.6 RG 0.8 w 1.2 1.2 ${width - 2.4} ${height - 2.4} re S Q\nBT /F1 8 Tf 10 TL 6 ${height - 13} Td\n${text}\nET`;
  const form = dictionary({
    Type: '/XObject',
    Subtype: '/Form',
    BBox: ['0', '0', String(width), String(height)],
    Resources: dictionary({ Font: dictionary({ F1: font }) }),
  });
  return editor.add(form, Buffer.from(content, 'latin1'));
}
