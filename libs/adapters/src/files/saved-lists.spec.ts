import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAnchorFile, readListFolder } from './saved-lists.js';

const SHIPPED = join(import.meta.dirname, '../../../../trust-lists');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saved-lists-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function saved(name: string, files: readonly string[]): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const file of files) writeFileSync(join(path, file), `${file} as it was saved`);
  return path;
}

function refusal(read: () => unknown): readonly [unknown, string] {
  try {
    read();
  } catch (error) {
    if (error instanceof CodedError) return [error.code, error.message];
    throw error;
  }
  return ['nothing was refused', ''];
}

it('the lists of a folder are told apart by their names, whatever else lies there', () => {
  const { lotl, pivots, lists } = readListFolder(saved('lists', ['eu-lotl.XML', 'eu-lotl-pivot-1.xml', 'EE-2.xml', 'notes.txt']));
  expect([lotl.location, ...pivots.map((one) => one.location)]).toEqual(['eu-lotl.XML', 'eu-lotl-pivot-1.xml']);
  expect(lists.map(({ territory, bytes }) => [territory, Buffer.from(bytes).toString()])).toEqual([['EE', 'EE-2.xml as it was saved']]);
});

it('a folder without the list of the lists, none at all, and a list that can not be read are refused by name', () => {
  const [without, broken] = [saved('without', ['EE-2.xml']), saved('broken', ['eu-lotl.xml'])];
  mkdirSync(join(broken, 'FI-1.xml'));
  expect(refusal(() => readListFolder(without))).toEqual([
    'FILE_NOT_FOUND',
    expect.stringContaining(`${without} has no list of the lists`),
  ]);
  expect(refusal(() => readListFolder(join(folder, 'nowhere')))).toEqual(['FILE_NOT_FOUND', expect.stringContaining('nowhere')]);
  expect(refusal(() => readListFolder(broken))).toEqual(['FILE_NOT_READABLE', expect.stringContaining('FI-1.xml')]);
});

it('a set of anchors is read as it is shipped; what is none is refused by name', () => {
  const shipped = readdirSync(SHIPPED).filter((name) => name.endsWith('.json'));
  expect(shipped.map((name) => readAnchorFile(join(SHIPPED, name)).certificates.length > 0)).toEqual(shipped.map(() => true));
  expect(shipped.length).toBeGreaterThan(0);
  const other = join(saved('anchors', ['other.json']), 'other.json');
  expect(refusal(() => readAnchorFile(other))).toEqual(['FILE_NOT_READABLE', expect.stringContaining(`${other} is no set of anchors`)]);
  expect(refusal(() => readAnchorFile(join(folder, 'none.json')))).toEqual(['FILE_NOT_FOUND', expect.stringContaining('none.json')]);
});
