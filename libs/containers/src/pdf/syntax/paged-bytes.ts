import type { ByteSource } from '@sigillum/encoding';

const PAGE_BYTES = 64 * 1024;
const PAGES_KEPT = 32;

/**
 * Byte-wise access to a source through a few pages of 64 KiB, so that a file of any size costs 2 MiB. Offsets are those
 * of the source.
 */
export class PagedBytes {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #pages = new Map<number, Buffer>();
  #page: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  /** The byte at `offset`, or -1 outside the source. */
  at(offset: number): number {
    if (offset >= this.#start && offset < this.#end) return this.#page[offset - this.#start] ?? -1;
    return this.#turnTo(offset);
  }

  /** Bytes from `start` to before `end`; cut off at the end of the source. For short stretches: they are read at once. */
  slice(start: number, end: number): Uint8Array {
    const stop = Math.min(end, this.size);
    if (start >= stop) return new Uint8Array(0);
    if (start >= this.#start && stop <= this.#end) return this.#page.subarray(start - this.#start, stop - this.#start);
    return this.#source.read(start, stop - start);
  }

  /** The bytes from `start` to before `end` as Latin-1; short ones, such as names. */
  text(start: number, end: number): string {
    if (start >= this.#start && end <= this.#end) return this.#page.toString('latin1', start - this.#start, end - this.#start);
    return Buffer.from(this.slice(start, end)).toString('latin1');
  }

  /** Whether the ASCII `text` stands at `offset`. */
  matches(offset: number, text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      if (this.at(offset + i) !== text.charCodeAt(i)) return false;
    }
    return true;
  }

  #turnTo(offset: number): number {
    if (!(offset >= 0 && offset < this.size)) return -1;
    const start = offset - (offset % PAGE_BYTES);
    let page = this.#pages.get(start);
    if (page === undefined) {
      const read = this.#source.read(start, Math.min(PAGE_BYTES, this.size - start));
      page = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
      if (this.#pages.size >= PAGES_KEPT) this.#forgetOldest();
      this.#pages.set(start, page);
    }
    this.#page = page;
    this.#start = start;
    this.#end = start + page.length;
    return page[offset - start] ?? -1;
  }

  #forgetOldest(): void {
    for (const oldest of this.#pages.keys()) {
      this.#pages.delete(oldest);
      return;
    }
  }
}
