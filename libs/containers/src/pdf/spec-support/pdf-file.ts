import { deflateSync } from 'node:zlib';

/** Writes a small PDF piece by piece and keeps the offsets, so that a test can make each structure, and each defect, on purpose. */
export class PdfFile {
  #bytes = Buffer.alloc(0);
  readonly offsets = new Map<number, number>();

  constructor(header = '%PDF-1.7\n') {
    this.raw(header);
  }

  get length(): number {
    return this.#bytes.length;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** Text as Latin-1, or bytes; gives the offset where they begin. */
  raw(content: string | Uint8Array): number {
    const start = this.#bytes.length;
    this.#bytes = Buffer.concat([this.#bytes, typeof content === 'string' ? Buffer.from(content, 'latin1') : content]);
    return start;
  }

  object(number: number, body: string, generation = 0): number {
    const start = this.raw(`${number} ${generation} obj\n${body}\nendobj\n`);
    this.offsets.set(number, start);
    return start;
  }

  stream(number: number, entries: string, data: Uint8Array, length = String(data.length)): number {
    const start = this.raw(`${number} 0 obj\n<< ${entries} /Length ${length} >>\nstream\n`);
    this.raw(data);
    this.raw('\nendstream\nendobj\n');
    this.offsets.set(number, start);
    return start;
  }

  objectStream(number: number, members: readonly (readonly [number: number, body: string])[], entries = ''): number {
    let body = '';
    const index = members.map(([member, text]) => {
      const pair = `${member} ${body.length}`;
      body += `${text} `;
      return pair;
    });
    const first = `${index.join(' ')} `;
    return this.stream(
      number,
      `/Type /ObjStm /N ${members.length} /First ${first.length} /Filter /FlateDecode ${entries}`,
      deflateSync(Buffer.from(first + body, 'latin1')),
    );
  }

  /** A cross-reference table with trailer, startxref and %%EOF; `numbers` are looked up in `offsets`. Gives its offset. */
  table(numbers: readonly number[], trailer: string, { startxref, end = '%%EOF\n' }: { startxref?: number; end?: string } = {}): number {
    const rows = numbers.map((number) => `${number} 1\n${row(this.offsets.get(number) ?? 0, 0, 'n')}`);
    return this.tableOf(`0 1\n${row(0, 65535, 'f')}${rows.join('')}`, trailer, { ...(startxref === undefined ? {} : { startxref }), end });
  }

  tableOf(subsections: string, trailer: string, { startxref, end = '%%EOF\n' }: { startxref?: number; end?: string } = {}): number {
    const start = this.raw(`xref\n${subsections}trailer\n<< ${trailer} >>\n`);
    this.raw(`startxref\n${startxref ?? start}\n${end}`);
    return start;
  }

  /** A cross-reference stream as object `number`; entries are [number, type, second, third]. Gives its offset. */
  xrefStream(number: number, entries: readonly (readonly [number, number, number, number])[], trailer: string): number {
    const start = this.length;
    const rows = [...entries, [number, 1, start, 0] as const];
    const data = Buffer.concat(rows.map(([, type, second, third]) => Buffer.from([type, second >> 16, second >> 8, second, third])));
    const index = rows.map(([object]) => `${object} 1`).join(' ');
    this.stream(number, `/Type /XRef /W [1 3 1] /Index [${index}] /Filter /FlateDecode ${trailer}`, deflateSync(data));
    return start;
  }

  tail(startxref: number, end = '%%EOF\n'): void {
    this.raw(`startxref\n${startxref}\n${end}`);
  }
}

export function row(offset: number, generation: number, kind: 'n' | 'f'): string {
  return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`;
}

/** A file of one revision with catalog 1, page tree 2 and page 3. */
export function onePage(): { file: PdfFile; section: number } {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  file.object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  file.object(3, '<< /Type /Page /Parent 2 0 R >>');
  const section = file.table([1, 2, 3], '/Size 4 /Root 1 0 R');
  return { file, section };
}
