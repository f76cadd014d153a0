import { openPdf, type PdfDocument } from '@sigillum/containers/pdf';
import { Budget, memorySource } from '@sigillum/encoding';
import type { DocumentChange, FormatFinding } from '../../../types.js';
import type { SignedRevision } from '../../signed-revision.js';
import { compareRevisions } from '../index.js';

/** What one revision writes: objects by number (or `number generation`) as PDF text, numbers to free, entries of the trailer. */
export interface Update {
  readonly objects?: Readonly<Record<string, string>>;
  readonly free?: readonly number[];
  readonly trailer?: string;
  /** Text between the objects and the cross-reference table. */
  readonly unlisted?: string;
  /** Text between the entries of the table and its trailer. */
  readonly behindEntries?: string;
  /** Entries that lead to the last place of such a text. */
  readonly inside?: Readonly<Record<number, string>>;
  /** Objects that only the stream beside the table names (a hybrid-reference file). */
  readonly hybrid?: Readonly<Record<string, string>>;
  /** Objects that stand in an object stream, which that stream beside the table names too. */
  readonly compressed?: Readonly<Record<number, { readonly stream: number; readonly index: number }>>;
}

/** A stream object as PDF text. */
export function stream(entries: string, data: string): string {
  return `<< ${entries} /Length ${Buffer.byteLength(data, 'latin1')} >>\nstream\n${data}\nendstream`;
}

/** A PDF of one revision and what was appended to it, with classic cross-reference tables. */
export class IncrementalPdf {
  #text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  #previous: number | undefined;
  #size = 1;
  #root = '/Root 1 0 R';

  constructor(first: Update) {
    this.append({ ...first, trailer: `/Info 13 0 R ${first.trailer ?? ''}` });
  }

  /** Appends a revision; the trailer gets the same root unless it names one. */
  append(update: Update): this {
    const entries = new Map<number, string>();
    if (this.#previous === undefined) entries.set(0, '0000000000 65535 f');
    for (const number of update.free ?? []) entries.set(number, '0000000000 00001 f');
    for (const [key, body] of Object.entries(update.objects ?? {})) {
      const { number, generation, offset } = this.#write(key, body);
      entries.set(number, `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n`);
    }
    for (const [number, text] of Object.entries(update.inside ?? {})) {
      entries.set(Number(number), `${String(this.#text.lastIndexOf(text)).padStart(10, '0')} 00000 n`);
    }
    this.#text += update.unlisted ?? '';
    const hybrid = update.hybrid ? `/XRefStm ${this.#writeHybrid(update.hybrid, update.compressed ?? {})}` : '';
    const at = this.#text.length;
    const rows = [...entries].sort(([a], [b]) => a - b).map(([number, row]) => `${number} 1\n${row} \n`);
    const previous = this.#previous === undefined ? '' : `/Prev ${this.#previous}`;
    const own = update.trailer ?? '';
    const root = own.includes('/Root') ? '' : this.#root;
    const size = own.includes('/Size') ? '' : `/Size ${this.#size}`;
    const info = own.includes('/Info') ? '' : '/Info 13 0 R';
    this.#text += `xref\n${rows.join('')}${update.behindEntries ?? ''}trailer\n<< ${size} ${root} ${info} ${previous} ${hybrid} ${own} >>\nstartxref\n${at}\n%%EOF\n`;
    this.#previous = at;
    return this;
  }

  #write(key: string, body: string): { number: number; generation: number; offset: number } {
    const [number = 0, generation = 0] = key.split(' ').map(Number);
    const offset = this.#text.length;
    this.#text += `${number} ${generation} obj\n${body}\nendobj\n`;
    this.#size = Math.max(this.#size, number + 1);
    return { number, generation, offset };
  }

  /** A cross-reference stream for the objects; gives where it stands. */
  #writeHybrid(objects: Readonly<Record<string, string>>, compressed: NonNullable<Update['compressed']>): number {
    const written = Object.entries(objects).map(([key, body]) => this.#write(key, body));
    const entry = (offset: number): string => String.fromCharCode(1, offset >> 16, (offset >> 8) & 255, offset & 255, 0);
    const inside = Object.entries(compressed).map(([number, { stream: holder, index: place }]) => ({
      number: Number(number),
      row: String.fromCharCode(2, 0, holder >> 8, holder & 255, place),
    }));
    const rows = [...written.map(({ number, offset }) => ({ number, row: entry(offset) })), ...inside];
    this.#size = Math.max(this.#size, ...rows.map(({ number }) => number + 1));
    const index = rows.map(({ number }) => `${number} 1`).join(' ');
    const data = rows.map(({ row }) => row).join('');
    const entries = `/Type /XRef /W [1 3 1] /Index [${index}] /Size ${this.#size} /Root 1 0 R`;
    return this.#write(String(this.#size), stream(entries, data)).offset;
  }

  /** Appends text that is no revision. */
  appendText(text: string): this {
    this.#text += text;
    return this;
  }

  bytes(): Uint8Array {
    return Buffer.from(this.#text, 'latin1');
  }

  open(budget = new Budget()): PdfDocument {
    return openPdf(memorySource(this.bytes()), budget);
  }
}

/** What became of a signature in the first revision. */
export function compared(
  pdf: IncrementalPdf,
  signed: Partial<SignedRevision> = {},
): { changes: DocumentChange[]; findings: FormatFinding[] } {
  const budget = new Budget();
  return compareRevisions(
    pdf.open(budget),
    { revision: 0, fieldName: 'Signature1', fieldLocks: [], signatureObject: 12, ...signed },
    budget,
  );
}

/** `rule: code` of what does not hold, sorted. */
export function brokenRules(result: { findings: readonly FormatFinding[] }): string[] {
  return result.findings
    .filter(({ holds }) => !holds)
    .map(({ rule, code }) => `${rule}: ${code}`)
    .sort();
}

/** `class: code` of the changes, each once, sorted. */
export function changeClasses(result: { changes: readonly DocumentChange[] }): string[] {
  return [...new Set(result.changes.map((change) => `${change.class}: ${change.code}`))].sort();
}
