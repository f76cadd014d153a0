import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { GOOD, ROOT, sigillum, temporaryFolder } from './sigillum.js';

const DEMONSTRATION = join(ROOT, 'fixtures/demonstration');
const LISTS = ['--trust-lists', join(DEMONSTRATION, 'lists'), '--lotl-anchors', join(DEMONSTRATION, 'anchors.json')];
const LISTENING = `
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, load) => (process.stderr.write(url + '\\n'), load(url, context)) });
`;
const listening = join(temporaryFolder(), 'listening.mjs');

beforeAll(() => {
  writeFileSync(listening, LISTENING);
});

/** Our own modules and others' that the command loads from these rooms. */
async function loaded(args: readonly string[], room: RegExp): Promise<string[]> {
  const ran = await sigillum(args, '', { NODE_OPTIONS: `--import=${pathToFileURL(listening).href}` });
  return ran.err.split('\n').filter((url) => url.startsWith('file:') && room.test(url));
}

const XML = /libs\/containers\/dist\/xml\/|libxml2|libs\/tsl\/dist\/authenticate\//;

it('a verdict without lists waits neither for what reads XML nor for what authenticates lists', async () => {
  expect(await loaded(['validate', '--offline', GOOD], /libs\/validation\/dist\/index[.]js$/)).toHaveLength(1);
  expect(await loaded(['validate', '--offline', GOOD], XML)).toEqual([]);
  expect(await loaded(['validate', '--offline', ...LISTS, GOOD], XML)).not.toEqual([]);
});
