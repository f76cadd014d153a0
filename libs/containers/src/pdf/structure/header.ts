import { PdfError } from '../errors.js';
import { isDigit } from '../syntax/characters.js';
import type { Reading } from './reading.js';

const SEARCHED = 1024;
const HEADER = '%PDF-';

/** The version that the header states, and the offset behind it. Throws `PdfError` NOT_A_PDF or TYPE_AMBIGUOUS. */
export function readHeader(reading: Reading): { version: string; end: number } {
  const start = Buffer.from(reading.bytes.slice(0, SEARCHED));
  const at = start.indexOf(HEADER);
  if (at < 0) throw new PdfError('NOT_A_PDF', 'The file is no PDF: it does not begin with %PDF-.');
  if (at > 0) noteBytesBefore(reading, start.subarray(0, at));
  let end = at + HEADER.length;
  let version = '';
  for (let byte = reading.bytes.at(end); (isDigit(byte) || byte === 0x2e) && version.length < 8; byte = reading.bytes.at(++end))
    version += String.fromCharCode(byte);
  return { version, end };
}

function noteBytesBefore(reading: Reading, before: Buffer): void {
  const bom = before.length >= 3 && before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf ? 3 : 0;
  const blank = before.subarray(bom).every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
  if (!blank)
    throw new PdfError(
      'TYPE_AMBIGUOUS',
      `${before.length} bytes stand before the PDF header; other programs may take the file for something else.`,
      0,
    );
  const message = `${before.length} bytes of white space stand before the PDF header.`;
  reading.findings.push({ code: 'PDF_BYTES_BEFORE_HEADER', message, offset: 0 });
}

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MOST = 0xffff;

/** Throws `PdfError` TYPE_AMBIGUOUS where the file is a ZIP archive too: an end-of-central-directory record that fits the end of the file and leads to a directory. */
export function refuseArchive(reading: Reading): void {
  const { size } = reading.bytes;
  const start = Math.max(0, size - ZIP_END_BYTES - ZIP_COMMENT_MOST);
  const tail = Buffer.from(reading.bytes.slice(start, size));
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + ZIP_END_BYTES > tail.length) continue;
    const reachesEnd = at + ZIP_END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
    const directoryAt = start + at - tail.readUInt32LE(at + 12);
    if (reachesEnd && directoryAt >= 0 && reading.bytes.matches(directoryAt, 'PK\x01\x02')) {
      throw new PdfError('TYPE_AMBIGUOUS', 'The file is a PDF and a ZIP archive at once.', start + at);
    }
  }
}
