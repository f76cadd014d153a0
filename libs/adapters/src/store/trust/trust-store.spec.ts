import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSmallEurope, type SmallEurope } from '@sigillum/testkit';
import { buildSnapshot, type TrustSnapshot, writeSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTrustStore, type DiskTrustStore } from './trust-store.js';

const CHILD = join(import.meta.dirname, 'spec-support/publish-for-ever.mjs');
const NOW = Date.UTC(2026, 6, 1);

let folder: string;
let store: DiskTrustStore;
let first: TrustSnapshot;
let second: TrustSnapshot;

async function snapshotOf(sequenceNumber: number, like?: SmallEurope): Promise<[TrustSnapshot, SmallEurope]> {
  const made = createSmallEurope({ countries: [{ territory: 'XA', providers: [], sequenceNumber }], ...(like && { like }) });
  const anchors = made.anchors.map((one) => parseCertificate(one));
  return [await buildSnapshot({ ...made, anchors, now: NOW }), made];
}

beforeAll(async () => {
  const [one, made] = await snapshotOf(7);
  [first, [second]] = [one, await snapshotOf(8, made)];
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-store-'));
  store = createTrustStore({ folder });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = (name: string): string[] => readdirSync(join(folder, name)).sort();
const snapshotFile = (id: string): string => join(folder, 'snapshots', files('snapshots').find((name) => name.startsWith(id)) ?? '');

function child(shell: string): ChildProcess {
  const file = join(folder, 'input');
  writeFileSync(file, writeSnapshot(first));
  return spawn('bash', ['-c', `${shell} exec "$0" "$@"`, process.execPath, CHILD, folder, file], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('createTrustStore', () => {
  it('has nothing at first, and then what was published last, for every process of the folder', () => {
    expect([store.current(), store.generation()]).toEqual([undefined, 0]);
    expect(store.publish(first, 0)).toBe(true);
    expect(store.generation()).toBe(1);
    expect(store.publish(second, 1)).toBe(true);
    const current = createTrustStore({ folder }).current();
    expect([current?.generation, current?.snapshot.id]).toEqual([2, second.id]);
    expect(
      store
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([first.id, second.id].sort());
    expect(store.find(first.id.slice(0, 12).toLowerCase())?.id).toBe(first.id);
    expect([store.find('L-'), store.find('L-0000')]).toEqual([undefined, undefined]);
  });

  it('does not let what was made from an older snapshot follow a newer one', () => {
    store.publish(first, 0);
    store.publish(second, 1);
    expect(store.publish(first, 1)).toBe(false);
    expect(store.publish(first, 0)).toBe(false);
    expect(store.current()?.snapshot.id).toBe(second.id);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, -9)],
    ['empty', () => Buffer.alloc(0)],
    ['changed by one bit', (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 200 ? byte ^ 1 : byte)))],
  ])('a snapshot that is %s gives way to the last good one, and can be followed', (_, damage) => {
    store.publish(first, 0);
    store.publish(second, 1);
    const file = snapshotFile(second.id);
    writeFileSync(file, damage(readFileSync(file)));
    expect(store.current()).toMatchObject({ generation: 1, snapshot: { id: first.id } });
    expect(store.publish(second, 1)).toBe(true);
    expect(store.current()).toMatchObject({ generation: 3, snapshot: { id: second.id } });
  });

  it('a switch that names nothing, or something outside, gives way too', () => {
    store.publish(first, 0);
    for (const [number, name] of [
      ['000000000002', ''],
      ['000000000003', '../../etc/passwd'],
    ] as const) {
      writeFileSync(join(folder, 'current', number), name);
    }
    expect(store.current()).toMatchObject({ generation: 1, snapshot: { id: first.id } });
  });

  it('killed between draft and name, nothing has changed, and the draft goes in time', () => {
    store.publish(first, 0);
    const drafts = ['snapshots', 'current'].map((name) => join(folder, name, `x.${process.pid}.00000000-0000-4000-8000-000000000000.tmp`));
    for (const draft of drafts) writeFileSync(draft, 'half');
    expect(store.current()).toMatchObject({ generation: 1 });
    store.publish(second, 1);
    expect(files('current').filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
    for (const draft of drafts) utimesSync(draft, 0, 0);
    store.publish(first, 2);
    expect([...files('current'), ...files('snapshots')].filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps so many snapshots, the one in use always, and no two files of one beyond the remembered switches', () => {
    const small = createTrustStore({ folder, maxSnapshots: 1 });
    small.publish(second, 0);
    for (let generation = 1; generation <= 12; generation++)
      expect(small.publish({ ...first, taken: NOW + generation }, generation)).toBe(true);
    expect(small.list().map(({ id }) => id)).toEqual([first.id]);
    expect([files('current').length, files('snapshots').length]).toEqual([9, 9].map((most) => most - 1));
    expect(small.current()?.snapshot.taken).toBe(NOW + 12);
  });

  it('is overtaken by others who have swept its number away again', () => {
    store.publish(first, 0);
    let overtaken = false;
    const slow = {
      ...second,
      get taken() {
        if (!overtaken) {
          overtaken = true;
          for (let generation = 1; generation <= 12; generation++) store.publish({ ...first, taken: NOW + generation }, generation);
        }
        return NOW;
      },
    };
    expect(store.publish(slow, 1)).toBe(false);
    expect(store.current()).toMatchObject({ generation: 13, snapshot: { id: first.id } });
  });

  it('outlives kill -9 at any moment', async () => {
    for (let round = 0; round < 5; round++) {
      const publishing = child('');
      let said = '';
      publishing.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      while (said.split('\n').length < 4 + round) await once(publishing.stdout ?? publishing, 'data');
      publishing.kill('SIGKILL');
      await once(publishing, 'close');
      const told = Number(said.trim().split('\n').at(-1));
      const current = store.current();
      expect(current?.snapshot.id).toBe(first.id);
      expect(current?.generation).toBeGreaterThanOrEqual(told);
    }
  });

  it('two processes at once never make one generation twice', async () => {
    const both = [child(''), child('')];
    const said = both.map((one) => {
      const told = { text: '' };
      one.stdout?.on('data', (chunk: Buffer) => (told.text += chunk.toString()));
      return told;
    });
    // a number counts once its line has ended
    const numbersOf = ({ text }: { readonly text: string }): number[] => text.split('\n').slice(0, -1).map(Number);
    while (said.some((told) => numbersOf(told).length < 10)) await Promise.race(both.map((one) => once(one.stdout ?? one, 'data')));
    for (const one of both) one.kill('SIGKILL');
    await Promise.all(both.map((one) => once(one, 'close')));
    const all = said.flatMap(numbersOf);
    expect(new Set(all).size).toBe(all.length);
  });

  it('a disk that takes no more leaves the last good one in use', async () => {
    store.publish(second, 0);
    const publishing = child('ulimit -f 1;'); // one block: the kernel refuses the rest of the file
    let said = '';
    publishing.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(publishing, 'close');
    expect(said.trim()).toBe('EFBIG');
    expect(store.current()).toMatchObject({ generation: 1, snapshot: { id: second.id } });
    expect(files('snapshots').filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('tells what keeps it from reading, other than that nothing is there', () => {
    mkdirSync(join(folder, 'current'), { recursive: true });
    mkdirSync(join(folder, 'current/000000000001'));
    expect(() => store.current()).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  });
});
