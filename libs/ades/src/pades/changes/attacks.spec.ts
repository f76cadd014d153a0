import { describe, expect, it } from 'vitest';
import { brokenRules, changeClasses, compared, type IncrementalPdf, stream, type Update } from './spec-support/incremental-pdf.js';
import {
  ANNOTS,
  appearance,
  CATALOG,
  EMPTY_FIELD,
  FIELDS,
  FORM,
  PAGE,
  SIGNATURE,
  signedDocument,
  TEXT_FIELD,
  xmp,
} from './spec-support/signed-document.js';

/** The document signed in its first revision, with one appended. */
function after(update: Update, before: Update = {}): IncrementalPdf {
  return signedDocument(before).append(update);
}

function broken(objects: Record<string, string>, signed = {}): string[] {
  return brokenRules(compared(after({ objects }), signed));
}

describe('what is appended behind a signature', () => {
  it('P09 bytes after %%EOF that are no revision', () => {
    const text = '4 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n';
    expect(brokenRules(compared(signedDocument().appendText(text)))).toEqual(['document-structure: PDF_TRAILING_BYTES']);
  });

  it('P11 the content of a page, its resources, a picture that it draws', () => {
    const result = compared(after({ objects: { 4: stream('', 'BT (You owe me) Tj ET') } }));
    expect(brokenRules(result)).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    expect(result.changes).toMatchObject([
      {
        class: 'undefined',
        revision: 1,
        object: 4,
        page: 1,
        allowed: false,
        code: 'PDF_PAGE_CHANGED',
        message: 'What is drawn on page 1 was changed (/Contents, object 4).',
      },
    ]);
    expect(compared(after({ objects: { 20: stream('/Subtype /Form', 'f') } })).changes[0]).toMatchObject({ object: 20, page: 1 });
    const resources = PAGE.replace('/F1 7 0 R', '/F1 30 0 R');
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>';
    expect(broken({ 3: `<< ${resources} /Annots [${ANNOTS}] >>`, 30: font })).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    expect(broken({ 16: stream('', 'q Q'), 14: '<< /Type /Page /Parent 2 0 R /Contents 16 0 R >>' })).toEqual([
      'undefined-changes: PDF_PAGE_CHANGED',
    ]);
  });

  it('P12 another catalog, another page tree, another form', () => {
    const catalog = '<< /Type /Catalog /Pages 31 0 R /AcroForm 5 0 R /Metadata 9 0 R /Outlines 15 0 R >>';
    const pages = '<< /Type /Pages /Count 1 /Kids [32 0 R] >>';
    const page = '<< /Type /Page /Parent 31 0 R /MediaBox [0 0 600 800] >>';
    const elsewhere = { objects: { 30: catalog, 31: pages, 32: page }, trailer: '/Root 30 0 R' };
    expect(brokenRules(compared(after(elsewhere)))).toEqual(['page-count: PDF_PAGE_COUNT_CHANGED']);
    expect(broken({ 1: catalog, 31: pages.replace('/Count 1 /Kids [32 0 R]', '/Count 2 /Kids [3 0 R 14 0 R]') })).toEqual([
      'undefined-changes: PDF_PAGE_TREE_CHANGED',
    ]);
    const form = CATALOG.replace('/AcroForm 5 0 R', '/AcroForm 33 0 R');
    expect(broken({ 1: `<< ${form} >>`, 33: `<< ${FORM} /Fields [8 0 R 11 0 R] >>` })).toEqual(['undefined-changes: PDF_FIELD_REMOVED']);
    expect(broken({ 1: `<< ${CATALOG.replace('/AcroForm 5 0 R', '')} >>` })).toContain('undefined-changes: PDF_FORM_REMOVED');
  });

  it('P13 keys that stand twice in a catalog or page that was written again', () => {
    expect(broken({ 1: `<< ${CATALOG} /Pages 2 0 R >>` })).toEqual(['undefined-changes: PDF_DUPLICATE_KEY']);
    expect(broken({ 3: `<< ${PAGE} /Annots [${ANNOTS}] /Annots [${ANNOTS} 40 0 R] >>` })).toContain('undefined-changes: PDF_DUPLICATE_KEY');
  });

  it('P14 a signed object that stands in a later revision twice, or without being listed', () => {
    const other = '4 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n';
    expect(brokenRules(compared(after({ objects: { 40: '<< >>' }, unlisted: other })))).toEqual([
      'document-structure: PDF_UNLISTED_OBJECT',
    ]);
    const same = stream('', 'BT /F1 12 Tf 50 750 Td (I owe you) Tj ET /Logo Do');
    expect(brokenRules(compared(after({ objects: { 4: same }, unlisted: other })))).toEqual(['document-structure: PDF_DUPLICATE_OBJECT']);
    const atItsBeginning = signedDocument()
      .appendText(other)
      .append({ objects: { 40: '<< >>' } });
    expect(brokenRules(compared(atItsBeginning))).toEqual(['document-structure: PDF_UNLISTED_OBJECT']);
    const unknown = other.replace('4 0 obj', '40 0 obj');
    expect(brokenRules(compared(after({ objects: { 41: '<< >>' }, unlisted: unknown })))).toEqual([]);
    expect(brokenRules(compared(after({ objects: { 40: '<< >>' }, unlisted: `(no object)\n${other}` })))).toEqual([
      'document-structure: PDF_UNLISTED_OBJECT',
    ]);
  });

  it('P14 a catalog, a trailer or a cross-reference stream of another document, which no section names', () => {
    const stray = ['document-structure: PDF_STRAY_ROOT'];
    const unlisted = (text: string): string[] => brokenRules(compared(after({ objects: { 41: '<< >>' }, unlisted: text })));
    const catalog = '90 0 obj\n<< /Type /Catalog /Pages 91 0 R >>\nendobj\n';
    expect(unlisted(catalog)).toEqual(stray);
    expect(unlisted(`${catalog}trailer\n<< /Root 90 0 R /Size 92 >>\n`)).toEqual([...stray, ...stray]);
    expect(unlisted('trailer << /Root 90 0 R >>\n')).toEqual(stray);
    expect(unlisted(`junk${' '.repeat(70_000)}trailer\n`)).toEqual(stray);
    expect(unlisted(`junk${' '.repeat(65_525)}trailer\n`)).toEqual(stray);
    expect(unlisted(`90 0 obj\n${stream('/Type /XRef /Root 91 0 R', 'x')}\nendobj\n`)).toEqual(stray);
    expect(unlisted('junk of trailers and a /Catalogue\n')).toEqual([]);
    const inside = stream('/Type /ObjStm /N 1 /First 5', '90 0 << /Type /Catalog >>');
    expect(unlisted(`92 0 obj\n${inside}\nendobj\n`)).toEqual(stray);
    expect(unlisted(catalog.replace('/Catalog', '/C#61talog'))).toEqual(stray);
    for (const name of ['/C#61ta#6Cog', '/Cata#6cog', '/#4FbjStm', '/XR#65f']) expect(unlisted(`junk /Type ${name} >>\n`)).toEqual(stray);
    const signedToo = signedDocument({ unlisted: catalog }).append({ objects: { 41: '<< >>' } });
    expect(brokenRules(compared(signedToo))).toEqual([]);
  });

  it('P15 a hybrid-reference file in which readers see different objects', () => {
    const other = stream('', 'BT (You owe me) Tj ET');
    const conflict = 'document-structure: PDF_HYBRID_CONFLICT';
    expect(brokenRules(compared(after({ objects: { 40: '<< >>' }, hybrid: { 4: other } })))).toEqual([
      conflict,
      'undefined-changes: PDF_PAGE_CHANGED',
    ]);
    const same = stream('', 'BT /F1 12 Tf 50 750 Td (I owe you) Tj ET /Logo Do');
    expect(brokenRules(compared(after({ objects: { 4: same }, hybrid: { 4: other } })))).toEqual([conflict]);
    expect(brokenRules(compared(after({ objects: { 40: '<< >>' }, hybrid: { 41: other } })))).toEqual([]);
  });

  it('P19 a signed object is freed, or comes back under another generation', () => {
    const freed = compared(after({ objects: { 40: '<< >>' }, free: [20] }));
    expect(brokenRules(freed)).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    expect(freed.changes).toMatchObject([{ object: 20, page: 1 }]);
    expect(broken({ '20 1': stream('/Type /XObject /Subtype /Form /BBox [0 0 10 10]', '0 0 10 10 re f') })).toEqual([
      'undefined-changes: PDF_PAGE_CHANGED',
    ]);
  });

  it('P20 a signature in two fields; a later field with an old signature; a signed field with another', () => {
    const widget = (name: string, value: number): string =>
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 132 /P 3 0 R /Rect [0 0 0 0] /V ${value} 0 R >>`;
    const page = `<< ${PAGE} /Annots [${ANNOTS} 40 0 R 41 0 R] >>`;
    const form = `<< ${FORM} /Fields [${FIELDS} 40 0 R 41 0 R] >>`;
    expect(broken({ 3: page, 5: form, 40: widget('A', 42), 41: widget('B', 42), 42: `<< ${SIGNATURE} >>` })).toEqual([
      'signature-field: PDF_SIGNATURE_VALUE_SHARED',
    ]);
    expect(broken({ 11: `<< ${EMPTY_FIELD} /V 12 0 R >>` })).toEqual(['undefined-changes: PDF_SIGNATURE_VALUE_REUSED']);
    expect(broken({ 8: widget('Signature1', 42), 42: `<< ${SIGNATURE} /Reason (other) >>` })).toEqual([
      'undefined-changes: PDF_SIGNED_FIELD_CHANGED',
    ]);
    expect(broken({ 11: `<< ${EMPTY_FIELD} /V 42 0 R >>`, 42: '<< /Type /Sig >>' })).toEqual([
      'undefined-changes: PDF_SIGNATURE_VALUE_MALFORMED',
    ]);
  });

  it('P24 shadow hide: an overlay is taken away', () => {
    expect(broken({ 3: `<< ${PAGE} /Annots [6 0 R 8 0 R 11 0 R] >>` })).toEqual(['annotation-changes: PDF_ANNOTATION_REMOVED']);
    expect(broken({ 3: `<< ${PAGE} /Annots [8 0 R 11 0 R 17 0 R] >>` })).toEqual(['undefined-changes: PDF_WIDGET_REMOVED']);
    expect(broken({ 20: 'null' })).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    expect(broken({ 6: `<< ${TEXT_FIELD.replace('/F 4', '/F 6')} /V (100) /AP << /N 10 0 R >> >>` })).toContain(
      'form-changes: PDF_FIELD_VISIBILITY_CHANGED',
    );
    expect(broken({ 3: `<< ${PAGE} /Annots [8 0 R 6 0 R 11 0 R 17 0 R] >>` })).toEqual(['undefined-changes: PDF_WIDGET_MOVED']);
  });

  it('P25 shadow replace: what a field shows, the font that it is drawn with', () => {
    const replaced = compared(after({ objects: { 10: appearance('900') } }));
    expect(brokenRules(replaced)).toEqual(['form-changes: PDF_APPEARANCE_WITHOUT_VALUE']);
    expect(replaced.changes.find(({ allowed }) => !allowed)).toMatchObject({ class: 'undefined', field: 'amount', page: 1 });
    const font = '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] >>';
    const overwritten = compared(after({ objects: { 7: font } }));
    expect(brokenRules(overwritten)).toContain('form-changes: PDF_FORM_RESOURCE_OVERWRITTEN');
    expect(overwritten.changes.find(({ code }) => code === 'PDF_FORM_RESOURCE_OVERWRITTEN')).toMatchObject({ object: 7 });
    expect(overwritten.changes.find(({ code }) => code === 'PDF_APPEARANCE_WITHOUT_VALUE')).toMatchObject({ field: 'amount' });
    expect(broken({ 10: appearance('100', 40), 40: font })).toEqual(['form-changes: PDF_APPEARANCE_WITHOUT_VALUE']);
  });

  it('P26 shadow hide-and-replace: numbers that the signed revision left dangling, a second page behind the same number', () => {
    const dangling = { objects: { 3: `<< ${PAGE.replace('/Contents 4 0 R', '/Contents [4 0 R 60 0 R]')} /Annots [${ANNOTS}] >>` } };
    const filled = compared(after({ objects: { 60: stream('', 'BT (not) Tj ET') } }, dangling));
    expect(brokenRules(filled)).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    expect(filled.changes).toMatchObject([{ object: 60, page: 1 }]);
    expect(broken({ 3: `<< ${PAGE.replace('/Contents 4 0 R', '/Contents 16 0 R')} /Annots [${ANNOTS}] >>` })).toEqual([
      'undefined-changes: PDF_PAGE_CHANGED',
    ]);
  });

  it('P27 an annotation that is no widget: refused at every P, by DocMDP too below 3', () => {
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [50 50 150 80] /Contents (paid) /P 3 0 R >>';
    const objects = { 3: `<< ${PAGE} /Annots [${ANNOTS} 40 0 R] >>`, 40: note };
    const added = 'annotation-changes: PDF_ANNOTATION_ADDED';
    expect(broken(objects)).toEqual([added]);
    expect(broken(objects, { docMdp: 3 })).toEqual([added]);
    for (const docMdp of [1, 2] as const) expect(broken(objects, { docMdp })).toEqual([added, 'doc-mdp: PDF_ANNOTATION_ADDED']);
    const [change] = compared(after({ objects }), { docMdp: 3 }).changes;
    expect(change).toMatchObject({ class: 'annotation', object: 40, page: 1, allowed: false });
    expect(change?.message).toContain('[50 50 150 80]');
    expect(broken({ 17: '<< /Type /Annot /Subtype /Link /Rect [10 10 500 200] /Dest [3 0 R /Fit] >>' })).toEqual([
      'annotation-changes: PDF_ANNOTATION_CHANGED',
    ]);
  });

  it('P27 an annotation that calls itself a signature field is one all the same', () => {
    const stamp = `<< /Type /Annot /Subtype /Stamp /FT /Sig /T (S) /Rect [0 0 600 800] /P 3 0 R /V 41 0 R >>`;
    const objects = {
      3: `<< ${PAGE} /Annots [${ANNOTS} 40 0 R] >>`,
      5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
      40: stamp,
      41: `<< ${SIGNATURE} >>`,
    };
    expect(broken(objects)).toEqual(['annotation-changes: PDF_ANNOTATION_ADDED']);
  });

  it('P28 a visible signature field after a certification', () => {
    const widget = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [0 700 600 800] /P 3 0 R /V 41 0 R >>';
    const objects = {
      3: `<< ${PAGE} /Annots [${ANNOTS} 40 0 R] >>`,
      5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
      40: widget,
      41: `<< ${SIGNATURE} >>`,
    };
    for (const docMdp of [1, 2, 3] as const) expect(broken(objects, { docMdp })).toEqual(['doc-mdp: PDF_SIGNATURE_ADDED']);
    expect(broken(objects)).toEqual([]);
    expect(broken({ ...objects, 40: widget.replace('/F 4', '/F 36') }, { docMdp: 2 })).toEqual(['doc-mdp: PDF_SIGNATURE_ADDED']);
    expect(broken({ ...objects, 40: widget.replace('/F 4', '/F 2') }, { docMdp: 2 })).toEqual([]);
    const empty = widget.replace(' /V 41 0 R', '');
    expect(broken({ ...objects, 40: empty }, { docMdp: 2 })).toEqual(['doc-mdp: PDF_SIGNATURE_FIELD_ADDED']);
  });

  it('P29 a locked field; form filling and signing after a certification that permits nothing', () => {
    const objects = { 6: `<< ${TEXT_FIELD} /V (200) /AP << /N 40 0 R >> >>`, 40: appearance('200') };
    const filled = 'PDF_FIELD_FILLED';
    expect(broken(objects, { docMdp: 1 })).toEqual([`doc-mdp: ${filled}`]);
    const lock = (action: string, ...fields: string[]): object => ({ fieldLocks: [{ action, fields }] });
    expect(broken(objects, lock('Include', 'amount'))).toEqual([`field-mdp: ${filled}`]);
    expect(broken(objects, lock('All'))).toEqual([`field-mdp: ${filled}`]);
    expect(broken(objects, lock('Exclude', 'other'))).toEqual([`field-mdp: ${filled}`]);
    expect(broken(objects, lock('Exclude', 'amount'))).toEqual([]);
    expect(broken(objects, lock('Include', 'other'))).toEqual([]);
    expect(broken(objects, { fieldLocks: [{ action: 'Include', fields: ['other'], p: 1 }] })).toEqual([`doc-mdp: ${filled}`]);
    const signing = { 11: `<< ${EMPTY_FIELD} /V 40 0 R >>`, 40: `<< ${SIGNATURE} >>` };
    expect(broken(signing, { docMdp: 1 })).toEqual(['doc-mdp: PDF_SIGNATURE_ADDED']);
    expect(broken(signing, lock('Include', 'Signature2'))).toEqual(['field-mdp: PDF_SIGNATURE_ADDED']);
  });

  it('P30 a value that its appearance does not show; NeedAppearances; XFA', () => {
    expect(broken({ 6: `<< ${TEXT_FIELD} /V (200) /AP << /N 10 0 R >> >>` })).toEqual(['form-changes: PDF_VALUE_DIFFERS_FROM_APPEARANCE']);
    const result = compared(after({ objects: { 6: `<< ${TEXT_FIELD} /V (200) /AP << /N 40 0 R >> >>`, 40: appearance('900') } }));
    expect(brokenRules(result)).toEqual(['form-changes: PDF_VALUE_DIFFERS_FROM_APPEARANCE']);
    expect(result.findings.find(({ holds }) => !holds)?.message).toContain('"amount"');
    expect(broken({ 5: `<< ${FORM} /Fields [${FIELDS}] /NeedAppearances true >>` })).toEqual([
      'form-changes: PDF_NEED_APPEARANCES_CHANGED',
    ]);
    expect(broken({ 5: `<< ${FORM} /Fields [${FIELDS}] /XFA (x) >>` })).toEqual(['undefined-changes: PDF_XFA_CHANGED']);
  });

  it('P31 pages added, removed, put in another order; layers switched', () => {
    const pages = (kids: string, count: number): string => `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`;
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>';
    expect(broken({ 2: pages('3 0 R 40 0 R 14 0 R', 3), 40: page })).toEqual(['page-count: PDF_PAGE_COUNT_CHANGED']);
    const removed = compared(after({ objects: { 2: pages('3 0 R', 1) } }));
    expect(brokenRules(removed)).toEqual(['page-count: PDF_PAGE_COUNT_CHANGED']);
    expect(removed.changes).toMatchObject([{ page: 2, allowed: false }]);
    expect(broken({ 2: pages('14 0 R 3 0 R', 2) })).toEqual(['page-count: PDF_PAGES_REPLACED']);
    expect(broken({ 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 14 0 R] /Rotate 180 >>' })).toEqual([
      'undefined-changes: PDF_PAGE_TREE_CHANGED',
    ]);
    const layers = (state: string): string => `<< ${CATALOG} /OCProperties << /OCGs [50 0 R] /D << /${state} [50 0 R] >> >> >>`;
    const before = { objects: { 1: layers('ON'), 50: '<< /Type /OCG /Name (Layer) >>' } };
    expect(brokenRules(compared(after({ objects: { 1: layers('OFF') } }, before)))).toEqual(['undefined-changes: PDF_LAYERS_CHANGED']);
  });

  it('P32 scripts, actions, launches, embedded files', () => {
    const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
    expect(broken({ 1: `<< ${CATALOG} /OpenAction ${script} >>` })).toEqual(['undefined-changes: PDF_OPEN_ACTION_CHANGED']);
    expect(broken({ 1: `<< ${CATALOG} /AA << /WC ${script} >> >>` })).toEqual(['undefined-changes: PDF_ACTIONS_CHANGED']);
    const names = (kind: string): string => `<< ${CATALOG} /Names << /${kind} << /Names [(a) 40 0 R] >> >> >>`;
    for (const kind of ['JavaScript', 'EmbeddedFiles', 'Dests']) {
      expect(broken({ 1: names(kind), 40: script })).toEqual(['undefined-changes: PDF_NAMES_CHANGED']);
    }
    expect(broken({ 6: `<< ${TEXT_FIELD} /V (100) /AP << /N 10 0 R >> /A << /S /Launch /F (x.exe) >> >>` })).toEqual([
      'undefined-changes: PDF_FIELD_CHANGED',
    ]);
    const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [0 0 0 0] /P 3 0 R /V 41 0 R /AA << /E ${script} >> >>`;
    const form = { 5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`, 40: widget, 41: `<< ${SIGNATURE} >>` };
    expect(broken(form)).toEqual(['undefined-changes: PDF_ACTIONS_CHANGED']);
    expect(broken({ 1: `<< ${CATALOG} /AF [40 0 R] >>`, 40: '<< /Type /Filespec >>' })).toEqual([
      'undefined-changes: PDF_EMBEDDED_FILES_CHANGED',
    ]);
  });

  it('P33 a security store with foreign keys, without streams, over a page content', () => {
    const dss = (store: string): string => `<< ${CATALOG} /DSS << ${store} >> >>`;
    const malformed = ['undefined-changes: PDF_DSS_MALFORMED'];
    expect(broken({ 1: dss('/Certs [40 0 R] /Script (x)'), 40: stream('', 'DER') })).toEqual(malformed);
    expect(broken({ 1: dss('/Certs [(DER)]') })).toEqual(malformed);
    expect(broken({ 1: dss('/Certs [40 0 R]'), 40: '<< /Type /Page >>' })).toEqual(malformed);
    expect(broken({ 1: dss('/VRI << /Name << >> >>') })).toEqual(malformed);
    expect(broken({ 1: dss(`/VRI << /${'A'.repeat(40)} << /JS (x) >> >>`) })).toEqual(malformed);
    expect(broken({ 1: dss('/Certs [4 0 R]'), 4: stream('', 'DER') })).toEqual(['undefined-changes: PDF_PAGE_CHANGED']);
    const before = { objects: { 1: dss('/VRI << >> /Certs [40 0 R]'), 40: stream('', 'DER') } };
    expect(brokenRules(compared(after({ objects: { 1: `<< ${CATALOG} >>` } }, before)))).toEqual(['undefined-changes: PDF_DSS_REMOVED']);
    expect(brokenRules(compared(after({ objects: { 40: stream('', 'OTHER') } }, before)))).toEqual([
      'undefined-changes: PDF_DSS_STREAM_OVERWRITTEN',
    ]);
  });

  it('P34 metadata that are no XML, have an entity, or are a page content too', () => {
    const packet = (data: string): string => stream('/Type /Metadata /Subtype /XML', data);
    const malformed = ['undefined-changes: PDF_XMP_MALFORMED'];
    expect(broken({ 9: packet('no XML') })).toEqual(malformed);
    expect(broken({ 9: packet(`<!DOCTYPE x [<!ENTITY e "v">]>${xmp('&e;')}`) })).toEqual(malformed);
    expect(broken({ 9: packet(xmp('&e;')) })).toEqual(malformed);
    expect(broken({ 9: packet('<html/>') })).toEqual(malformed);
    expect(broken({ 1: `<< ${CATALOG.replace('/Metadata 9 0 R', '')} >>` })).toEqual(['undefined-changes: PDF_XMP_REMOVED']);
    const shared = { objects: { 3: `<< ${PAGE.replace('/Contents 4 0 R', '/Contents 9 0 R')} /Annots [${ANNOTS}] >>` } };
    expect(brokenRules(compared(after({ objects: { 9: packet(xmp('2026-02-02T00:00:00Z')) } }, shared)))).toEqual([
      'undefined-changes: PDF_PAGE_CHANGED',
    ]);
  });

  it('an object that has several places is judged in each of them', () => {
    const note = (contents: string): string => `<< /Type /Annot /Subtype /FreeText /S /Div /P 30 0 R /Contents (${contents}) /K 9 >>`;
    const before = {
      objects: {
        1: `<< ${CATALOG} /StructTreeRoot 29 0 R >>`,
        3: `<< ${PAGE} /Annots [${ANNOTS} 31 0 R] >>`,
        29: '<< /Type /StructTreeRoot /K [30 0 R] >>',
        30: '<< /Type /StructElem /S /Document /P 29 0 R /K [31 0 R] >>',
        31: note('paid'),
      },
    };
    expect(brokenRules(compared(after({ objects: { 31: note('not paid') } }, before)))).toEqual([
      'annotation-changes: PDF_ANNOTATION_CHANGED',
      'undefined-changes: PDF_STRUCTURE_CHANGED',
    ]);
    const field = (value: string): string =>
      `<< /Type /Annot /Subtype /FreeText /FT /Tx /T (note) /P 3 0 R /V (${value}) /AP << /N 10 0 R >> >>`;
    const asField = { objects: { 3: before.objects[3], 5: `<< ${FORM} /Fields [${FIELDS} 31 0 R] >>`, 31: field('a') } };
    expect(brokenRules(compared(after({ objects: { 31: field('b') } }, asField)))).toEqual(['annotation-changes: PDF_ANNOTATION_CHANGED']);
  });

  it('any object of the signed revision that became something else is noticed', () => {
    const others = ['null', '<< >>', '[ ]', '(x)', '7', stream('', 'x'), '<< /Type /Catalog /Pages 2 0 R >>', '3 0 R'];
    const silent: string[] = [];
    for (let number = 1; number <= 20; number++) {
      if (number === 19) continue;
      for (const other of others) {
        const result = compared(after({ objects: { [number]: other } }));
        if (brokenRules(result).length === 0) silent.push(`${number} ${other}: ${changeClasses(result).join()}`);
      }
    }
    // The document information is the only one that may say anything, as long as it is flat.
    expect(silent).toEqual(['13 << >>: metadata: PDF_INFO_UPDATED']);
  });

  it('sees what came and went again between two later revisions', () => {
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [50 50 150 80] /P 3 0 R >>';
    const pdf = after({ objects: { 3: `<< ${PAGE} /Annots [${ANNOTS} 40 0 R] >>`, 40: note } }).append({
      objects: { 3: `<< ${PAGE} /Annots [${ANNOTS}] >>` },
    });
    const result = compared(pdf);
    const refused = result.changes.filter(({ allowed }) => !allowed);
    expect(refused.map(({ revision, code }) => [revision, code])).toEqual([
      [1, 'PDF_ANNOTATION_ADDED'],
      [2, 'PDF_ANNOTATION_REMOVED'],
    ]);
  });

  it('an object that cannot be read counts as changed', () => {
    const result = compared(after({ objects: { 5: '<< /Fields [' } }));
    expect(brokenRules(result)).toContain('undefined-changes: PDF_REVISION_UNREADABLE');
    expect(result.changes.at(-1)).toMatchObject({ class: 'undefined', revision: 1, allowed: false });
  });

  it('P38 a page tree in a circle ends, and is reported', () => {
    const circle = { objects: { 2: '<< /Type /Pages /Count 3 /Kids [3 0 R 14 0 R 2 0 R] >>' } };
    expect(brokenRules(compared(after(circle)))).toEqual([
      'undefined-changes: PDF_PAGE_TREE_CHANGED',
      'undefined-changes: PDF_PAGE_TREE_CIRCULAR',
    ]);
  });
});
