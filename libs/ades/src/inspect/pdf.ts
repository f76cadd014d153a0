import {
  arrayOf,
  dictionaryOf,
  getName,
  getString,
  isString,
  type PdfDictionary,
  type PdfDocument,
  type PdfRevision,
  type PdfValue,
  textOf,
} from '@sigillum/containers/pdf';
import { type Budget, toRfc3339 } from '@sigillum/encoding';
import { docMdpOf, readSignatureDictionary } from '../pades/dictionary/signature-dictionary.js';
import type { FoundSignature } from '../pades/field/found-signatures.js';
import { fieldLocksOf } from '../pades/field/permissions.js';
import { type InspectNode, line, lineIf } from './node.js';

/** One line for each revision: where it stands, how many objects it changes. */
export function revisionNodes({ revisions }: PdfDocument): InspectNode[] {
  return revisions.map(({ index, end, startxref, changes }) => {
    const start = revisions[index - 1]?.end ?? 0;
    const freed = [...changes.values()].filter((entry) => entry.kind === 'free').length;
    const objects = `${changes.size - freed} objects${index > 0 && freed > 0 ? `, ${freed} freed` : ''}`;
    const place = `bytes ${start} to ${end}, cross-reference at ${startxref}, ${objects}`;
    return line(`revision ${index + 1}`, place, index === 0 ? [] : [lineIf('objects', numbersText([...changes.keys()]))]);
  });
}

/** So many object numbers, or ranges of them, of one revision are shown. */
const SHOWN_NUMBERS = 40;

function numbersText(numbers: number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers.sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, SHOWN_NUMBERS).map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  return [...shown, ...(ranges.length > SHOWN_NUMBERS ? ['…'] : [])].join(', ');
}

const FIELD_TYPES: Readonly<Record<string, string>> = { Tx: 'text', Btn: 'button', Ch: 'choice', Sig: 'signature' };

/** The form fields of the newest revision, in the order of the form; circular trees end at the second visit. */
export function fieldNodes({ revisions }: PdfDocument, budget: Budget): InspectNode[] {
  const revision = revisions.at(-1);
  const form = revision && dictionaryOf(revision, revision.catalog.entries.get('AcroForm'));
  if (!revision || !form) return [];
  const nodes: InspectNode[] = [];
  const seen = new Set<PdfDictionary>();
  const walk = (value: PdfValue, parent: string, inherited: string | undefined, depth: number): void => {
    budget.within('pdfDepth', depth);
    const field = dictionaryOf(revision, value);
    if (!field || seen.has(field)) return;
    seen.add(field);
    const partial = getString(revision, field, 'T');
    const name = [parent, partial ? textOf(partial) : ''].filter((part) => part !== '').join('.');
    const type = getName(revision, field, 'FT') ?? inherited;
    if (partial && type !== undefined) nodes.push(line(name, fieldText(revision, field, type)));
    for (const kid of arrayOf(revision, field.entries.get('Kids')) ?? []) walk(kid, name, type, depth + 1);
  };
  for (const item of arrayOf(revision, form.entries.get('Fields')) ?? []) walk(item, '', undefined, 1);
  return nodes;
}

function fieldText(revision: PdfRevision, field: PdfDictionary, type: string): string {
  const value = field.entries.get('V');
  const name = FIELD_TYPES[type] ?? type;
  if (type === 'Sig') return value === undefined || value === null ? `${name}, empty` : `${name}, filled`;
  const text = isString(value) ? textOf(value) : getName(revision, field, 'V');
  return text === undefined ? name : `${name}: ${text}`;
}

/** What the signature dictionary says. */
export function signatureDictionaryNodes({ field, seenIn, filledIn }: FoundSignature): (InspectNode | undefined)[] {
  const read = readSignatureDictionary(seenIn, field.value);
  const permissions = docMdpOf(seenIn, field.value);
  const locks = fieldLocksOf(seenIn, field).map(({ action, fields }) => [action, ...fields].join(' '));
  const range = arrayOf(seenIn, field.value.entries.get('ByteRange'));
  const { contents } = read;
  const place = contents?.span ? `, bytes ${contents.span.start} to ${contents.span.end}` : '';
  return [
    lineIf('object', field.valueObject === undefined ? 'in the field itself' : String(field.valueObject)),
    line('filled in', `revision ${filledIn + 1}`),
    lineIf('Type', read.type),
    lineIf('Filter', read.filter),
    lineIf('SubFilter', read.subFilter),
    lineIf('ByteRange', range?.map((item) => (typeof item === 'number' ? String(item) : '?')).join(' ')),
    lineIf('Contents', contents && `${contents.bytes.length} bytes${place}`),
    lineIf('M', read.signingTime === undefined ? undefined : toRfc3339(read.signingTime)),
    lineIf('Reason', read.reason),
    lineIf('Location', read.location),
    lineIf('ContactInfo', read.contactInfo),
    lineIf('DocMDP', permissions === undefined ? undefined : `P ${permissions}`),
    lineIf('locked fields', locks.join('; ')),
  ];
}
