import { editRevision, type PdfValue, type RevisionEditor } from '@sigillum/testkit';
import fc from 'fast-check';

/** Steps that append an incremental update, well-formed as such. `number` chooses among the objects that the document has. */
export type RevisionMutation =
  | { readonly step: 'page-content'; readonly page: number; readonly text: string }
  | { readonly step: 'page-entry'; readonly page: number; readonly entry: keyof typeof PAGE_ENTRIES }
  | { readonly step: 'page-removed'; readonly page: number }
  | { readonly step: 'signature-entry'; readonly nth: number; readonly entry: keyof typeof SIGNATURE_ENTRIES }
  | {
      readonly step: 'entry-set';
      readonly where: 'catalog' | 'form' | 'object';
      readonly number: number;
      readonly key: string;
      readonly text: string;
    }
  | { readonly step: 'entry-removed'; readonly where: 'catalog' | 'form' | 'object'; readonly number: number; readonly entry: number }
  | { readonly step: 'object-raw'; readonly number: number; readonly text: string }
  | { readonly step: 'object-copied'; readonly from: number; readonly number: number }
  | { readonly step: 'object-freed'; readonly number: number };

/** Steps that change what a reader sees or what the signer stated: no signature of the document may pass after one of them. */
export const FORBIDDEN_STEPS: ReadonlySet<string> = new Set(['page-content', 'page-entry', 'page-removed', 'signature-entry']);

const PAGE_ENTRIES = {
  MediaBox: '[0 0 17 17]',
  CropBox: '[1 1 9 9]',
  Rotate: '270',
  Resources: '<< /ProcSet [/PDF /Text] /Font << >> >>',
  UserUnit: '7',
  Contents: '[]',
} as const;
const SIGNATURE_ENTRIES = {
  Reason: '(Something else)',
  Name: '(Somebody Else)',
  M: "(D:20200101000000+00'00')",
  ByteRange: '[0 1 2 3]',
  Contents: '<00>',
  SubFilter: '/adbe.x509.rsa_sha1',
  Filter: '/Other',
} as const;
const KEYS = [
  'Type',
  'Subtype',
  'Pages',
  'AcroForm',
  'Perms',
  'DSS',
  'OpenAction',
  'AA',
  'Names',
  'OCProperties',
  'Metadata',
  'Outlines',
  'Fields',
  'SigFlags',
  'NeedAppearances',
  'XFA',
  'V',
  'AP',
  'Kids',
  'Parent',
  'T',
  'FT',
  'Ff',
  'Lock',
  'Rect',
  'Annots',
  'Contents',
  'Length',
  'Filter',
  'Extends',
  'Extensions',
  'Version',
];
const TEXTS = [
  'null',
  'true',
  '0',
  '-1',
  '[]',
  '<< >>',
  '()',
  '<>',
  '/Sig',
  '/Widget',
  '1 0 R',
  '2 0 R',
  '3 0 R',
  '5 0 R',
  '8 0 R',
  '999 0 R',
  '[1 0 R 1 0 R]',
  '[[[[[]]]]]',
  '<< /S /JavaScript /JS (app.alert) >>',
  '(D:20260101)',
  '1e99',
  '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <30800000> >>',
  '[ << /Type /SigRef >> ]',
];

const choice = fc.nat(0xffff);
const page = fc.nat(3);
const where = fc.constantFrom('catalog', 'form', 'object');
const text = fc.constantFrom(...TEXTS);

