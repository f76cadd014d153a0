import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import {
  createAuthority,
  createPdf,
  createSignedData,
  dictionary,
  editRevision,
  issueSigner,
  messageDigestAttribute,
  pdfString,
  placeSignature,
  type RevisionEditor,
} from '@sigillum/testkit';

const RESERVED = 8192;
const TOKEN = `<${'0'.repeat(RESERVED * 2)}>`;
const BYTE_RANGE = `[0 ${'*'.repeat(56)}]`;
const ATTACHMENT = '@@attachment@@';
const CHUNK = 2 ** 20;

/**
 * Writes a signed PDF whose last object before the cross-reference table is an attachment of `size` incompressible bytes. It is made
 * small, with a mark where the attachment goes, and then streamed to disk with the attachment in the mark's place: only
 * `startxref` and the byte range stand behind or over it.
 */
export async function writeSignedFile(path: string, size: number): Promise<void> {
  const [head, tail] = split(await smallFile(size), size);
  const start = head.indexOf(TOKEN, 0, 'latin1');
  const second = start + TOKEN.length;
  const range = `[0 ${start} ${second} ${head.length + size + tail.length - second}]`;
  head.write(range.padEnd(BYTE_RANGE.length), head.indexOf(BYTE_RANGE, 0, 'latin1'), 'latin1');
  const digest = createHash('sha256').update(head.subarray(0, start)).update(head.subarray(second));
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, head);
    const chunk = Buffer.alloc(CHUNK);
    for (let left = size; left > 0; left -= CHUNK) {
      const bytes = randomFillSync(chunk).subarray(0, Math.min(left, CHUNK));
      digest.update(bytes);
      writeSync(file, bytes);
    }
    writeSync(file, tail);
    const contents = Buffer.from(signatureOver(digest.update(tail).digest())).toString('hex');
    writeSync(file, `<${contents.padEnd(RESERVED * 2, '0')}>`, start, 'latin1');
  } finally {
    closeSync(file);
  }
}

/** The document with the mark in place of its attachment. */
async function smallFile(size: number): Promise<string> {
  const editor = editRevision(await createPdf({ title: 'A large file' }));
  placeSignature(editor, {}, { byteRange: BYTE_RANGE, contents: TOKEN });
  attach(editor, size);
  return Buffer.from(editor.save({ xref: 'table' })).toString('latin1');
}

function attach(editor: RevisionEditor, size: number): void {
  const specification = editor.add(dictionary({}));
  const stream = editor.add(dictionary({}));
  const [number = ''] = stream.split(' ');
  const raw = `<< /Type /EmbeddedFile /Length ${size} >>\nstream\n${ATTACHMENT}\nendstream`;
  editor.set(Number(number), dictionary({}), undefined, raw);
  const entries = { Type: '/Filespec', F: pdfString('data.bin'), UF: pdfString('data.bin'), EF: dictionary({ F: stream }) };
  editor.set(Number(specification.split(' ')[0]), dictionary(entries));
  const names = dictionary({ EmbeddedFiles: dictionary({ Names: [pdfString('data.bin'), specification] }) });
  editor.update(editor.root, (catalog) => catalog.set('Names', names));
}

/** What stands before and behind the attachment; nothing behind it may depend on its place but `startxref`. */
function split(file: string, size: number): [Buffer, Buffer] {
  const at = file.indexOf(ATTACHMENT);
  const tail = file.slice(at + ATTACHMENT.length);
  if (at < 0 || !/^\nendstream\nendobj\nxref\n/.test(tail)) throw new Error('the attachment is not the last object');
  const moved = tail.replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + size - ATTACHMENT.length}`);
  return [Buffer.from(file.slice(0, at), 'latin1'), Buffer.from(moved, 'latin1')];
}

function signatureOver(digest: Uint8Array): Uint8Array {
  const root = createAuthority({ name: 'Bench root', algorithm: 'P-256' });
  const signer = issueSigner(root, { name: 'Bench signer', algorithm: 'P-256' });
  const empty = Buffer.from(messageDigestAttribute(createHash('sha256').digest()));
  const right = messageDigestAttribute(digest);
  return createSignedData({
    signer,
    content: Buffer.alloc(0),
    editSigned: (attributes) => attributes.map((one) => (empty.equals(one) ? right : one)),
  });
}
