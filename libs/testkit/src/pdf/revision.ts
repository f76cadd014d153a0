import { type PdfObject, readObject, readStructure, type PdfStructure } from './structure.js';
import { type PdfDictionary, pdfText, type PdfValue, referenced } from './value.js';

/** An object to be written; `raw` stands between `obj` and `endobj` exactly as it is. */
export interface NewObject extends PdfObject {
  readonly number: number;
  readonly generation?: number;
  readonly raw?: string;
}

export interface RevisionChanges {
  readonly objects: readonly NewObject[];
  readonly free?: readonly number[];
  /** Entries put into the trailer over those taken from the former one. */
  readonly trailer?: Readonly<Record<string, PdfValue>>;
  /** Raw text at the end of the trailer dictionary: duplicate keys. */
  readonly trailerTail?: string;
  /** The former style unless said; `none` leaves cross-reference, trailer and startxref out. */
  readonly xref?: 'table' | 'stream' | 'none';
  /** Overrides for malformed files. */
  readonly startXref?: number;
  /** Written as they are: before the objects, and after %%EOF. */
  readonly before?: string;
  readonly after?: string;
}

function objectBytes(object: NewObject): Buffer {
  const head = `${object.number} ${object.generation ?? 0} obj\n`;
  if (object.raw !== undefined) return Buffer.from(`${head}${object.raw}\nendobj\n`, 'latin1');
  if (object.stream === undefined) return Buffer.from(`${head}${pdfText(object.value)}\nendobj\n`, 'latin1');
  const value = object.value instanceof Map ? new Map(object.value).set('Length', String(object.stream.length)) : object.value;
  return Buffer.concat([
    Buffer.from(`${head}${pdfText(value)}\nstream\n`, 'latin1'),
    object.stream,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ]);
}

type Entry = { readonly number: number; readonly offset: number; readonly generation: number; readonly free: boolean };

function sections(entries: readonly Entry[]): Entry[][] {
  const found: Entry[][] = [];
  for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
    const last = found.at(-1);
    if (last && last.at(-1)?.number === entry.number - 1) last.push(entry);
    else found.push([entry]);
  }
  return found;
}

function tableText(entries: readonly Entry[], trailer: PdfDictionary, tail: string): string {
  const line = (entry: Entry) =>
    `${String(entry.offset).padStart(10, '0')} ${String(entry.generation).padStart(5, '0')} ${entry.free ? 'f' : 'n'}\r\n`;
  const head: Entry = { number: 0, offset: 0, generation: 65535, free: true };
  const body = sections(entries.length > 0 ? entries : [head]).map(
    (section) => `${section[0]?.number} ${section.length}\n${section.map(line).join('')}`,
  );
  return `xref\n${body.join('')}trailer\n${pdfText(trailer).replace(/>>$/, `${tail}>>`)}\n`;
}

function streamBytes(entries: readonly Entry[], trailer: PdfDictionary, number: number): Buffer {
  const groups = sections(entries);
  const data = Buffer.concat(
    groups.flat().map((entry) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(entry.free ? 0 : 1, 0);
      row.writeUInt32BE(entry.offset, 1);
      row.writeUInt16BE(entry.generation, 5);
      return row;
    }),
  );
  const index = groups.flatMap((section) => [String(section[0]?.number), String(section.length)]);
  const value = new Map([...trailer, ['Type', '/XRef'], ['W', ['1', '4', '2']], ['Index', index]] as [string, PdfValue][]);
  return objectBytes({ number, value, stream: data });
}

function newTrailer(structure: PdfStructure, size: number, changes: RevisionChanges): PdfDictionary {
  const trailer: PdfDictionary = new Map();
  for (const key of ['Root', 'Info', 'ID']) {
    const value = structure.trailer.get(key);
    if (value !== undefined) trailer.set(key, value);
  }
  trailer.set('Size', String(size)).set('Prev', String(structure.startXref));
  for (const [key, value] of Object.entries(changes.trailer ?? {})) trailer.set(key, value);
  return trailer;
}

