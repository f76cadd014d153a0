/** A line of the table: what, how much, and what to know about it. */
export type Row = readonly [what: string, value: string, remark?: string];

/** Prints one measure's rows in aligned columns. */
export function printTable(title: string, rows: readonly Row[]): void {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map(([what, value, remark = '']) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${remark}`.trimEnd(),
  );
  process.stdout.write(`${title}\n${lines.join('\n')}\n\n`);
}

export function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(2)} s`;
}

export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

export function rate(value: number): string {
  return `${value.toFixed(1)}/s`;
}

export function milliseconds(value: number | undefined): string {
  return value === undefined ? 'not known' : `${value.toFixed(1)} ms`;
}
