import { editRevision, type PdfDictionary, type PdfValue, referenced, type RevisionEditor } from '@sigillum/testkit';

/** Entries of a page that are no part of what is painted on it, or lead out of it. */
const NOT_PAINTED = new Set(['Parent', 'Annots', 'Metadata', 'PieceInfo', 'LastModified', 'StructParents', 'Tabs', 'B', 'Thumb']);

/** What pages take over from the nodes above them (ISO 32000-2 7.7.3.4); nothing else of a node shows. */
const INHERITED = new Set(['Resources', 'MediaBox', 'CropBox', 'Rotate']);

/**
 * What the pages of a document show without their annotations, as text: every value that a page leads to, written out. Read by the testkit,
 * which knows nothing of the reader under test; undefined where it finds the document not well-formed.
 */
export function appearanceOf(bytes: Uint8Array): string | undefined {
  try {
    const editor = editRevision(bytes);
    const tree = referenced(editor.dictionary(editor.root).get('Pages'));
    return tree === undefined ? undefined : nodeText(editor, tree, new Set());
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function nodeText(editor: RevisionEditor, number: number, path: ReadonlySet<number>): string {
  if (path.has(number)) return 'loop';
  const within = new Set(path).add(number);
  const entries = editor.dictionary(number);
  const kids = entries.get('Kids');
  const shown = [...entries].filter(([key]) => (kids === undefined ? !NOT_PAINTED.has(key) : INHERITED.has(key)));
  const own = `${kids === undefined ? 'page' : 'node'} ${dictionaryText(editor, new Map(shown), within)}`;
  if (kids === undefined) return own;
  const list = Array.isArray(kids) ? kids : editor.get(referenced(kids) ?? -1).value;
  if (!Array.isArray(list)) throw new Error('kids are no array');
  return `${own}(${list.map((kid) => nodeText(editor, referenced(kid) ?? -1, within)).join()})`;
}

/** More than the pages of a small document hold: references that fan out again and again are not followed to their end. */
const DEEPEST = 30;

function valueText(editor: RevisionEditor, value: PdfValue, path: ReadonlySet<number>): string {
  if (path.size > DEEPEST) throw new Error('nested too deeply');
  if (Array.isArray(value)) return `[${value.map((item) => valueText(editor, item, path)).join(' ')}]`;
  if (value instanceof Map) return dictionaryText(editor, value, path);
  const number = referenced(value);
  if (number === undefined) return value;
  if (path.has(number)) return 'loop';
  const place = editor.structure.places.get(number);
  if (place === undefined || place === 'free') return 'null';
  const object = editor.get(number);
  const content = object.stream === undefined ? '' : `stream ${Buffer.from(object.stream).toString('latin1')}`;
  return valueText(editor, object.value, new Set(path).add(number)) + content;
}

function dictionaryText(editor: RevisionEditor, entries: PdfDictionary, path: ReadonlySet<number>): string {
  // an entry that is null is none (ISO 32000-2 7.3.7)
  const written = [...entries].map(([key, value]) => [key, valueText(editor, value, path)] as const).filter(([, text]) => text !== 'null');
  const sorted = written.sort(([a], [b]) => (a < b ? -1 : 1));
  return `<<${sorted.map(([key, text]) => `${key} ${text}`).join(' ')}>>`;
}
