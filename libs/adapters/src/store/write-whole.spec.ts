import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createWhole, writeWhole } from './write-whole.js';

const folder = mkdtempSync(join(tmpdir(), 'sigillum-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file written whole', () => {
  it('takes the place of another, or leaves it where it has to be new, and never leaves a draft', () => {
    const path = join(folder, 'file');
    expect(createWhole(path, Buffer.from('first'))).toBe(true);
    expect(createWhole(path, Buffer.from('second'))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    writeWhole(path, Buffer.from('third'));
    expect(readFileSync(path, 'utf8')).toBe('third');
    mkdirSync(join(folder, 'taken'));
    expect(() => writeWhole(join(folder, 'taken'), Buffer.from('x'))).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });
});
