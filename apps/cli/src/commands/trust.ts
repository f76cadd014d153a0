import { readArguments } from '../arguments.js';
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

const OF_LISTS = Object.keys(TRUST_OPTIONS);

/** Options that an action does not heed. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  refresh: ['at', ...OF_LISTS],
  snapshot: ['at'],
  diff: ['at', 'trust-lists', 'trust-snapshot', 'no-trust-lists'],
  anchors: ['at', ...OF_LISTS],
};

/** `sigillum trust …`: the EU trusted lists, from the data folder or from saved files. */
export async function trust(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [action = '', ...words] = positionals;
  const [least, most] = WORDS[action] ?? [Infinity, 0];
  if (words.length < least || words.length > most) throw new UsageError(FORMS);
  checkOptions(action, Object.keys(values));
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
  return readArguments(args, { at: { type: 'string' }, json: { type: 'boolean' }, ...TRUST_OPTIONS });
}

/** An option that an action passes over would be taken for one that had its effect. */
function checkOptions(action: string, options: readonly string[]): void {
  const without = WITHOUT[action] ?? [];
  const idle = options.find((option) => without.includes(option));
  if (idle !== undefined) throw new UsageError(`--${idle} has no effect on \`sigillum trust ${action}\`; leave it out.`);
}
