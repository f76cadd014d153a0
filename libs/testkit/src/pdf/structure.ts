import { inflateSync } from 'node:zlib';

import { parsePdfValue, type PdfDictionary, type PdfValue, referenced } from './value.js';

/** Where an object of the newest revision stands. */
export type ObjectPlace = { readonly offset: number } | { readonly container: number; readonly index: number } | 'free';

/** What the cross-reference chain of a well-formed file says; the testkit's own reading, for files that it is about to change. */
export interface PdfStructure {
  readonly bytes: Uint8Array;
  readonly startXref: number;
  readonly size: number;
  readonly root: number;
  readonly trailer: PdfDictionary;
  readonly xrefStream: boolean;
  readonly places: ReadonlyMap<number, ObjectPlace>;
}

export interface PdfObject {
  readonly value: PdfValue;
  /** As stored, still encoded. */
  readonly stream?: Uint8Array;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function asDictionary(value: PdfValue | undefined): PdfDictionary {
  if (value instanceof Map) return value;
  throw new Error('a dictionary was expected');
}

function objectAt(text: string, bytes: Uint8Array, offset: number): PdfObject {
  const header = /[\s\0]*\d+[\s\0]+\d+[\s\0]+obj/y;
  header.lastIndex = offset;
  const found = header.exec(text);
  if (!found) throw new Error(`no object at ${offset}`);
  const { value, end } = parsePdfValue(text, offset + found[0].length);
  const keyword = /[\s\0]*stream\r?\n/y;
  keyword.lastIndex = end;
  const stream = keyword.exec(text);
  if (!stream) return { value };
  const start = end + stream[0].length;
  return { value, stream: bytes.subarray(start, start + Number(asDictionary(value).get('Length'))) };
}

/** Reads the sections of a table; `start` is behind the keyword. */
function readTable(text: string, start: number, places: Map<number, ObjectPlace>): PdfDictionary {
  let at = start;
  for (;;) {
    const section = /[\s\0]*(\d+) (\d+)[\s\0]*\r?\n/y;
    section.lastIndex = at;
    const found = section.exec(text);
    if (!found) break;
    at = section.lastIndex;
    for (let i = 0; i < Number(found[2]); i++, at += 20) {
      const number = Number(found[1]) + i;
      if (places.has(number)) continue;
      places.set(number, text[at + 17] === 'n' ? { offset: Number(text.slice(at, at + 10)) } : 'free');
    }
  }
  return asDictionary(parsePdfValue(text, text.indexOf('trailer', at) + 'trailer'.length).value);
}

function readXrefStream(object: PdfObject, places: Map<number, ObjectPlace>): PdfDictionary {
  const entries = asDictionary(object.value);
  const data = entries.get('Filter') === '/FlateDecode' ? inflateSync(object.stream ?? Buffer.alloc(0)) : Buffer.from(object.stream ?? []);
  const [w0 = 1, w1 = 2, w2 = 1] = (entries.get('W') as string[]).map(Number);
  const index = (entries.get('Index') as string[] | undefined)?.map(Number) ?? [0, Number(entries.get('Size'))];
  let at = 0;
  for (let section = 0; section < index.length; section += 2) {
    for (let i = 0; i < (index[section + 1] ?? 0); i++, at += w0 + w1 + w2) {
      const number = (index[section] ?? 0) + i;
      const type = w0 === 0 ? 1 : data.readUIntBE(at, w0);
      const second = data.readUIntBE(at + w0, w1);
      const third = w2 === 0 ? 0 : data.readUIntBE(at + w0 + w1, w2);
      if (places.has(number)) continue;
      places.set(number, type === 0 ? 'free' : type === 1 ? { offset: second } : { container: second, index: third });
    }
  }
  return entries;
}

/** Reads the cross-reference chain from the last startxref on. Throws on anything unexpected: it is for files made here. */
export function readStructure(bytes: Uint8Array): PdfStructure {
  const text = latin1(bytes);
  const startXref = Number(/startxref[\s\0]+(\d+)[\s\0]+%%EOF[\s\0]*$/.exec(text.slice(-2048))?.[1]);
  const places = new Map<number, ObjectPlace>();
  let trailer: PdfDictionary | undefined;
  let xrefStream = false;
  const visited = new Set<number>();
  for (let at: number | undefined = startXref; at !== undefined && !Number.isNaN(at);) {
    if (visited.has(at)) throw new Error(`the cross-reference section at ${at} comes twice`);
    visited.add(at);
    const keyword = /[\s\0]*xref/y;
    keyword.lastIndex = at;
    const table = keyword.test(text);
    const read: PdfDictionary = table ? readTable(text, keyword.lastIndex, places) : readXrefStream(objectAt(text, bytes, at), places);
    if (trailer === undefined) xrefStream = !table;
    trailer ??= read;
    const previous: PdfValue | undefined = read.get('Prev');
    at = previous === undefined ? undefined : Number(previous);
  }
  const root = referenced(trailer?.get('Root'));
  if (trailer === undefined || root === undefined) throw new Error('no trailer with /Root');
  return { bytes, startXref, size: Number(trailer.get('Size')), root, trailer, xrefStream, places };
}

/** An object as the newest revision has it. */
export function readObject(structure: PdfStructure, number: number): PdfObject {
  const place = structure.places.get(number);
  if (place === undefined || place === 'free') throw new Error(`object ${number} is not there`);
  if ('offset' in place) return objectAt(latin1(structure.bytes), structure.bytes, place.offset);
  const container = readObject(structure, place.container);
  const entries = asDictionary(container.value);
  const text = latin1(inflateSync(container.stream ?? Buffer.alloc(0)));
  const numbers = text
    .slice(0, Number(entries.get('First')))
    .trim()
    .split(/\s+/)
    .map(Number);
  return { value: parsePdfValue(text, Number(entries.get('First')) + (numbers[place.index * 2 + 1] ?? 0)).value };
}
