import { describe, expect, it } from 'vitest';
import { brokenRules, compared, type IncrementalPdf, stream, type Update } from '../spec-support/incremental-pdf.js';
import { ANNOTS, EMPTY_FIELD, FIELDS, FORM, PAGE, SIGNATURE, signedDocument } from '../spec-support/signed-document.js';

/** The document signed in its first revision, with one appended. */
function after(update: Update, before: Update = {}): IncrementalPdf {
  return signedDocument(before).append(update);
}

function broken(objects: Record<string, string>, signed = {}): string[] {
  return brokenRules(compared(after({ objects }), signed));
}

describe('where a later signature is painted', () => {
  it('P28 a later signature is painted over what was there: remarked, and refused where somebody certified', () => {
    const widget = '/Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [350 730 90 690] /P 3 0 R /AP << /N 42 0 R >> /V 41 0 R';
    const objects = {
      3: `<< ${PAGE} /Annots [${ANNOTS} 40 0 R] >>`,
      5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
      40: `<< ${widget} >>`,
      41: `<< ${SIGNATURE} >>`,
      42: stream('/Type /XObject /Subtype /Form /BBox [0 0 260 40]', '1 g 0 0 260 40 re f'),
    };
    const covers = 'annotation-overlap: PDF_SIGNATURE_COVERS_FIELD';
    expect(broken(objects)).toEqual([covers]);
    const change = compared(after({ objects })).changes.find(({ code }) => code === 'PDF_SIGNATURE_COVERS_FIELD');
    expect(change).toMatchObject({ class: 'signature', page: 1, field: 'S', object: 40, allowed: true });
    expect(change?.message).toBe('The field "S" is painted over the field "amount" on page 1.');
    expect(broken(objects, { docMdp: 2 })).toEqual([covers, 'doc-mdp: PDF_SIGNATURE_ADDED']);
    const without = (entry: string, by = ''): Record<string, string> => ({ ...objects, 40: `<< ${widget.replace(entry, by)} >>` });
    for (const beside of ['[100 720.5 300 750]', '[300 700 400 720]', '[10 10 50 20]']) {
      expect(broken(without('[350 730 90 690]', beside))).toEqual([]);
    }
    expect(broken(without('/AP << /N 42 0 R >>'))).toEqual([]);
    expect(broken(without('/F 4', '/F 2'))).toEqual([]);
  });

  it('P28 what stands on another page at the same place is not covered', () => {
    const second = '/Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 16 0 R /Resources << /Font << /F1 7 0 R >> >>';
    const objects = {
      14: `<< ${second} /Annots [40 0 R] >>`,
      5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
      40: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [90 690 350 730] /P 14 0 R /AP << /N 42 0 R >> /V 41 0 R >>',
      41: `<< ${SIGNATURE} >>`,
      42: stream('/Type /XObject /Subtype /Form /BBox [0 0 260 40]', '1 g 0 0 260 40 re f'),
    };
    expect(broken(objects)).toEqual([]);
  });

  it('P28 an empty field that nobody saw is no place to paint at', () => {
    const hidden = EMPTY_FIELD.replace('/F 4', '/F 2').replace('[100 100 300 150]', '[90 690 350 730]');
    const before = { objects: { 11: `<< ${hidden} >>` } };
    const objects = {
      11: `<< ${hidden.replace('/F 2', '/F 4')} /AP << /N 42 0 R >> /V 41 0 R >>`,
      41: `<< ${SIGNATURE} >>`,
      42: stream('/Type /XObject /Subtype /Form /BBox [0 0 260 40]', '1 g 0 0 260 40 re f'),
    };
    const covers = 'annotation-overlap: PDF_SIGNATURE_COVERS_FIELD';
    expect(brokenRules(compared(after({ objects }, before)))).toEqual([covers]);
    expect(brokenRules(compared(after({ objects }, before), { docMdp: 2 }))).toEqual([covers, 'doc-mdp: PDF_SIGNATURE_ADDED']);
    const shown = { objects: { 11: `<< ${hidden.replace('/F 2', '/F 4')} >>` } };
    expect(brokenRules(compared(after({ objects }, shown), { docMdp: 2 }))).toEqual([covers]);
  });

  it('P28 a large part of the page is remarked, by the box that is shown and wherever that stands', () => {
    const box = '/MediaBox [0 0 600 800] ';
    const codes = (rectangle: string, page = PAGE, tree = ''): string[] => {
      const nodes = { 2: `<< /Type /Pages /Count 2 /Kids [3 0 R 14 0 R] ${tree} >>` };
      const before = { ...nodes, 3: `<< ${page} /Annots [${ANNOTS}] >>` };
      const objects = {
        3: `<< ${page} /Annots [${ANNOTS} 40 0 R] >>`,
        5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
        40: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [${rectangle}] /P 3 0 R /AP << /N 42 0 R >> /V 41 0 R >>`,
        41: `<< ${SIGNATURE} >>`,
        42: stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '1 g 0 0 9 9 re f'),
      };
      return brokenRules(compared(after({ objects }, { objects: before })));
    };
    const covers = ['annotation-overlap: PDF_SIGNATURE_COVERS_PAGE'];
    expect(codes('0 200 600 360')).toEqual(covers);
    expect(codes('0 200 600 359')).toEqual([]);
    expect(codes('-9000 200 100 600')).toEqual([]);
    expect(codes('0 200 600 300', `${PAGE} /CropBox [0 200 600 600]`)).toEqual(covers);
    expect(codes('0 200 600 360', PAGE.replace(box, ''), box)).toEqual(covers);
    expect(codes('0 200 600 359', PAGE.replace(box, ''), box)).toEqual([]);
    expect(codes('0 200 10 210', PAGE.replace(box, ''))).toEqual(covers);
    expect(codes('0 200 600 360', `${PAGE} /CropBox [0 0 60000 80000]`)).toEqual(covers);
  });

  const PICTURE = stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '1 g 0 0 9 9 re f');
  const BIG = '/Type /Annot /Subtype /Widget /F 4 /Rect [0 200 600 800]';

  it('P28 a large empty field that showed nothing until it was signed', () => {
    const empty = EMPTY_FIELD.replace('[100 100 300 150]', '[0 400 600 690]');
    const objects = { 11: `<< ${empty} /AP << /N 42 0 R >> /V 41 0 R >>`, 41: `<< ${SIGNATURE} >>`, 42: PICTURE };
    const found = brokenRules(compared(after({ objects }, { objects: { 11: `<< ${empty} >>` } }), { docMdp: 2 }));
    expect(found).toEqual(['annotation-overlap: PDF_SIGNATURE_COVERS_PAGE']);
  });

  it('P28 a hidden widget of an empty field that another widget shows', () => {
    const field = '<< /FT /Sig /T (Signature2) /Kids [44 0 R 45 0 R]';
    const small = '/Type /Annot /Subtype /Widget /F 4 /Rect [10 100 20 110] /Parent 11 0 R';
    const before = {
      3: `<< ${PAGE} /Annots [6 0 R 8 0 R 44 0 R 45 0 R 17 0 R] >>`,
      11: `${field} >>`,
      44: `<< ${small} >>`,
      45: `<< ${BIG.replace('/F 4', '/F 2')} /Parent 11 0 R >>`,
    };
    const objects = {
      11: `${field} /V 41 0 R >>`,
      41: `<< ${SIGNATURE} >>`,
      42: PICTURE,
      45: `<< ${BIG} /Parent 11 0 R /AP << /N 42 0 R >> >>`,
    };
    expect(brokenRules(compared(after({ objects }, { objects: before }), { docMdp: 2 }))).toEqual([
      'annotation-overlap: PDF_SIGNATURE_COVERS_FIELD',
      'annotation-overlap: PDF_SIGNATURE_COVERS_PAGE',
      'doc-mdp: PDF_SIGNATURE_ADDED',
    ]);
  });

  /** A new signature with these widgets, by their places and flags, on the first page, the second or both. */
  const added = (places: readonly string[], pages: readonly (1 | 2)[] = [1], entries = ''): string[] => {
    const references = places.map((_, index) => `${50 + index} 0 R`).join(' ');
    const second = '/Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 16 0 R /Resources << /Font << /F1 7 0 R >> >>';
    const show = (number: 1 | 2): string => (pages.includes(number) ? references : '');
    const objects = {
      3: `<< ${PAGE} ${entries} /Annots [${ANNOTS} ${show(1)}] >>`,
      14: `<< ${second} /Annots [${show(2)}] >>`,
      5: `<< ${FORM} /Fields [${FIELDS} 40 0 R] >>`,
      40: `<< /FT /Sig /T (S) /V 41 0 R /Kids [${references}] >>`,
      41: `<< ${SIGNATURE} >>`,
      42: PICTURE,
      ...Object.fromEntries(
        places.map((place, index) => [
          `${50 + index}`,
          `<< /Type /Annot /Subtype /Widget /Parent 40 0 R /F ${place} /AP << /N 42 0 R >> >>`,
        ]),
      ),
    };
    return brokenRules(
      compared(after({ objects }, { objects: { 3: `<< ${PAGE} ${entries} /Annots [${ANNOTS}] >>`, 14: `<< ${second} >>` } })),
    );
  };

  it('P28 several widgets of one signature count together, and on every page that shows them', () => {
    const covers = ['annotation-overlap: PDF_SIGNATURE_COVERS_PAGE'];
    expect(added(['4 /Rect [0 200 600 280]'])).toEqual([]);
    expect(added(['4 /Rect [0 200 600 280]', '4 /Rect [0 300 600 380]'])).toEqual(covers);
    expect(added(['4 /Rect [0 200 600 280]', '2 /Rect [0 300 600 380]'])).toEqual([]);
    const amount = '4 /Rect [90 690 350 730]';
    expect([added(['4 /Rect [100 155 300 300]'], [1]), added(['4 /Rect [100 155 300 300]'], [1, 2])]).toEqual([[], covers]);
    expect([added([amount], [2]), added([amount], [1, 2])]).toEqual([[], ['annotation-overlap: PDF_SIGNATURE_COVERS_FIELD']]);
  });

  // The field "amount" is at [100 700 300 720]; a widget that does not turn with its page turns about its upper left corner.
  it.each([
    [90, '[100 600 120 700]'],
    [180, '[350 650 550 700]'],
    [-90, '[320 610 340 720]'],
  ])('P28 a widget that stays upright on a page that is turned by %i', (rotation, place) => {
    const covers = ['annotation-overlap: PDF_SIGNATURE_COVERS_FIELD'];
    expect(added([`20 /Rect ${place}`], [1], `/Rotate ${rotation}`)).toEqual(covers);
    expect(added([`4 /Rect ${place}`], [1], `/Rotate ${rotation}`)).toEqual([]);
    expect(added([`20 /Rect ${place}`])).toEqual([]);
  });
});
