import { PdfError } from '../errors.js';
import { decodeStream, type Resolve } from '../filters/decode.js';
import { type IndirectObject, readObjectBody, readObjectHeader } from '../syntax/indirect-object.js';
import type { PdfFinding, PdfStream, PdfValue, XrefEntry } from '../types.js';
import { type ObjectStream, readObjectStream } from './object-stream.js';
import { type Reading, scanFile } from '../structure/reading.js';

/** How a revision looks things up; given to the store so that one store serves all revisions. */
export interface Lookup {
  entry(objectNumber: number): XrefEntry | undefined;
  /** The index of the revision whose section has that entry. */
  definedIn(objectNumber: number): number | undefined;
  resolve: Resolve;
}

/** Takes the encryption off; absent in a document that has none. */
export interface Decryption {
  value(value: PdfValue, object: { number: number; generation: number }): PdfValue;
  data(data: Uint8Array, stream: PdfStream, object: { number: number; generation: number }): Uint8Array;
}

/**
 * The parsed objects of a document by the place where they stand, so that an object which two revisions share is one
 * instance. Memory grows with the objects that were asked for; the data of streams stay in the file.
 */
export class ObjectStore {
  readonly #reading: Reading;
  readonly #loaded = new Map<number, IndirectObject>();
  /** Streams with an indirect /Length, by that length too: revisions may differ in it. */
  readonly #byLength = new Map<string, IndirectObject>();
  readonly #failed = new Map<string, PdfError>();
  readonly #loading = new Set<number>();
  readonly #owners = new WeakMap<PdfStream, IndirectObject>();
  readonly #objectStreams = new WeakMap<PdfStream, ObjectStream>();
  decryption: Decryption | undefined;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The object `number` that `entry` leads to. Throws `PdfError` where it leads to something else; null for free ones. */
  load(number: number, entry: XrefEntry, lookup: Lookup): PdfValue {
    if (entry.kind === 'free') return null;
    if (entry.kind === 'compressed') return this.#loadCompressed(number, entry, lookup);
    return this.locate(number, entry, lookup).value;
  }

  /** The object at an entry's offset, with its place. Throws `PdfError`. */
  locate(number: number, entry: XrefEntry & { kind: 'offset' }, lookup: Lookup): IndirectObject {
    const known = this.#loaded.get(entry.offset);
    const length = known && this.#guarded(entry.offset, () => indirectLength(known.value, lookup));
    const found = length === undefined ? known : this.#byLength.get(`${entry.offset} ${length}`);
    if (found !== undefined) return this.#expect(found, number, entry, lookup);
    return this.#expect(this.#parse(entry.offset, lookup), number, entry, lookup);
  }

  /** Data of a stream after decryption and filters. */
  streamData(stream: PdfStream, resolve: Resolve): Uint8Array {
    const { bytes, budget } = this.#reading;
    const length = stream.span.end - stream.span.start;
    budget.within('pdfInflatedBytes', length);
    const raw = bytes.slice(stream.span.start, stream.span.end);
    const owner = this.#owners.get(stream);
    const plain = this.decryption === undefined || owner === undefined ? raw : this.decryption.data(raw, stream, owner);
    const data = decodeStream(plain, stream.dictionary, resolve, budget);
    if (data === plain) budget.spend('pdfInflatedBytes', length);
    return data;
  }

