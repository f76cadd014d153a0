import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './usage.js';

/** An argument as it was written, before it is known whether the command has such an option. */
type Token = ReturnType<typeof tokensOf>[number];

/**
 * The options and file names of a command, which may stand in any order; `--` ends the options. Throws `UsageError` in our own words, with the nearest option
 * where one is not known.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  for (const token of tokensOf(args, options)) check(token, options);
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

function tokensOf(args: readonly string[], options: ParseArgsOptionsConfig) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function check(token: Token, options: ParseArgsOptionsConfig): void {
  if (token.kind !== 'option') return;
  const { name, rawName, value, inlineValue } = token;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) throw new UsageError(`There is no option ${rawName}${nearest(name, Object.keys(options))}`);
  if (option.type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} takes no value; leave ${value} out.`);
  if (option.type === 'string' && value === undefined) throw new UsageError(`${rawName} needs a value.`);
  if (inlineValue === false && value !== undefined && value.startsWith('-') && value !== '-')
    throw new UsageError(`${rawName} needs a value; if ${value} is it, write ${rawName}=${value}.`);
}

function nearest(name: string, known: readonly string[]): string {
  const [best] = known.map((option) => ({ option, steps: distance(name, option) })).sort((a, b) => a.steps - b.steps);
  const near = best !== undefined && best.steps <= Math.max(1, Math.floor(name.length / 3));
  return near ? `; did you mean --${best.option}?` : '; `sigillum help` lists the options.';
}

/** Letters to put in, take out or replace to make one word of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
