import { Budget } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { compareRevisions } from './index.js';
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

const DSS_OBJECTS = {
  1: `<< ${CATALOG} /DSS 40 0 R >>`,
  40: `<< /Type /DSS /Certs [41 0 R] /CRLs [42 0 R] /OCSPs [] /VRI << /${'A'.repeat(40)} << /Cert [41 0 R] /TU (D:2026) >> >> >>`,
  41: stream('', 'certificate'),
  42: stream('', 'list'),
};
const TIMESTAMP = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /ByteRange [0 10 20 10] /Contents <00>';

function signing(field: number, value: number, widget: string, signature = SIGNATURE): Record<string, string> {
  return {
    3: `<< ${PAGE} /Annots [${ANNOTS} ${field} 0 R] >>`,
    5: `<< ${FORM} /Fields [${FIELDS} ${field} 0 R] >>`,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S${field}) /P 3 0 R /V ${value} 0 R ${widget} >>`,
    [value]: `<< ${signature} >>`,
  };
}

function allowed(pdf: IncrementalPdf, signed = {}): string[] {
  const result = compared(pdf, signed);
  expect(brokenRules(result)).toEqual([]);
  expect(result.changes.every((change) => change.allowed)).toBe(true);
  return changeClasses(result).filter((change) => !change.startsWith('unchanged'));
}

function after(...updates: Update[]): IncrementalPdf {
  return updates.reduce<IncrementalPdf>((pdf, update) => pdf.append(update), signedDocument());
}

describe('P35 what a later revision may do', () => {
  it('nothing was appended', () => {
    const result = compared(signedDocument(), { docMdp: 1, fieldLocks: [{ action: 'All', fields: [] }] });
    expect(result.changes).toEqual([]);
    expect(result.findings.map(({ rule, holds }) => [rule, holds])).toEqual(
      ['undefined-changes', 'page-count', 'annotation-changes', 'annotation-overlap', 'form-changes', 'doc-mdp', 'field-mdp'].map(
        (rule) => [rule, true],
      ),
    );
  });

  it('validation data and a document time-stamp, even where nothing is permitted; renewed by others', () => {
    const invisible = '/F 132 /Rect [0 0 0 0]';
    const pdf = after({ objects: DSS_OBJECTS }, { objects: { ...signing(50, 51, invisible, TIMESTAMP) } }).append({
      objects: { 40: '<< /Type /DSS /Certs [41 0 R 60 0 R] /CRLs [61 0 R] /VRI << >> >>', 60: stream('', 'next'), 61: stream('', 'newer') },
    });
    expect(allowed(pdf, { docMdp: 1 })).toEqual(['document-timestamp: PDF_DOCUMENT_TIMESTAMP_ADDED', 'validation-data: PDF_DSS_ADDED']);
  });

  it('a signature in an empty field, in a new invisible field, in a new visible field where nobody certified', () => {
    const added = ['signature: PDF_SIGNATURE_ADDED'];
    const look = stream('/Type /XObject /Subtype /Form /BBox [0 0 200 50] /Resources << /XObject << /Image 46 0 R >> >>', '/Image Do');
    const empty = {
      11: `<< ${EMPTY_FIELD} /V 44 0 R /AP << /N 45 0 R >> /MK << >> >>`,
      44: `<< ${SIGNATURE} >>`,
      45: look,
      46: stream('/Subtype /Image', 'i'),
    };
    expect(allowed(after({ objects: empty }), { docMdp: 2 })).toEqual(added);
    expect(allowed(after({ objects: signing(50, 51, '/F 132 /Rect [0 0 0 0]') }), { docMdp: 2 })).toEqual(added);
    const result = after({ objects: signing(50, 51, '/F 4 /Rect [10 10 90 50]') });
    expect(allowed(result)).toEqual(added);
    expect(compared(result).changes.find(({ code }) => code === 'PDF_SIGNATURE_ADDED')).toMatchObject({
      field: 'S50',
      page: 1,
      object: 51,
    });
    expect(allowed(after({ objects: signing(50, 51, '/F 132 /Rect [0 0 0 0]') }), { fieldLocks: [{ action: 'All', fields: [] }] })).toEqual(
      added,
    );
  });

  it('a certification after a signature, named in /Perms', () => {
    const reference = '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /Data 1 0 R /TransformParams << /P 2 >> >>]';
    const objects = {
      ...signing(50, 51, '/F 132 /Rect [0 0 0 0]', `${SIGNATURE} ${reference}`),
      1: `<< ${CATALOG} /Perms << /DocMDP 51 0 R >> >>`,
    };
    expect(allowed(after({ objects }))).toEqual(['signature: PDF_CERTIFICATION_ADDED']);
    expect(brokenRules(compared(after({ objects }), { docMdp: 2 }))).toEqual(['doc-mdp: PDF_CERTIFICATION_ADDED']);
  });

  it('a form that is filled in, in its own revision, with a new appearance or in place', () => {
    const filled = ['form-fill: PDF_FIELD_FILLED'];
    const renewed = after({ objects: { 6: `<< ${TEXT_FIELD} /V (200) /AP << /N 40 0 R >> >>`, 40: appearance('200') } });
    const inPlace = after({ objects: { 6: `<< ${TEXT_FIELD} /V (200) /AP << /N 10 0 R >> >>`, 10: appearance('200') } });
    for (const pdf of [renewed, inPlace]) {
      expect(allowed(pdf)).toEqual(filled);
      expect(allowed(pdf, { docMdp: 2 })).toEqual(filled);
      const rule = compared(pdf).findings.find((finding) => finding.rule === 'form-changes');
      expect(rule).toMatchObject({ holds: true, message: 'Fields that were filled in: amount.' });
    }
    const drawnAnew = appearance('100').replace('2 4 Td', '3 4 Td');
    expect(allowed(after({ objects: { 10: drawnAnew } }))).toEqual(filled);
  });

  it('metadata, document information, version, extensions', () => {
    const objects = {
      1: `<< ${CATALOG} /Version /2.0 /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> /MarkInfo << /Marked true >> >>`,
      9: stream('/Type /Metadata /Subtype /XML', xmp('2026-02-02T00:00:00Z')),
      13: '<< /Producer (Writer; other) /ModDate (D:20260202000000Z) >>',
    };
    expect(allowed(after({ objects }), { docMdp: 1 })).toEqual([
      'metadata: PDF_EXTENSIONS_UPDATED',
      'metadata: PDF_INFO_UPDATED',
      'metadata: PDF_MARK_INFO_UPDATED',
      'metadata: PDF_VERSION_UPDATED',
      'metadata: PDF_XMP_UPDATED',
    ]);
  });

  it('objects that are written again, under their own or another number, direct or indirect', () => {
    const objects = {
      7: '<< /BaseFont /Helvetica /Subtype /Type1 /Type /Font >>',
      3: `<< ${PAGE.replace('/Contents 4 0 R', '/Contents 40 0 R').replace('[0 0 600 800]', '41 0 R')} /Annots 42 0 R >>`,
      40: stream('', 'BT /F1 12 Tf 50 750 Td (I owe you) Tj ET /Logo Do'),
      41: '[0 0 600 800]',
      42: `[${ANNOTS}]`,
      43: `<< ${CATALOG} >>`,
    };
    const result = compared(after({ objects, trailer: '/Root 43 0 R' }));
    expect(brokenRules(result)).toEqual([]);
    expect(changeClasses(result)).toEqual(['unchanged: PDF_OBJECTS_REWRITTEN']);
  });

  it('elements of the structure tree for a new signature field', () => {
    const root = (kids: string, nums: string): string =>
      `<< /Type /StructTreeRoot /K [30 0 R] /ParentTree << /Nums [${nums}] >> ${kids} >>`;
    const before = {
      objects: {
        1: `<< ${CATALOG} /StructTreeRoot 29 0 R >>`,
        29: root('', '0 [31 0 R]'),
        30: '<< /Type /StructElem /S /Document /P 29 0 R /K [31 0 R] >>',
        31: '<< /Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K [0] >>',
      },
    };
    const element = '<< /Type /StructElem /S /Form /P 30 0 R /Pg 3 0 R /K << /Type /OBJR /Obj 50 0 R >> >>';
    const update = {
      ...signing(50, 51, '/F 4 /Rect [10 10 90 50] /StructParent 1'),
      29: root('/ParentTreeNextKey 2', '0 [31 0 R] 1 52 0 R'),
      30: '<< /Type /StructElem /S /Document /P 29 0 R /K [31 0 R 52 0 R] >>',
      52: element,
    };
    expect(allowed(signedDocument(before).append({ objects: update }))).toEqual(['signature: PDF_SIGNATURE_ADDED']);
    const changed = ['undefined-changes: PDF_STRUCTURE_CHANGED'];
    const text = { ...update, 52: '<< /Type /StructElem /S /P /P 30 0 R /ActualText (not) /K [0] >>' };
    expect(brokenRules(compared(signedDocument(before).append({ objects: text })))).toEqual(changed);
    const gone = { 30: '<< /Type /StructElem /S /Document /P 29 0 R /K [] >>' };
    expect(brokenRules(compared(signedDocument(before).append({ objects: gone })))).toEqual(changed);
    const other = { 31: '<< /Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K [0] /ActualText (not) >>' };
    expect(brokenRules(compared(signedDocument(before).append({ objects: other })))).toEqual(changed);
  });

  it('fifty revisions with as many signatures stay within a small budget', () => {
    const pdf = signedDocument();
    const numbers: number[] = [];
    for (let index = 0; index < 50; index++) {
      const field = 100 + 2 * index;
      numbers.push(field);
      const list = numbers.map((number) => `${number} 0 R`).join(' ');
      pdf.append({
        objects: {
          3: `<< ${PAGE} /Annots [${ANNOTS} ${list}] >>`,
          5: `<< ${FORM} /Fields [${FIELDS} ${list}] >>`,
          [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S${field}) /F 132 /P 3 0 R /Rect [0 0 0 0] /V ${field + 1} 0 R >>`,
          [field + 1]: `<< ${SIGNATURE} >>`,
        },
      });
    }
    const budget = new Budget();
    const document = pdf.open(budget);
    const counts = document.revisions.map(({ index }) => {
      const result = compareRevisions(document, { revision: index, fieldName: '', fieldLocks: [], signatureObject: undefined }, budget);
      expect(brokenRules(result)).toEqual([]);
      return result.changes.length;
    });
    expect(counts[0]).toBe(50);
    expect(counts.at(-1)).toBe(0);
    expect(budget.spent('pdfComparisons')).toBeLessThan(1_000_000);
  });
});