  #parse(offset: number, lookup: Lookup): IndirectObject {
    return this.#guarded(offset, () => {
      const scanner = scanFile(this.#reading, offset);
      const header = offset > 0 && offset < this.#reading.bytes.size ? readObjectHeader(scanner) : undefined;
      if (header === undefined)
        throw new PdfError('PDF_OBJECT_UNREADABLE', 'A cross-reference entry leads to a place where no object begins', offset);
      const object = this.#decrypted(readObjectBody(scanner, header, (length) => lengthOf(length, lookup)));
      this.#loaded.set(offset, object);
      const length = indirectLength(object.value, lookup);
      if (length !== undefined) this.#byLength.set(`${offset} ${length}`, object);
      if (isStream(object.value)) this.#owners.set(object.value, object);
      return object;
    });
  }

  /** Reads the object at an offset, unless that is being done already; what is wrong with it becomes a finding. */
  #guarded<T>(offset: number, read: () => T): T {
    if (this.#loading.has(offset))
      throw new PdfError('PDF_OBJECT_UNREADABLE', 'The /Length of a stream depends on the stream itself', offset);
    this.#loading.add(offset);
    try {
      return read();
    } catch (error) {
      if (error instanceof PdfError) this.#fail(`${offset}`, error, { code: 'PDF_OBJECT_UNREADABLE', message: error.message, offset });
      throw error;
    } finally {
      this.#loading.delete(offset);
    }
  }

  #decrypted(object: IndirectObject): IndirectObject {
    return this.decryption === undefined ? object : { ...object, value: this.decryption.value(object.value, object) };
  }

  #expect(object: IndirectObject, number: number, entry: XrefEntry & { kind: 'offset' }, lookup: Lookup): IndirectObject {
    if (object.number === number && object.generation === entry.generation) return object;
    const found = `${object.number} ${object.generation}`;
    const message = `The cross-reference entry of object ${number} ${entry.generation} leads to object ${found}.`;
    return this.#wrongEntry(lookup, number, entry.offset, message);
  }

  #wrongEntry(lookup: Lookup, number: number, offset: number, message: string): never {
    const key = `${offset}:${number}`;
    const known = this.#failed.get(key);
    if (known !== undefined) throw known;
    const error = new PdfError('PDF_OBJECT_UNREADABLE', message, offset);
    this.#fail(key, error, { code: 'PDF_XREF_ENTRY_WRONG', message, offset, object: number, revision: lookup.definedIn(number) ?? 0 });
    throw error;
  }

  #fail(key: string, error: PdfError, finding: PdfFinding): void {
    if (this.#failed.has(key)) return;
    this.#failed.set(key, error);
    this.#reading.findings.push(finding);
  }

  #loadCompressed(number: number, entry: XrefEntry & { kind: 'compressed' }, lookup: Lookup): PdfValue {
    const container = lookup.entry(entry.stream);
    // 7.5.7: an object stream is no part of another one.
    if (container?.kind !== 'offset')
      return this.#wrongEntry(lookup, number, entry.stream, `The object stream ${entry.stream} of object ${number} is not there.`);
    const { value, start } = this.locate(entry.stream, container, lookup);
    if (!isStream(value))
      return this.#wrongEntry(lookup, number, start, `Object ${entry.stream} should hold object ${number}, but is no stream.`);
    const objects = this.#objectStream(value, start, lookup);
    if (objects.numbers[entry.index] !== number)
      return this.#wrongEntry(lookup, number, start, `Object stream ${entry.stream} has no object ${number} at index ${entry.index}.`);
    return objects.value(entry.index);
  }

  #objectStream(stream: PdfStream, start: number, lookup: Lookup): ObjectStream {
    const known = this.#objectStreams.get(stream);
    if (known !== undefined) return known;
    const failure = this.#failed.get(`stream ${start}`);
    if (failure !== undefined) throw failure;
    try {
      const { entries } = stream.dictionary;
      const type = lookup.resolve(entries.get('Type'));
      const count = lengthOf(entries.get('N'), lookup);
      const first = lengthOf(entries.get('First'), lookup);
      const isObjectStream = type !== null && typeof type === 'object' && type.kind === 'name' && type.name === 'ObjStm';
      if (!isObjectStream || count === undefined || first === undefined)
        throw new PdfError('PDF_OBJECT_UNREADABLE', 'A stream that should hold objects is no object stream', start);
      const objects = readObjectStream(this.#reading, stream, this.streamData(stream, lookup.resolve), count, first);
      this.#objectStreams.set(stream, objects);
      return objects;
    } catch (error) {
      if (error instanceof PdfError)
        this.#fail(`stream ${start}`, error, { code: 'PDF_OBJECT_UNREADABLE', message: error.message, offset: start });
      throw error;
    }
  }
}

function isStream(value: PdfValue): value is PdfStream {
  return typeof value === 'object' && value?.kind === 'stream';
}

function lengthOf(value: PdfValue | undefined, lookup: Lookup): number | undefined {
  const length = lookup.resolve(value);
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

function indirectLength(value: PdfValue, lookup: Lookup): number | undefined {
  const length = isStream(value) ? value.dictionary.entries.get('Length') : undefined;
  return typeof length === 'object' && length !== null ? lengthOf(length, lookup) : undefined;
}
