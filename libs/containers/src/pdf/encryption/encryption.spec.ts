import { Budget, memorySource, toHex } from '@sigillum/encoding';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { dictionaryOf, getString, isStream } from '../access.js';
import { textOf } from '../text.js';
import { openPdf } from '../open.js';
import { onePage, PdfFile } from '../spec-support/pdf-file.js';
import { rc4 } from './rc4.js';

test.each([
  ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
  ['Wiki', 'pedia', '1021bf0420'],
])('RC4 with the key %s', (key, text, encrypted) => {
  expect(toHex(rc4(Buffer.from(key), Buffer.from(text)))).toBe(encrypted);
});

const ALGORITHMS = ['RC4-40', 'RC4-128', 'AES-128', 'AES-256'] as const;

async function encrypted(algorithm: (typeof ALGORITHMS)[number], userPassword: string, useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawRectangle({ x: 1, y: 2, width: 3, height: 4 });
  document.setTitle('A secret title');
  document.encrypt({ ownerPassword: 'owner', userPassword, algorithm, allowWeakCryptography: true, permissions: { printing: false } });
  return document.save({ useObjectStreams });
}

describe.each(ALGORITHMS)('documents that another program encrypted by %s', (algorithm) => {
  test.each([true, false])('open where there is no password (object streams: %s)', async (useObjectStreams) => {
    const document = openPdf(memorySource(await encrypted(algorithm, '', useObjectStreams)), new Budget());
    const revision = document.revisions.at(-1);
    if (revision === undefined) throw new Error('no revision');
    // The other program leaves strings outside object streams as they are.
    const info = dictionaryOf(revision, revision.trailer.entries.get('Info'));
    const title = useObjectStreams && info ? getString(revision, info, 'Title') : undefined;
    expect(title && textOf(title)).toBe(useObjectStreams ? 'A secret title' : undefined);
    const streams = [...revision.objectNumbers()].map((number) => revision.object(number)).filter(isStream);
    expect(streams.filter((stream) => /^q\s/.test(Buffer.from(revision.streamData(stream)).toString('latin1')))).toHaveLength(1);
    expect(document.findings).toMatchObject([{ code: 'PDF_ENCRYPTED_EMPTY_PASSWORD' }]);
  });

  test('P37 a password is needed', async () => {
    const bytes = await encrypted(algorithm, 'secret', true);
    expect(() => openPdf(memorySource(bytes), new Budget())).toThrow(expect.objectContaining({ code: 'PDF_ENCRYPTED' }));
  });
});

test.each([
  ['an unknown security handler', '<< /Filter /Adobe.PubSec /V 4 >>'],
  ['an unknown version', '<< /Filter /Standard /V 9 /R 9 /O () /U () >>'],
  ['an incomplete dictionary', '<< /Filter /Standard /V 2 /R 3 /Length 128 >>'],
  ['a dictionary that is none', '[1 2 3]'],
])('P37 %s', (_, encrypt) => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.object(2, encrypt);
  file.table([1, 2], '/Size 3 /Root 1 0 R /Encrypt 2 0 R /ID [<00> <00>]');
  expect(() => openPdf(memorySource(file.bytes), new Budget())).toThrow(expect.objectContaining({ code: 'PDF_ENCRYPTED' }));
});

test('P37 encryption that begins in a later revision', () => {
  const { file, section } = onePage();
  file.object(4, '<< /Filter /Standard /V 2 /R 3 /Length 128 >>');
  file.table([4], `/Size 5 /Root 1 0 R /Encrypt 4 0 R /Prev ${section}`);
  expect(() => openPdf(memorySource(file.bytes), new Budget())).toThrow(expect.objectContaining({ code: 'PDF_ENCRYPTED' }));
});
