import { REGIME_SWITCH } from '../vocabulary.js';
import type { ProfileRule } from './rule.js';
import { PROFILE_RULES } from './rules/index.js';

const HEADER = ['rule', 'clause', 'weight', 'of', 'demand'];

/** The rules as a table in Markdown, the columns padded as the formatter pads them. */
export function profileTable(): string {
  const rows = PROFILE_RULES.map(cellsOf);
  const widths = HEADER.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEADER), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function cellsOf({ id, clause, severity, holders, qualifiedOnly, since = REGIME_SWITCH, demand }: ProfileRule): string[] {
  const whose = [
    ...(holders ?? ['all']),
    ...(qualifiedOnly === true ? ['if qualified'] : []),
    ...(since < REGIME_SWITCH ? ['of any date'] : []),
  ];
  return [`\`${id}\``, clause, severity, whose.join(', '), demand];
}
