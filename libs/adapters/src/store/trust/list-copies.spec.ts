import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListCopies } from './list-copies.js';

const URL = 'https://lists.example/XA.xml';
const COPY = { bytes: Buffer.from('a list\nof two lines'), etag: '"7"', lastModified: 'Mon, 01 Jun 2026 00:00:00 GMT' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Rewrites the one file of the folder. */
function alter(change: (text: string) => string): void {
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
}

describe('copies of lists', () => {
  it('give back the bytes with what the server said of them, and nothing of another address', () => {
    const copies = createListCopies(folder);
    copies.put(URL, COPY);
    expect(copies.get(URL)).toEqual(COPY);
    expect(copies.get(`${URL}?`)).toBeUndefined();
  });

  it.each([
    ['whose list was changed', (text: string) => text.replace('two', 'ten')],
    ['that is cut off', (text: string) => text.slice(0, -1)],
    ['of another address', (text: string) => text.replace('XA.xml', 'XB.xml')],
    ['without a header', (text: string) => text.slice(text.indexOf('\n'))],
  ])('give nothing out of a file %s', (_, change) => {
    const copies = createListCopies(folder);
    copies.put(URL, COPY);
    alter(change);
    expect(copies.get(URL)).toBeUndefined();
  });
});
