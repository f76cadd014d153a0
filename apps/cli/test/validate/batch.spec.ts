import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  ANCHOR,
  BAD,
  BIN,
  CHANGED,
  fixture,
  GOOD,
  type Line,
  linesOf,
  LOCKED,
  put,
  ROOT,
  sigillum,
  temporaryFolder,
  UNSIGNED,
} from '../sigillum.js';

const folder = temporaryFolder();

function batchOf(jobs: readonly unknown[]): string {
  return put(folder, `${jobs.length}.jsonl`, `${jobs.map((job) => JSON.stringify(job)).join('\n')}\n\n`);
}

describe('batches', () => {
  it('give a line for each document in the order of the input, one bad document stops nothing', async () => {
    // The first is the slowest: those that are ready earlier have to wait for it.
    const files = [fixture('pades-baseline/lta-renewed'), LOCKED, GOOD, 'no-such.pdf', BAD, UNSIGNED, GOOD, ROOT, CHANGED, GOOD];
    const ran = await sigillum([
      'validate',
      '--ndjson',
      '--anchors',
      ANCHOR,
      '--workers',
      '3',
      '--batch',
      batchOf(files.map((file) => ({ file }))),
    ]);
    expect(ran.err).toBe('');
    expect(ran.status).toBe(1);
    expect(linesOf(ran).map((line) => line.file)).toEqual(files);
    expect(linesOf(ran).map((line) => line.exitCode)).toMatchObject([expect.any(Number), 7, 0, 7, 1, 4, 0, 7, 1, 0]);
  });

  it('accept what belongs to other formats beside a document', async () => {
    const jobs = [
      { file: GOOD, detached: [{ file: UNSIGNED, name: 'a.txt' }], evidenceRecords: [{ file: UNSIGNED }] },
      { file: UNSIGNED, detached: [] },
    ];
    const ran = await sigillum(['validate', '--ndjson', '--anchors', ANCHOR, '--batch', batchOf(jobs)]);
    expect(linesOf(ran)).toMatchObject([
      { exitCode: 0, evidenceRecords: [{ indication: null }] },
      { exitCode: 4, evidenceRecords: [] },
    ]);
  });

  it('say the same with one worker as with several, as text and as JSON', async () => {
    const args = ['validate', '--at', '2026-06-01T12:00:00Z', '--anchors', ANCHOR, GOOD, CHANGED, LOCKED, BAD];
    for (const format of [[], ['--json'], ['--ndjson']]) {
      const [one, several] = [
        await sigillum([...args, ...format, '--workers', '1']),
        await sigillum([...args, ...format, '--workers', '3']),
      ];
      expect(several).toEqual(one);
      expect(one.status).toBe(1);
    }
  });

  it('are one object with --json, a single document is its own', async () => {
    const many = JSON.parse((await sigillum(['validate', '--json', GOOD, UNSIGNED])).out) as { exitCode: number; documents: Line[] };
    expect(Object.keys(many)).toEqual(['exitCode', 'documents']);
    expect(many).toMatchObject({ exitCode: 6, documents: [{ file: GOOD }, { file: UNSIGNED }] });
    const one = JSON.parse((await sigillum(['validate', '--json', GOOD])).out) as Line;
    expect(one).toMatchObject({ file: GOOD, exitCode: 6 });
    const batch = JSON.parse((await sigillum(['validate', '--json', '--batch', batchOf([{ file: GOOD }])])).out) as { documents: Line[] };
    expect(batch.documents.length).toBe(1);
  });

  it('print no progress where standard error is no terminal', async () => {
    expect((await sigillum(['validate', '--ndjson', GOOD, UNSIGNED])).err).toBe('');
  });
});

describe('standard output', () => {
  const jobs = Array.from({ length: 120 }, () => ({ file: CHANGED }));

  it('reaches a slow reader to the last byte', async () => {
    const child = spawn(process.execPath, [BIN, 'validate', '--ndjson', '--batch', batchOf(jobs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) {
      chunks.push(chunk as Buffer);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const out = Buffer.concat(chunks).toString();
    expect(out.length).toBeGreaterThan(100_000);
    expect(linesOf({ status: 1, out, err: '' }).length).toBe(jobs.length);
    expect((await exited)[0]).toBe(1);
  });

  it('may be closed early: no stack trace, and no status that says passed or bad', async () => {
    const child = spawn(process.execPath, [BIN, 'validate', '--ndjson', '--batch', batchOf(jobs)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const closed = once(child, 'close');
    await Promise.race([once(child.stdout, 'data'), closed]);
    child.stdout.destroy();
    expect((await closed)[0]).toBe(130);
    expect(Buffer.concat(err).toString()).toBe('');
  });
});

describe('interruption', () => {
  it('ends a batch with status 130', async () => {
    const jobs = Array.from({ length: 3_000 }, () => ({ file: CHANGED }));
    const child = spawn(process.execPath, [BIN, 'validate', '--ndjson', '--batch', batchOf(jobs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exited]);
    child.stdout.resume();
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
  });
});
