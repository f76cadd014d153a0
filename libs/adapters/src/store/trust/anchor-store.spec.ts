import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '@sigillum/testkit';
import { anchorSetId, readAnchorSet } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnchorStore, createAnchorStore } from './anchor-store.js';

const { certificate } = createAuthority({ name: 'CN=Anchor', algorithm: 'P-256' });
const { subject, sha256 } = parseCertificate(certificate);

/** A set as the file of a publication. */
function setOf(publication: string, date: string): string {
  const one = { subject: subject.text, sha256, der: Buffer.from(certificate).toString('base64') };
  const addresses = { ojUrl: `https://journal.example/${publication}`, lotlUrl: 'https://lists.example/eu-lotl.xml' };
  return JSON.stringify({ publication, date, ...addresses, source: 'made for a test', certificates: [one] });
}
const idOf = (text: string): string => anchorSetId(readAnchorSet(text));

const [OLD, NEW, NEXT] = [setOf('old', '2019-01-01'), setOf('new', '2026-01-01'), setOf('next', '2027-01-01')];
let folder: string;
let store: AnchorStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sigillum-anchors-'));
  const shipped = join(folder, 'shipped');
  mkdirSync(shipped);
  for (const [name, text] of [
    ['a.json', OLD],
    ['b.json', NEW],
  ] as const)
    writeFileSync(join(shipped, name), text);
  store = createAnchorStore({ folder: join(folder, 'data'), shipped });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const told = () => store.sets().map(({ set, from, active }) => [set.publication, from, active]);

describe('createAnchorStore', () => {
  it('trusts the newest that came with it, until another is accepted', () => {
    expect(told()).toEqual([
      ['new', 'shipped', true],
      ['old', 'shipped', false],
    ]);
    expect(store.accept(idOf(OLD))).toBe(true);
    expect(store.active().set.publication).toBe('old');
    expect(told()).toEqual([
      ['new', 'shipped', false],
      ['old', 'shipped', true],
    ]);
  });

  it('a staged set waits for its acceptance, and is told once then', () => {
    expect(store.stage(NEXT)).toBe(idOf(NEXT));
    expect([store.active().set.publication, told().at(-1)]).toEqual(['new', ['next', 'staged', false]]);
    expect(store.accept(idOf(NEXT))).toBe(true);
    expect([store.active().set.publication, told().at(-1)]).toEqual(['next', ['next', 'accepted', true]]);
    expect(readdirSync(join(folder, 'data/staged'))).toEqual([]);
    expect([store.accept(idOf(NEXT)), store.accept('A-0000000000000000')]).toEqual([true, false]);
  });

  it('stages nothing that is no set of anchors, and does not pass over a damaged one', () => {
    expect(() => store.stage(NEXT.replace(sha256, '0'.repeat(64)))).toThrow(expect.objectContaining({ code: 'LOTL_ANCHORS_UNREADABLE' }));
    expect(told()).toHaveLength(2);
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data/active.json'), '{"publication":');
    expect(() => store.active()).toThrow(expect.objectContaining({ code: 'LOTL_ANCHORS_UNREADABLE' }));
  });

  it('says so where the folder is none, rather than to begin anew', () => {
    writeFileSync(join(folder, 'data'), '');
    expect(() => store.sets()).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  });
});
