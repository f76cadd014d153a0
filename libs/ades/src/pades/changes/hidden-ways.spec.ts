import { describe, expect, it } from 'vitest';
import { brokenRules, compared, stream, type Update } from './spec-support/incremental-pdf.js';
import { ANNOTS, appearance, FIELDS, FORM, PAGE, signedDocument, TEXT_FIELD } from './spec-support/signed-document.js';

type Objects = Readonly<Record<string, string>>;

/** The rules that an update breaks, with objects of its own in the signed revision. */
function broken(objects: Objects, before: Objects = {}, signed = {}): string[] {
  return brokenRules(compared(signedDocument({ objects: before }).append({ objects }), signed));
}

function page(entries: string, annotations = ANNOTS): string {
  return `<< ${entries} /Annots [${annotations}] >>`;
}

const CHANGED_PAGE = ['undefined-changes: PDF_PAGE_CHANGED'];
const PICTURE = '/Type /XObject /Subtype /Form /BBox [0 0 600 800]';
const WHITE = stream(PICTURE, '1 g 0 0 600 800 re f');

describe('what a page is drawn with, changed on a way that nobody looks at', () => {
  it('the symbols of a JBIG2 image', () => {
    const image = stream('/Subtype /Image /Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 70 0 R >>', 'data');
    expect(broken({ 70: stream('', 'other') }, { 20: image, 70: stream('', 'symbols') })).toEqual(CHANGED_PAGE);
    expect(broken({ 70: stream('', 'symbols') }, { 20: image, 70: stream('', 'symbols') })).toEqual([]);
  });

  it('a filter that is an object of its own, alone, in a list, and its parameters', () => {
    expect(broken({ 70: '/ASCIIHexDecode' }, { 4: stream('/Filter 70 0 R', '4142>'), 70: 'null' })).toEqual(CHANGED_PAGE);
    const list = stream('/Filter [/ASCIIHexDecode 70 0 R]', '3431>');
    expect(broken({ 70: '/ASCIIHexDecode' }, { 4: list, 70: '/ASCII85Decode' })).toEqual(CHANGED_PAGE);
    const parameters = stream('/Filter /DCTDecode /DecodeParms << /ColorTransform 70 0 R >>', 'data');
    expect(broken({ 70: '1' }, { 20: parameters, 70: '0' })).toEqual(CHANGED_PAGE);
  });

  it('the first of two values under one key, which some readers take', () => {
    expect(broken({ 4: stream('', 'BT (You owe me) Tj ET') }, { 3: page(`${PAGE} /Contents 16 0 R`) })).toEqual(CHANGED_PAGE);
    const twice = { 3: page(PAGE.replace('/Logo 20 0 R', '/Logo 20 0 R /Logo 60 0 R')), 60: stream(PICTURE, 'n') };
    expect(broken({ 20: WHITE }, twice)).toEqual(CHANGED_PAGE);
    const written = { 3: page(PAGE.replace('/Logo 20 0 R', '/Logo 61 0 R /Logo 60 0 R')), 61: WHITE };
    expect(broken(written, twice)).toEqual(CHANGED_PAGE);
  });

  it('a widget that is named by another generation is shown no more', () => {
    expect(broken({ 3: page(PAGE, ANNOTS.replace('6 0 R', '6 1 R')) })).toEqual(['undefined-changes: PDF_WIDGET_REMOVED']);
  });

  it('a field or a page that is the dictionary of a page’s pictures too', () => {
    const drawn = ['undefined-changes: PDF_DRAWN_OBJECT_CHANGED'];
    const pictures = '/XObject << /Logo 20 0 R >>';
    const field = (value: string): string => `<< ${TEXT_FIELD} /V ${value} /AP << /N 10 0 R >> >>`;
    const asField = { 3: page(PAGE.replace(pictures, '/XObject 6 0 R')), 6: field('40 0 R'), 40: stream(PICTURE, 'n') };
    expect(broken({ 6: field('41 0 R'), 41: WHITE }, asField)).toEqual(drawn);
    expect(broken({ 40: WHITE }, asField)).toEqual(drawn);
    const second = '/Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 16 0 R /Resources << /Font << /F1 7 0 R >> >>';
    const asPage = { 3: page(PAGE.replace(pictures, '/XObject 14 0 R')) };
    expect(broken({ 14: `<< ${second} /LastModified 41 0 R >>`, 41: WHITE }, asPage)).toEqual(drawn);
    const inside = {
      3: page(PAGE.replace('/Logo 20 0 R', '/Logo 60 0 R')),
      60: stream(`${PICTURE} /Resources << /XObject 6 0 R >>`, '/M Do'),
    };
    expect(broken({ 6: `<< ${TEXT_FIELD} /V (100) /M 41 0 R /AP << /N 10 0 R >> >>`, 41: WHITE }, inside)).toEqual(drawn);
  });

  const FIELD_PICTURES = stream(`${PICTURE} /Resources << /XObject 6 0 R >>`, '/M Do');
  const HIDDEN = TEXT_FIELD.replace('(amount)', '(hidden)');
  it.each<[string, Objects]>([
    ['the form’s pictures', { 5: `<< ${FORM.replace('/DR <<', '/DR << /XObject 6 0 R')} /Fields [${FIELDS}] >>` }],
    ['the pictures of all pages', { 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 14 0 R] /Resources << /XObject 6 0 R >> >>' }],
    ['an annotation’s pictures', { 17: '<< /Type /Annot /Subtype /Stamp /Rect [10 10 50 20] /AP << /N 60 0 R >> >>', 60: FIELD_PICTURES }],
    [
      'the pictures of a field that no page shows',
      { 5: `<< ${FORM} /Fields [${FIELDS} 61 0 R] >>`, 60: FIELD_PICTURES, 61: `<< ${HIDDEN} /AP << /N 60 0 R >> >>` },
    ],
  ])('a field that is the dictionary of %s too', (_, before) => {
    const filled = (mark: string): Objects => ({ 6: `<< ${TEXT_FIELD} /V (100) /M ${mark} /AP << /N 10 0 R >> >>`, 41: WHITE });
    expect(broken(filled('41 0 R'), before)).toEqual(['undefined-changes: PDF_DRAWN_OBJECT_CHANGED']);
    expect(broken(filled('41 0 R'))).toEqual([]);
  });
});

describe('what makes readers look for objects themselves', () => {
  const data = 'BT /F1 12 Tf 50 750 Td (I owe you) Tj ET /Logo Do';
  const longer = `<< /Length ${data.length} >>\nstream\n${data} BT (nothing) Tj ET\nendstream`;

  it('the same data under a length that leaves out the rest of them', () => {
    const wrong = ['document-structure: PDF_STREAM_LENGTH_WRONG'];
    expect(broken({ 4: longer })).toEqual(wrong);
    expect(broken({ 3: page(PAGE.replace('/Contents 4 0 R', '/Contents 40 0 R')), 40: longer })).toEqual(wrong);
  });

  it('a /Size that leaves signed objects out, or lets them in', () => {
    const cut = ['undefined-changes: PDF_TRAILER_CHANGED'];
    const sized = (before: string, after: string): string[] =>
      brokenRules(compared(signedDocument({ trailer: before }).append({ objects: { 40: '<< >>' }, trailer: after })));
    expect(sized('', '/Size 10')).toContain(cut[0]);
    expect(sized('/Size 10', '/Size 41')).toContain(cut[0]);
    expect(sized('/Size 40', '/Size 30')).toEqual([]);
  });

  it('a table that ends in other bytes, a trailer without a root, an entry that leads into another object', () => {
    const odd = (update: Update): string[] => brokenRules(compared(signedDocument().append({ objects: { 40: '<< >>' }, ...update })));
    expect(odd({ behindEntries: 'nothing of a table\n' })).toEqual(['document-structure: PDF_XREF_GARBAGE']);
    expect(odd({ trailer: '%/Root\n' })).toEqual(['document-structure: PDF_TRAILER_INCOMPLETE']);
    const holder = stream('', '41 0 obj\n<< >>\nendobj\n');
    expect(odd({ objects: { 40: holder }, inside: { 41: '41 0 obj' } })).toEqual(['document-structure: PDF_OBJECTS_OVERLAP']);
  });

  it('a signed object that the table frees and the stream beside it names', () => {
    const same = { 4: stream('', data) };
    const hybrid = { objects: { 40: '<< >>' }, free: [4], hybrid: same };
    expect(brokenRules(compared(signedDocument().append(hybrid)))).toEqual(['document-structure: PDF_HYBRID_CONFLICT']);
  });

  it('the first /ID of an encrypted document, which its key is made from', () => {
    const pdf = signedDocument({ objects: { 70: 'null' }, trailer: '/ID [<00> <00>] /Encrypt 70 0 R' });
    const again = (id: string): string[] =>
      brokenRules(compared(pdf.append({ objects: { 40: '<< >>' }, trailer: `/ID [<${id}> <02>] /Encrypt 70 0 R` })));
    expect(again('00')).toEqual([]);
    expect(again('01')).toEqual(['undefined-changes: PDF_TRAILER_CHANGED']);
  });

  it('the same bytes as another object, which an encrypted document decrypts by another key', () => {
    const image = stream('/Subtype /Image /Filter /DCTDecode', 'data');
    const moved = { objects: { 3: page(PAGE.replace('/Logo 20 0 R', '/Logo 41 0 R')), 41: image } };
    const after = (trailer: string): string[] =>
      brokenRules(compared(signedDocument({ objects: { 20: image, 70: 'null' }, trailer }).append({ ...moved, trailer })));
    expect(after('')).toEqual([]);
    expect(after('/ID [<00> <00>] /Encrypt 70 0 R')).toEqual(CHANGED_PAGE);
  });

  it('the length of an object stream, which is an object of its own', () => {
    const objects = '50 0 51 5 << >> << >>';
    const before = {
      objects: { 60: `<< /Type /ObjStm /N 2 /First 10 /Length 61 0 R >>\nstream\n${objects}\nendstream`, 61: `${objects.length}` },
      hybrid: {},
      compressed: { 50: { stream: 60, index: 0 }, 51: { stream: 60, index: 1 } },
    };
    const after = (length: string): string[] => brokenRules(compared(signedDocument(before).append({ objects: { 61: length } })));
    expect(after(`${objects.length}`)).toEqual([]);
    expect(after('15')).toContain('undefined-changes: PDF_OBJECT_STREAM_CHANGED');
  });
});

describe('object streams', () => {
  it('whose type is an object of its own give another content to what stands in them', () => {
    const written = (objects: string): string =>
      `<< /Type 61 0 R /N 2 /First 10 /Length ${objects.length} >>\nstream\n${objects}\nendstream`;
    const before = {
      objects: {
        3: page(PAGE.replace('/XObject', '/ExtGState << /G 50 0 R >> /XObject')),
        60: written('50 0 51 5 << >> << >>'),
        61: '/ObjStm',
      },
      hybrid: {},
      compressed: { 50: { stream: 60, index: 0 }, 51: { stream: 60, index: 1 } },
    };
    const after = (objects: string): string[] =>
      brokenRules(compared(signedDocument(before).append({ objects: { 60: written(objects) } })));
    expect(after('50 0 51 5 << >> << >>')).toEqual([]);
    expect(after('50 0 51 5 [ 1 ] << >>')).toEqual(CHANGED_PAGE);
  });
});

describe('what anybody can paint without a key', () => {
  const widget = '/Type /Annot /Subtype /Widget /FT /Sig /T (S40) /F 4 /P 3 0 R /Rect [0 0 600 800]';
  const added = (entries: string, more: Objects = {}): Objects => ({
    3: page(PAGE, `${ANNOTS} 40 0 R`),
    5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
    40: `<< ${widget} ${entries} >>`,
    ...more,
  });
  const token = (type: string): string => `<< /Type /${type} /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>`;

  it('an empty signature field that shows something', () => {
    const refused = ['undefined-changes: PDF_FIELD_ADDED'];
    expect(broken(added('/AP << /N 45 0 R >>', { 45: WHITE }))).toEqual(refused);
    expect(broken(added('/AP << /N << /On 45 0 R >> >> /AS /On', { 45: WHITE }))).toEqual(refused);
    expect(broken(added('/MK << /BG [1] >>'))).toEqual(refused);
    expect(broken(added(''))).toEqual([]);
    expect(broken(added('/AP << /N 45 0 R >>', { 45: stream(PICTURE, 'q Q') }))).toEqual([]);
    expect(broken(added('/AP << /N 45 0 R >>', { 45: stream(`${PICTURE} /Filter /Unheard`, 'q Q') }))).toEqual(refused);
  });

  it('a field that somebody signs later is that signature’s, also for what it was painted over before', () => {
    const signedLater = (rectangle: string, look: string): string[] => {
      const empty = `<< ${widget.replace('[0 0 600 800]', rectangle)} /AP << /N 45 0 R >> >>`;
      const update = { ...added('', { 45: WHITE }), 40: empty };
      const value = '<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] /Contents <00> >>';
      const signing = { 40: empty.replace('45 0 R >>', '47 0 R >> /V 46 0 R'), 46: value, 47: stream(PICTURE, look) };
      return brokenRules(compared(signedDocument().append({ objects: update }).append({ objects: signing })));
    };
    expect(signedLater('[10 10 60 20]', 'f')).toEqual([]);
    expect(signedLater('[100 700 300 720]', 'q Q')).toEqual(['annotation-overlap: PDF_SIGNATURE_COVERS_FIELD']);
  });

  it('a time-stamp that shows something, of either type', () => {
    const look = { 45: WHITE };
    const paints = ['undefined-changes: PDF_TIMESTAMP_PAINTS'];
    expect(broken(added('/AP << /N 45 0 R >> /V 46 0 R', { ...look, 46: token('DocTimeStamp') }))).toEqual(paints);
    expect(broken(added('/V 46 0 R', { 46: token('DocTimeStamp') }))).toEqual([]);
    expect(broken(added('/AP << /N 45 0 R >> /V 46 0 R', { ...look, 46: token('Sig') }))).toEqual(paints);
    expect(broken(added('/V 46 0 R', { 46: token('Sig') }))).toEqual([]);
  });
});

describe('a field whose value stays', () => {
  const refused = ['form-changes: PDF_APPEARANCE_WITHOUT_VALUE'];
  const filled = (entries: string, look = WHITE): Objects => ({ 6: `<< ${TEXT_FIELD} ${entries} /AP << /N 45 0 R >> >>`, 45: look });

  it('shows nothing else because of a state, a rich text or a choice that its type does not have', () => {
    for (const excuse of ['/AS /On', '/RV (x)', '/I [0]']) expect(broken(filled(`/V (100) ${excuse}`))).toEqual(refused);
  });

  it('is drawn anew in the same colours and the same frame only', () => {
    const drawn = (change: (look: string) => string): string[] => broken({ 10: change(appearance('100')) });
    expect(drawn((look) => look.replace('0 g', '1 g'))).toEqual(refused);
    expect(drawn((look) => look.replace('/Tx BMC', '3 Tr   '))).toEqual(refused);
    expect(drawn((look) => look.replace('/BBox [0 0 200 20]', '/BBox [900 0 999 20]'))).toEqual(refused);
    expect(drawn((look) => look.replace('/BBox', '/Matrix [9 0 0 9 0 0] /BBox'))).toEqual(refused);
    expect(drawn((look) => look.replace('/BBox [0 0 200 20]', '/BBox [0 0 199.6 20]').replace('2 4 Td', '3 4 Td'))).toEqual([]);
  });

  it('keeps the style that viewers draw it in where they draw it themselves', () => {
    const white = TEXT_FIELD.replace('0 g', '1 g');
    const shown = { 6: `<< ${TEXT_FIELD} /V (100) >>` };
    expect(broken({ 6: `<< ${white} /V (100) >>` }, shown)).toEqual(refused);
    expect(broken({ 6: `<< ${white} /V (100) /AP << /N 10 0 R >> >>` })).toEqual([]);
    const drawn = { 5: `<< ${FORM} /NeedAppearances true /Fields [${FIELDS}] >>` };
    expect(broken({ 6: `<< ${white} /V (100) /AP << /N 10 0 R >> >>` }, drawn)).toEqual(refused);
  });

  it('shows the value as text, whatever stands beside it', () => {
    const differs = ['form-changes: PDF_VALUE_DIFFERS_FROM_APPEARANCE'];
    const look = (content: string): string => stream(PICTURE, content);
    expect(broken(filled('/V (200)', look('0 0 m 9 9 l S')))).toEqual(differs);
    expect(broken(filled('/V (200)', look('0 0 m 9 9 l S BT (900) Tj ET')))).toEqual(differs);
    expect(broken(filled('/V (200)', look('0 0 m 9 9 l S BT (200) Tj ET')))).toEqual([]);
    expect(broken(filled('/V (200)', look('BT (00) Tj ET')))).toEqual(differs);
    const states = { 6: `<< ${TEXT_FIELD} /V (200) /AS /x /AP << /N << /x 45 0 R >> >> >>`, 45: appearance('900') };
    expect(broken(states)).toEqual(differs);
  });

  it('stays where it is seen: flags that move it on a turned page, or with the zoom, are no filling', () => {
    const moved = ['form-changes: PDF_FIELD_VISIBILITY_CHANGED'];
    for (const flags of [4 | 8, 4 | 16, 4 | 256]) {
      expect(broken({ 6: `<< ${TEXT_FIELD.replace('/F 4', `/F ${flags}`)} /V (100) /AP << /N 10 0 R >> >>` })).toEqual(moved);
    }
    expect(broken({ 6: `<< ${TEXT_FIELD.replace('/F 4', '/F 132')} /V (100) /AP << /N 10 0 R >> >>` })).toEqual([]);
  });

  it('is not excused by flags that it did not have when it was signed', () => {
    expect(broken(filled('/V (200) /Ff 8192', appearance('900')))).toEqual(['form-changes: PDF_VALUE_DIFFERS_FROM_APPEARANCE']);
  });

  it('is a push-button, which has none; one that showed nothing', () => {
    const button = TEXT_FIELD.replace('/Tx', '/Btn');
    const before = { 6: `<< ${button} /Ff 65536 /AP << /N 10 0 R >> >>` };
    expect(broken({ 6: `<< ${button} /Ff 65536 /AS /On /AP << /N 45 0 R >> >>`, 45: WHITE }, before)).toEqual(refused);
    expect(broken({ 6: `<< ${button} /AP << /N 45 0 R >> >>`, 45: WHITE }, { 6: `<< ${button} >>` })).toEqual(refused);
  });

  it('is locked where a field above it is filled in', () => {
    const group = (value: string): string => `<< /T (p) /FT /Tx /V (${value}) /Kids [31 0 R] >>`;
    const before = { 5: `<< ${FORM} /Fields [${FIELDS} 30 0 R] >>`, 30: group('1'), 31: '<< /T (k) /Parent 30 0 R >>' };
    const lock = { fieldLocks: [{ action: 'Include', fields: ['p.k'] }] };
    expect(broken({ 30: group('2') }, before, lock)).toEqual(['field-mdp: PDF_FIELD_FILLED']);
  });
});

describe('what viewers draw a field by that they draw themselves', () => {
  const plain = TEXT_FIELD.replace(' /DA (/Helv 12 Tf 0 g)', '');
  const form = (entries: string): Objects => ({ 5: `<< ${entries} /Fields [${FIELDS}] >>` });
  const NEED = '/SigFlags 3 /NeedAppearances true';
  const font = '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] >>';
  const shown = { 6: `<< ${TEXT_FIELD} /V (100) /AP << /N 10 0 R >> >>` };
  const drawn = { 6: `<< ${TEXT_FIELD} /V (100) >>` };
  const added = ['form-changes: PDF_FORM_RESOURCE_OVERWRITTEN'];

  it('a font that it named and nobody had defined, with NeedAppearances or without a stored appearance', () => {
    const withFont = { ...form(`${NEED} /DR << /Font << /Helv 70 0 R >> >>`), 70: font };
    expect(broken(withFont, { ...form(NEED), ...shown })).toEqual(added);
    expect(broken(withFont, { ...form(`${NEED} /DR << /Font << /F9 7 0 R >> >>`), ...shown })).toContain(added[0]);
    const quiet = { ...form('/SigFlags 3 /DR << /Font << /Helv 70 0 R >> >>'), 70: font };
    expect(broken(quiet, { ...form('/SigFlags 3'), ...drawn })).toEqual(added);
    expect(broken(quiet, { ...form('/SigFlags 3'), ...shown })).toEqual([]);
    expect(broken(quiet, { ...form('/SigFlags 3'), 6: `<< ${TEXT_FIELD} >>` })).toEqual([]);
    expect(broken({ ...form(`${NEED} /DR << /Font << /Other 70 0 R >> >>`), 70: font }, { ...form(NEED), ...shown })).toEqual([]);
  });

  it.each([
    ['under another spelling', `<< ${TEXT_FIELD.replace('/Helv 12', '/He#6Cv 12')} /V (100) >>`],
    ['before another one', `<< ${TEXT_FIELD.replace('/Helv 12 Tf', '/Helv 12 Tf /F9 9 Tf')} /V (100) >>`],
    ['behind another one', `<< ${TEXT_FIELD.replace('/Helv 12 Tf', '/F9 12 Tf /Helv 9 Tf')} /V (100) >>`],
    ['in a widget of its own', `<< /FT /Tx /T (amount) /DA (/F9 1 Tf) /V (100) /Kids [71 0 R] >>`],
    ['beside an appearance that has no picture', `<< ${TEXT_FIELD} /V (100) /AP << /D 10 0 R >> >>`],
    ['beside an appearance that is nothing', `<< ${TEXT_FIELD} /V (100) /AP << /N 99 0 R >> >>`],
  ])('a font that it named %s and nobody had defined', (_, field) => {
    const before = {
      3: page(PAGE, ANNOTS.replace('6 0 R', '71 0 R')),
      6: field,
      71: `<< ${TEXT_FIELD.replace('/FT /Tx /T (amount)', '/Parent 6 0 R')} >>`,
    };
    const quiet = { ...form('/SigFlags 3 /DR << /Font << /Helv 70 0 R >> >>'), 70: font };
    const inPage = field.includes('/Kids') ? before : { 6: field };
    expect(broken(quiet, { ...form('/SigFlags 3'), ...inPage })).toEqual(added);
  });

  it('a default style that is new or another one, where it has none of its own', () => {
    const changed = ['form-changes: PDF_FORM_DEFAULTS_CHANGED'];
    const own = { 6: `<< ${plain} /V (100) /AP << /N 10 0 R >> >>` };
    const white = form(`${NEED} /DA (/Helv 0 Tf 1 g)`);
    expect(broken(white, { ...form(NEED), ...own })).toEqual(changed);
    expect(broken(white, { ...form(`${NEED} /DA (/Helv 0 Tf 0 g)`), ...own })).toEqual(changed);
    expect(broken(white, { ...form(`${NEED} /DA (/Helv 0 Tf 0 g)`), ...shown })).toEqual([]);
    const inWidget = {
      6: '<< /FT /Tx /T (amount) /V (100) /Kids [71 0 R] >>',
      71: `<< /Parent 6 0 R /Subtype /Widget /Rect [0 0 9 9] /DA (/Helv 12 Tf 0 g) >>`,
    };
    expect(broken(white, { ...form(`${NEED} /DA (/Helv 0 Tf 0 g)`), ...inWidget })).toEqual([]);
    expect(broken(form('/SigFlags 3 /DA (/Helv 0 Tf 1 g)'), { ...form('/SigFlags 3'), ...own })).toEqual([]);
    const unused = { ...form('/SigFlags 3 /DA (/Helv 0 Tf 0 g)'), ...own };
    expect(broken(form('/SigFlags 3 /DA (/Helv 0 Tf 1 g)'), unused, { docMdp: 1 })).toEqual(['doc-mdp: PDF_FORM_DEFAULTS_CHANGED']);
    expect(broken(form('/SigFlags 3 /DA (/Helv 0 Tf 1 g)'), { ...form('/SigFlags 3'), 6: `<< ${plain} /V (100) >>` })).toEqual(changed);
    expect(broken(form(`${NEED} /Q 2`), { ...form(NEED), ...shown })).toEqual(changed);
  });

  it('the flag set where there are signature fields only', () => {
    const before = { 3: page(PAGE, '8 0 R 11 0 R 17 0 R'), 5: `<< /SigFlags 3 /Fields [8 0 R 11 0 R] >>` };
    const set = { 5: `<< ${NEED} /Fields [8 0 R 11 0 R] >>` };
    expect([broken(set, before), broken(set, before, { docMdp: 1 })]).toEqual([[], ['doc-mdp: PDF_NEED_APPEARANCES_CHANGED']]);
    expect(broken(form(NEED), { ...form('/SigFlags 3'), 6: `<< ${TEXT_FIELD} /AP << /N 10 0 R >> >>` })).toEqual([
      'form-changes: PDF_NEED_APPEARANCES_CHANGED',
    ]);
  });

  it('the flag taken back, where a stored appearance shows something else than the value', () => {
    const refused = ['form-changes: PDF_NEED_APPEARANCES_CHANGED'];
    const back = (before: Objects): string[] => broken(form('/SigFlags 3 /NeedAppearances false'), { ...form(NEED), ...before });
    expect(back(shown)).toEqual([]);
    expect(back({ 6: `<< ${TEXT_FIELD} >>` })).toEqual([]);
    expect(back({ ...shown, 10: appearance('900') })).toEqual(refused);
    expect(back(drawn)).toEqual(refused);
    expect(back({ 6: `<< ${TEXT_FIELD.replace('/Tx', '/Btn')} /Ff 65536 /AP << /N 10 0 R >> >>` })).toEqual(refused);
    expect(broken(form('/SigFlags 3'), { ...form(NEED), ...shown }, { docMdp: 1 })).toEqual(['doc-mdp: PDF_NEED_APPEARANCES_CHANGED']);
  });
});

describe('fields that no page shows', () => {
  const text = '<< /FT /Tx /T (hidden) /V (x) >>';

  it('are added', () => {
    expect(broken({ 5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`, 40: text })).toEqual(['undefined-changes: PDF_FIELD_ADDED']);
  });

  it('become another kind, or their form says what it can not', () => {
    const before = { 5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`, 40: text };
    expect(broken({ 40: text.replace('/Tx', '/Ch') }, before)).toEqual(['undefined-changes: PDF_FIELD_TYPE_CHANGED']);
    expect(broken({ 5: `<< ${FORM.replace('/SigFlags 3', '/SigFlags /x')} /Fields [${FIELDS}] >>` })).toEqual([
      'undefined-changes: PDF_FORM_CHANGED',
    ]);
  });

  it('are shown by more widgets than when they were signed', () => {
    const widget = '<< /Type /Annot /Subtype /Widget /Parent 40 0 R /Rect [0 0 0 0] >>';
    const parent = (kids: string, kind: string): string => `<< ${kind} /T (p) /Kids [${kids}] >>`;
    for (const kind of ['/FT /Tx /V (x)', '/FT /Sig']) {
      const before = { 5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`, 40: parent('41 0 R', kind), 41: widget };
      const more = { 40: parent('41 0 R 42 0 R', kind), 42: widget };
      expect(broken(more, before)).toEqual(['undefined-changes: PDF_WIDGET_ADDED']);
    }
  });
});

describe('the structure that readers aloud follow', () => {
  const root = (nums: string): string => `<< /Type /StructTreeRoot /K [30 0 R] /ParentTree << /Nums [${nums}] >> >>`;
  const catalog = '/Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 9 0 R /Outlines 15 0 R';
  const before = {
    1: `<< ${catalog} /StructTreeRoot 29 0 R >>`,
    29: root('0 [30 0 R] 1 30 0 R'),
    30: '<< /Type /StructElem /S /Document /P 29 0 R >>',
  };
  const changed = ['undefined-changes: PDF_STRUCTURE_CHANGED'];

  it('stays, entry for entry of its parent tree', () => {
    expect(broken({ 1: `<< ${catalog} >>` }, before)).toEqual(changed);
    expect(broken({ 29: root('0 [30 0 R]') }, before)).toEqual(changed);
    expect(broken({ 29: root('0 [30 0 R] 1 30 0 R') }, before)).toEqual([]);
  });
});
