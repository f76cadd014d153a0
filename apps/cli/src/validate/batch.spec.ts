import { describe, expect, it } from 'vitest';
import { createSmallEurope } from '@sigillum/testkit';
import { buildSnapshot } from '@sigillum/tsl';
import { pinned, settle } from './batch.js';
import { prepare } from './evaluate.js';
import { readValidateOptions } from './options.js';

const setup = await prepare(readValidateOptions(['--report', 'text,simple', '--out', 'reports', 'a.pdf']));

describe('what comes back from a worker', () => {
  it.each([
    ['timed-out', 'LIMIT_EXCEEDED', /seconds/],
    ['out-of-memory', 'LIMIT_EXCEEDED', /MiB/],
    ['crashed', 'INTERNAL_ERROR', /report it/],
  ] as const)('%s: the line of the document says %s', (failure, code, message) => {
    const evaluation = settle({ file: 'a.pdf' }, { ok: false, failure }, setup);
    expect(evaluation).toMatchObject({
      exitCode: 7,
      line: { file: 'a.pdf', exitCode: 7, error: { code, message: expect.stringMatching(message) }, signatures: [] },
      text: expect.stringContaining(code),
      reports: { text: expect.stringContaining(code), simple: expect.stringContaining(code) },
    });
  });
});

describe('the options of workers', () => {
  it('name the stored lists of this moment, and leave everything else as it is', async () => {
    const { request } = setup;
    const trustLists = await buildSnapshot({ ...createSmallEurope({ countries: [] }), anchors: [], now: 0 });
    const stored = { request: { ...request, trustLists } };
    const options = readValidateOptions(['a.pdf']);
    expect(pinned(options, stored)).toEqual({ ...options, trust: { ...options.trust, 'trust-snapshot': trustLists.id } });
    const saved = readValidateOptions(['a.pdf', '--trust-lists', 'folder', '--lotl-anchors', 'file']);
    expect(pinned(saved, stored)).toEqual(saved);
    expect(pinned(options, { request: { ...request, trustLists: 'missing' } })).toEqual(options);
  });
});