/** The file with one incremental update after it (ISO 32000-2 7.5.6). The former bytes stay as they are. */
export function appendRevision(pdf: Uint8Array, changes: RevisionChanges): Uint8Array {
  const structure = readStructure(pdf);
  const parts: Buffer[] = [Buffer.from(pdf), Buffer.from(`${pdf.at(-1) === 0x0a ? '' : '\n'}${changes.before ?? ''}`, 'latin1')];
  let offset = parts.reduce((sum, part) => sum + part.length, 0);
  const entries: Entry[] = (changes.free ?? []).map((number) => ({ number, offset: 0, generation: 1, free: true }));
  for (const object of changes.objects) {
    const bytes = objectBytes(object);
    entries.push({ number: object.number, offset, generation: object.generation ?? 0, free: false });
    parts.push(bytes);
    offset += bytes.length;
  }
  const kind = changes.xref ?? (structure.xrefStream ? 'stream' : 'table');
  let size = Math.max(structure.size, ...entries.map((entry) => entry.number + 1));
  if (kind === 'stream') {
    entries.push({ number: size, offset, generation: 0, free: false });
    parts.push(streamBytes(entries, newTrailer(structure, ++size, changes), size - 1));
  } else if (kind === 'table')
    parts.push(Buffer.from(tableText(entries, newTrailer(structure, size, changes), changes.trailerTail ?? ''), 'latin1'));
  if (kind !== 'none') parts.push(Buffer.from(`startxref\n${changes.startXref ?? offset}\n%%EOF\n`, 'latin1'));
  parts.push(Buffer.from(changes.after ?? '', 'latin1'));
  return Buffer.concat(parts);
}

/** A revision in the making: objects are read as they are, changed, and appended together. */
export interface RevisionEditor {
  readonly structure: PdfStructure;
  readonly root: number;
  get(number: number): PdfObject;
  /** The dictionary of an object, to be read only. */
  dictionary(number: number): PdfDictionary;
  /** Writes an object anew; `raw` as in `NewObject`. */
  set(number: number, value: PdfValue, stream?: Uint8Array, raw?: string): void;
  /** Changes the dictionary of an object in place; a stream stays. */
  update(number: number, change: (dictionary: PdfDictionary) => void): void;
  /** A new object; its reference. */
  add(value: PdfValue, stream?: Uint8Array): string;
  /** The object number of the nth page in the order of the tree. */
  page(index: number): number;
  save(changes?: Omit<RevisionChanges, 'objects'>): Uint8Array;
}

export function editRevision(pdf: Uint8Array): RevisionEditor {
  const structure = readStructure(pdf);
  const written = new Map<number, NewObject>();
  let next = structure.size;
  const editor: RevisionEditor = {
    structure,
    root: structure.root,
    get: (number) => written.get(number) ?? readObject(structure, number),
    dictionary(number) {
      const { value } = editor.get(number);
      if (!(value instanceof Map)) throw new Error(`object ${number} is no dictionary`);
      return value;
    },
    set: (number, value, stream, raw) => void written.set(number, { number, value, stream, raw }),
    update(number, change) {
      const { stream } = editor.get(number);
      const copy = new Map(editor.dictionary(number));
      change(copy);
      editor.set(number, copy, stream);
    },
    add(value, stream) {
      editor.set(next, value, stream);
      return `${next++} 0 R`;
    },
    page(index) {
      const page = pages(editor, referenced(editor.dictionary(editor.root).get('Pages')) ?? 0)[index];
      if (page === undefined) throw new Error(`no page ${index}`);
      return page;
    },
    save: (changes = {}) => appendRevision(pdf, { ...changes, objects: [...written.values()] }),
  };
  return editor;
}

function pages(editor: RevisionEditor, number: number): number[] {
  const kids = editor.dictionary(number).get('Kids');
  if (!Array.isArray(kids)) return [number];
  return kids.flatMap((kid) => pages(editor, referenced(kid) ?? 0));
}
