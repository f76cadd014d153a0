import { parseArgs } from 'node:util';
import { EXIT } from '../exit-status.js';
import { anchors } from '../trust/anchors.js';
import { type Answer, type Asked, diff, find, show, snapshots } from '../trust/asked.js';
import { usingData } from '../trust/trust-data-error.js';
import { TRUST_OPTIONS, trustOptionsOf } from '../trust/trust-options.js';
import { UsageError } from '../usage.js';
import { instantOf } from '../validate/options.js';

const FORMS =
  'sigillum trust refresh | show [COUNTRY] | find CERT|NAME [--at TIME] | snapshot | diff A B | anchors [stage FILE | accept ID]';

/** How many words may follow the action. */
const WORDS: Readonly<Record<string, readonly [number, number]>> = {
  refresh: [0, 0],
  show: [0, 1],
  find: [1, 1],
  snapshot: [0, 0],
  diff: [2, 2],
  anchors: [0, 2],
};

/** `sigillum trust …`: the EU trusted lists, from the data folder or from saved files. */
export async function trust(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [action = '', ...words] = positionals;
  const [least, most] = WORDS[action] ?? [Infinity, 0];
  if (words.length < least || words.length > most) throw new UsageError(FORMS);
  const asked = { trust: trustOptionsOf(values), at: instantOf(values.at), now: Date.now() };
  const { json, text, exitCode } = await usingData(() => answerTo(action, words, asked));
  process.stdout.write(values.json ? `${JSON.stringify(json, undefined, 2)}\n` : text);
  return exitCode ?? EXIT.passed;
}

async function answerTo(
  action: string,
  [first = '', second = '']: readonly string[],
  asked: Asked,
): Promise<Answer & { readonly exitCode?: number }> {
  switch (action) {
    case 'refresh':
      return (await import('../trust/refresh.js')).refresh(() => Date.now());
    case 'show':
      return show(first || undefined, asked);
    case 'find':
      return find(first, asked);
    case 'snapshot':
      return snapshots(asked);
    case 'diff':
      return diff(first, second, asked);
    default:
      return anchors([first, second].filter((word) => word !== ''));
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: { at: { type: 'string' }, json: { type: 'boolean' }, ...TRUST_OPTIONS },
    });
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)}. \`sigillum help\` lists the options.`);
  }
}
