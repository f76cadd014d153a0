import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskCache, type Kept } from './disk-cache.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kept = (size = 10, expires = 2_000): Kept => ({ body: Buffer.alloc(size, 7), url: 'http://ca.example/', fetchedAt: 1_000, expires });
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));

describe('createDiskCache', () => {
  it('gives back what was kept, to other caches of the folder too, until it expires', () => {
    createDiskCache({ folder, maxBytes: 10_000 }).put('GET x', kept(), 1_000);
    const other = createDiskCache({ folder, maxBytes: 10_000 });
    expect(other.get('GET x', 1_999)).toEqual(kept());
    expect(other.get('GET x', 2_000)).toBeUndefined();
    expect(other.get('GET x', 999)).toBeUndefined();
    expect(other.get('GET y', 1_500)).toBeUndefined();
    expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['changed by one bit', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(6)])],
    ['without its header', (bytes: Buffer) => bytes.subarray(bytes.indexOf('\n') + 1)],
    ['of another version', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('cache-1', 'cache-0'), 'latin1')],
    ['of another key', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('GET x', 'GET z'), 'latin1')],
    ['with an expiry that is none', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('2000', '"9"'), 'latin1')],
  ])('a file that is %s is a miss, and is written anew', (_, damage) => {
    const cache = createDiskCache({ folder, maxBytes: 10_000 });
    cache.put('GET x', kept(), 1_000);
    const [file = ''] = files();
    writeFileSync(file, damage(readFileSync(file)));
    expect(cache.get('GET x', 1_500)).toBeUndefined();
    cache.put('GET x', kept(), 1_000);
    expect(cache.get('GET x', 1_500)).toEqual(kept());
  });

  it('stays within its size, the oldest go first, and files of others stay', () => {
    const foreign = join(folder, 'mine.txt');
    writeFileSync(foreign, 'a');
    const maxBytes = 8_000;
    for (let index = 0; index < 40; index++) {
      // a new cache each time looks at the folder with its first write
      createDiskCache({ folder, maxBytes }).put(`GET ${index}`, kept(1_000), 1_000);
      for (const file of files()) if (statSync(file).mtimeMs > 1_000_000) utimesSync(file, index, index);
      const total = files().reduce((sum, file) => sum + statSync(file).size, 0);
      expect(total).toBeLessThanOrEqual(maxBytes);
    }
    const cache = createDiskCache({ folder, maxBytes });
    expect([cache.get('GET 39', 1_500), cache.get('GET 0', 1_500)]).toEqual([kept(1_000), undefined]);
    expect(readFileSync(foreign, 'utf8')).toBe('a');
  });

  it('keeps nothing where a folder can not be, and does not mind', () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const cache = createDiskCache({ folder: file, maxBytes: 10_000 });
    cache.put('GET x', kept(), 1_000);
    expect(cache.get('GET x', 1_500)).toBeUndefined();
  });

  it('keeps no answer that would drive out most of the others', () => {
    const cache = createDiskCache({ folder, maxBytes: 1_000 });
    cache.put('GET x', kept(300), 1_000);
    expect(files()).toEqual([]);
  });
});
