import { describe, expect, it } from 'vitest';
import { settle } from './batch.js';
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
