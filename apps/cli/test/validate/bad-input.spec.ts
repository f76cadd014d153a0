import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANCHOR, GOOD, linesOf, LOCKED, put, sigillum, temporaryFolder, UNSIGNED } from '../sigillum.js';

const folder = temporaryFolder();
const good = readFileSync(GOOD);
const empty = join(folder, 'nothing-in-it');
mkdirSync(empty);
const pipe = join(folder, 'pipe');
execFileSync('mkfifo', [pipe]);
const secret = put(folder, 'secret.pdf', good);
chmodSync(secret, 0);
const isRoot = process.getuid?.() === 0;
if (isRoot) console.log('Root may read every file: the case of a file without permission is not run.');

const noise = Buffer.concat([Buffer.from([0x01]), randomBytes(4_000)]);

describe('bad input', () => {
  it.each([
    ['random bytes', put(folder, 'noise.pdf', noise), 'NOT_A_SIGNED_DOCUMENT', /Ask for the file that was signed/],
    ['text', put(folder, 'letter.txt', 'Dear Sir or Madam'), 'NOT_A_SIGNED_DOCUMENT', /Ask for the file that was signed/],
    ['a certificate', ANCHOR, 'CERTIFICATE_NOT_DOCUMENT', /`sigillum certificate FILE`/],
    ['an empty file', put(folder, 'empty.pdf', ''), 'DOCUMENT_EMPTY', /Ask for it again/],
    ['a PDF behind a password', LOCKED, 'PDF_ENCRYPTED', /Ask the sender for a signed copy without a password/],
    ['a PDF that was cut off in its head', put(folder, 'cut.pdf', good.subarray(0, 900)), 'PDF_UNPARSABLE', /Ask for a fresh copy/],
    ['a file that is not there', join(folder, 'no-such.pdf'), 'FILE_NOT_FOUND', /Check the name/],
    ['a path below a file', join(GOOD, 'x.pdf'), 'FILE_NOT_FOUND', /Check the name/],
    ['a pipe', pipe, 'FILE_NOT_READABLE', /Check its permissions/],
    [
      'a PDF and a ZIP at once',
      put(folder, 'both.pdf', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60), good])),
      'TYPE_AMBIGUOUS',
      /Do not rely on it/,
    ],
  ])('%s: status 7, a code, and what to do', async (_, file, code, next) => {
    const ran = await sigillum(['validate', '--ndjson', file]);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([{ file, exitCode: 7, error: { code, next: expect.stringMatching(next) }, signatures: [] }]);
    expect(ran.err).toBe('');
    const text = await sigillum(['validate', file]);
    expect(text.status).toBe(7);
    expect(text.out).toContain('! COULD NOT BE READ');
    expect(text.out).toMatch(next);
    expect(text.out).toContain(code);
  });

  it.skipIf(isRoot)('a file without permission: status 7', async () => {
    const ran = await sigillum(['validate', '--ndjson', secret]);
    expect(linesOf(ran)).toMatchObject([{ exitCode: 7, error: { code: 'FILE_NOT_READABLE', message: expect.stringContaining('EACCES') } }]);
  });

  it('a document over --max-bytes: status 7', async () => {
    const limit = `${good.length - 1}`;
    const ran = await sigillum(['validate', '--ndjson', '--max-bytes', limit, GOOD]);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([{ error: { code: 'FILE_TOO_LARGE', message: expect.stringContaining(`at most ${limit}`) } }]);
    expect((await sigillum(['validate', '--max-bytes', `${good.length}`, GOOD])).status).toBe(6);
    expect(linesOf(await sigillum(['validate', '--ndjson', '--max-bytes', limit, '-'], good))).toMatchObject([
      { file: '-', error: { code: 'FILE_TOO_LARGE' } },
    ]);
  });

  it('a folder without files: status 2', async () => {
    const ran = await sigillum(['validate', empty]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain('there is no file in this folder');
  });

  it('a folder named in a batch costs its own line only', async () => {
    const batch = put(folder, 'batch.jsonl', [{ file: empty }, { file: UNSIGNED }].map((job) => JSON.stringify(job)).join('\n'));
    const ran = await sigillum(['validate', '--ndjson', '--batch', batch]);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([
      { exitCode: 7, error: { code: 'FILE_IS_DIRECTORY' } },
      { exitCode: 4, signatures: [] },
    ]);
  });

  it.each([
    ['XML', '<?xml version="1.0"?><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'],
    ['a ZIP', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60)])],
  ])('%s: the format is not supported yet, and it says so', async (_, content) => {
    const ran = await sigillum(['validate', '--ndjson', put(folder, 'other', content)]);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([{ error: { code: 'FORMAT_UNSUPPORTED', next: expect.stringContaining('later version') } }]);
  });

  it.runIf(process.platform === 'linux')('a name that is not UTF-8 is told as that, and what helps', async () => {
    const cafe = join(folder, 'latin-1');
    mkdirSync(cafe);
    writeFileSync(Buffer.concat([Buffer.from(`${cafe}/caf`), Buffer.from([0xe9]), Buffer.from('.pdf')]), good);
    const message = expect.stringContaining('its name is not UTF-8: give it another');
    expect(linesOf(await sigillum(['validate', '--ndjson', cafe]))).toMatchObject([{ error: { code: 'FILE_NOT_FOUND', message } }]);
  });

  it('nothing on standard input: status 7', async () => {
    const ran = await sigillum(['validate', '--ndjson', '-']);
    expect(linesOf(ran)).toMatchObject([{ file: '-', exitCode: 7, error: { code: 'DOCUMENT_EMPTY' } }]);
  });

  it('no signature: status 4', async () => {
    const ran = await sigillum(['validate', UNSIGNED]);
    expect(ran.status).toBe(4);
    expect(ran.out).toContain('NO ELECTRONIC SIGNATURE HERE');
  });
});
