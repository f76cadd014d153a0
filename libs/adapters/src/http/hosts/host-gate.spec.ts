import { FetchError } from '../egress/errors.js';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { circuitFiles } from './circuit-file.js';
import { createHostGate } from './host-gate.js';

const down = () => Promise.reject(new FetchError('timed-out', 'down', true));
const missing = () => Promise.reject(new FetchError('failed', '404'));
const fine = () => Promise.resolve('fine');
const code = (promise: Promise<unknown>) => promise.then(String, (error: FetchError) => error.code);

function gateAt() {
  const clock = { now: 0 };
  return { clock, gate: createHostGate({ failures: 3, rest: 60_000, atOnce: 2, now: () => clock.now }) };
}

describe('createHostGate', () => {
  it('O06 opens after failures in a row, and lets one try after the rest', async () => {
    const { clock, gate } = gateAt();
    for (let index = 0; index < 3; index++) expect(await code(gate.run('a', down))).toBe('timed-out');
    expect(gate.open()).toEqual([{ host: 'a', state: 'open' }]);
    expect(await code(gate.run('a', fine))).toBe('circuit-open');
    expect(await code(gate.run('b', fine))).toBe('fine');
    clock.now = 60_000;
    expect(gate.open()).toEqual([{ host: 'a', state: 'half-open' }]);
    const probe = Promise.withResolvers<string>();
    const first = gate.run('a', () => probe.promise);
    expect(await code(gate.run('a', fine))).toBe('circuit-open');
    probe.resolve('back');
    expect(await first).toBe('back');
    expect(gate.open()).toEqual([]);
    expect(await code(gate.run('a', fine))).toBe('fine');
  });

  it('O06 a probe that fails opens it again', async () => {
    const { clock, gate } = gateAt();
    for (let index = 0; index < 3; index++) await code(gate.run('a', down));
    clock.now = 60_000;
    expect(await code(gate.run('a', down))).toBe('timed-out');
    expect(await code(gate.run('a', fine))).toBe('circuit-open');
  });

  it('what is no fault of the host opens nothing', async () => {
    const { gate } = gateAt();
    for (let index = 0; index < 5; index++) expect(await code(gate.run('a', missing))).toBe('failed');
    await code(gate.run('a', down));
    await code(gate.run('a', down));
    await code(gate.run('a', fine));
    await code(gate.run('a', down));
    expect(gate.open()).toEqual([]);
  });

  it('runs two at a time for one host, the others in their turn, and other hosts beside them', async () => {
    const { gate } = gateAt();
    const started: string[] = [];
    const ends = ['1', '2', '3', '4'].map(() => Promise.withResolvers<void>());
    const runs = ends.map((end, index) =>
      gate.run('a', () => {
        started.push(String(index + 1));
        return end.promise;
      }),
    );
    await gate.run('b', fine);
    expect(started).toEqual(['1', '2']);
    ends[1]?.resolve();
    await runs[1];
    await gate.run('b', fine);
    expect(started).toEqual(['1', '2', '3']);
    for (const end of ends) end.resolve();
    await Promise.all(runs);
    expect(started).toEqual(['1', '2', '3', '4']);
  });

  it('those in the queue of a host that fails are let go', async () => {
    const { gate } = gateAt();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => code(gate.run('a', down))));
    expect(outcomes.filter((one) => one === 'timed-out').length).toBeLessThanOrEqual(4);
    expect(outcomes.slice(4)).toEqual(Array.from({ length: 4 }, () => 'circuit-open'));
  });
});

describe('gates that share a folder', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function gates() {
    const folder = mkdtempSync(join(tmpdir(), 'circuits-'));
    folders.push(folder);
    const clock = { now: 1_000_000 };
    const gate = () => createHostGate({ failures: 3, rest: 60_000, atOnce: 2, now: () => clock.now, shared: circuitFiles(folder) });
    return { folder, clock, one: gate(), other: gate() };
  }

  it('O06 learn of each other that a host hangs, and that it is back', async () => {
    const { clock, one, other } = gates();
    for (let index = 0; index < 3; index++) await code(one.run('a', down));
    expect(await code(other.run('a', fine))).toBe('circuit-open');
    expect(await code(other.run('b', fine))).toBe('fine');
    clock.now += 60_000;
    const probe = Promise.withResolvers<string>();
    const first = other.run('a', () => probe.promise);
    expect(await code(other.run('a', fine))).toBe('circuit-open');
    expect(await code(one.run('a', fine))).toBe('circuit-open');
    probe.resolve('back');
    expect(await first).toBe('back');
    clock.now += 60_000;
    expect(await code(one.run('a', fine))).toBe('fine');
    expect(await code(createHostGate({ failures: 3, rest: 60_000, atOnce: 2, now: () => clock.now }).run('a', fine))).toBe('fine');
  });

  it('a probe that fails keeps all of them away', async () => {
    const { clock, one, other } = gates();
    for (let index = 0; index < 3; index++) await code(one.run('a', down));
    clock.now += 60_000;
    expect(await code(other.run('a', down))).toBe('timed-out');
    expect([await code(one.run('a', fine)), await code(other.run('a', fine))]).toEqual(['circuit-open', 'circuit-open']);
  });

  it('a file that is no word of theirs, or none can write, keeps nobody away', async () => {
    const { folder, clock, one, other } = gates();
    for (let index = 0; index < 3; index++) await code(one.run('a', down));
    const [name = ''] = readdirSync(folder);
    for (const text of ['', 'soon', '-5', String(clock.now + 1)]) {
      writeFileSync(join(folder, name), text);
      expect(await code(other.run('a', fine))).toBe('fine');
    }
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    for (let index = 0; index < 3; index++) await code(other.run('c', down));
    expect(await code(other.run('c', fine))).toBe('circuit-open');
  });

  it('names that documents make up fill no disk: the oldest are forgotten', async () => {
    const { folder, one, other } = gates();
    for (let host = 0; host < 1_200; host++) for (let index = 0; index < 3; index++) await code(one.run(`made-up-${host}`, down));
    expect(readdirSync(folder).length).toBeGreaterThanOrEqual(1_000);
    expect(readdirSync(folder).length).toBeLessThan(1_064);
    expect(await code(other.run('made-up-1199', fine))).toBe('circuit-open');
    expect(await code(other.run('made-up-0', fine))).toBe('fine');
  });
});