export const revisionMutations: fc.Arbitrary<RevisionMutation> = fc.oneof(
  fc.record({ step: fc.constant('page-content'), page, text: fc.constantFrom('q Q', '', 'BT ET', '1 0 0 rg 0 0 500 500 re f') }),
  fc.record({
    step: fc.constant('page-entry'),
    page,
    entry: fc.constantFrom(...(Object.keys(PAGE_ENTRIES) as (keyof typeof PAGE_ENTRIES)[])),
  }),
  fc.record({ step: fc.constant('page-removed'), page }),
  fc.record({
    step: fc.constant('signature-entry'),
    nth: fc.nat(3),
    entry: fc.constantFrom(...(Object.keys(SIGNATURE_ENTRIES) as (keyof typeof SIGNATURE_ENTRIES)[])),
  }),
  fc.record({ step: fc.constant('entry-set'), where, number: choice, key: fc.constantFrom(...KEYS), text }),
  fc.record({ step: fc.constant('entry-removed'), where, number: choice, entry: choice }),
  fc.record({ step: fc.constant('object-raw'), number: choice, text }),
  fc.record({ step: fc.constant('object-copied'), from: choice, number: choice }),
  fc.record({ step: fc.constant('object-freed'), number: choice }),
);

/** Takes one step; a document that is no longer well-formed enough to be appended to stays as it is. */
export function mutateRevision(bytes: Uint8Array, mutation: RevisionMutation): Uint8Array {
  try {
    const editor = editRevision(bytes);
    const freed = apply(editor, mutation);
    return editor.save(freed === undefined ? {} : { free: [freed] });
  } catch (error) {
    if (error instanceof Error) return bytes;
    throw error;
  }
}

/** Changes the editor; the number of an object to be freed, where that is the step. */
function apply(editor: RevisionEditor, mutation: RevisionMutation): number | undefined {
  const numbers = [...editor.structure.places].filter(([, place]) => place !== 'free').map(([number]) => number);
  const pick = (choose: number) => numbers[choose % numbers.length] ?? 0;
  switch (mutation.step) {
    case 'page-content':
      editor.update(pageOf(editor, mutation.page), (entries) => entries.set('Contents', editor.add(new Map(), Buffer.from(mutation.text))));
      return undefined;
    case 'page-entry':
      editor.update(pageOf(editor, mutation.page), (entries) => entries.set(mutation.entry, PAGE_ENTRIES[mutation.entry]));
      return undefined;
    case 'page-removed':
      return pageOf(editor, mutation.page);
    case 'signature-entry':
      editor.update(signatureOf(editor, numbers, mutation.nth), (entries) =>
        entries.set(mutation.entry, SIGNATURE_ENTRIES[mutation.entry]),
      );
      return undefined;
    case 'entry-set':
      editor.update(placeOf(editor, mutation.where, pick(mutation.number)), (entries) => entries.set(mutation.key, mutation.text));
      return undefined;
    case 'entry-removed':
      editor.update(placeOf(editor, mutation.where, pick(mutation.number)), (entries) => {
        entries.delete([...entries.keys()][mutation.entry % entries.size] ?? '');
      });
      return undefined;
    case 'object-raw':
      editor.set(pick(mutation.number), 'null', undefined, mutation.text);
      return undefined;
    case 'object-copied': {
      const { value, stream } = editor.get(pick(mutation.from));
      editor.set(pick(mutation.number), value, stream);
      return undefined;
    }
    case 'object-freed':
      return pick(mutation.number);
  }
}

function pageOf(editor: RevisionEditor, index: number): number {
  for (let at = index; at > 0; at--) {
    try {
      return editor.page(at);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return editor.page(0);
}

function signatureOf(editor: RevisionEditor, numbers: readonly number[], nth: number): number {
  const signatures = numbers.filter((number) => {
    const { value } = editor.get(number);
    return value instanceof Map && value.has('ByteRange');
  });
  const found = signatures[nth % signatures.length];
  if (found === undefined) throw new Error('no signature dictionary');
  return found;
}

function placeOf(editor: RevisionEditor, where: 'catalog' | 'form' | 'object', number: number): number {
  if (where === 'object') return number;
  const form: PdfValue | undefined = editor.dictionary(editor.root).get('AcroForm');
  const reference = typeof form === 'string' ? Number.parseInt(form, 10) : Number.NaN;
  return where === 'form' && !Number.isNaN(reference) ? reference : editor.root;
}
