import { IncrementalPdf, stream, type Update } from './incremental-pdf.js';

/** An XMP packet with a modification date. */
export function xmp(date: string): string {
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    `xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:ModifyDate="${date}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}

export const CATALOG = '/Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 9 0 R /Outlines 15 0 R';
export const PAGE =
  '/Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 7 0 R >> /XObject << /Logo 20 0 R >> >>';
export const ANNOTS = '6 0 R 8 0 R 11 0 R 17 0 R';
export const FORM = '/SigFlags 3 /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 7 0 R >> >>';
export const FIELDS = '6 0 R 8 0 R 11 0 R';
export const TEXT_FIELD = '/Type /Annot /Subtype /Widget /FT /Tx /T (amount) /F 4 /P 3 0 R /Rect [100 700 300 720] /DA (/Helv 12 Tf 0 g)';
export const EMPTY_FIELD = '/Type /Annot /Subtype /Widget /FT /Sig /T (Signature2) /F 4 /P 3 0 R /Rect [100 100 300 150]';
export const SIGNATURE = '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 20 10] /Contents <00>';

/** The appearance of a text field. */
export function appearance(text: string, font = 7): string {
  const data = `/Tx BMC q BT /Helv 12 Tf 0 g 2 4 Td (${text}) Tj ET Q EMC`;
  return stream(`/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /Helv ${font} 0 R >> >>`, data);
}

/**
 * Two pages, outlines, metadata, a link, a text field "amount" with the value 100, the signed field "Signature1" and the empty,
 * visible field "Signature2".
 */
export function signedDocument(extra: Update = {}): IncrementalPdf {
  const objects = {
    1: `<< ${CATALOG} >>`,
    2: '<< /Type /Pages /Count 2 /Kids [3 0 R 14 0 R] >>',
    3: `<< ${PAGE} /Annots [${ANNOTS}] >>`,
    4: stream('', 'BT /F1 12 Tf 50 750 Td (I owe you) Tj ET /Logo Do'),
    5: `<< ${FORM} /Fields [${FIELDS}] >>`,
    6: `<< ${TEXT_FIELD} /V (100) /AP << /N 10 0 R >> >>`,
    7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    8: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /P 3 0 R /Rect [0 0 0 0] /V 12 0 R >>',
    9: stream('/Type /Metadata /Subtype /XML', xmp('2026-01-01T00:00:00Z')),
    10: appearance('100'),
    11: `<< ${EMPTY_FIELD} >>`,
    12: `<< ${SIGNATURE} >>`,
    13: '<< /Producer (Writer) /ModDate (D:20260101000000Z) >>',
    14: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 16 0 R /Resources << /Font << /F1 7 0 R >> >> >>',
    15: '<< /Type /Outlines /First 18 0 R /Last 18 0 R /Count 1 >>',
    16: stream('', 'BT /F1 12 Tf 50 750 Td (page two) Tj ET'),
    17: '<< /Type /Annot /Subtype /Link /Rect [10 10 50 20] /Border [0 0 0] /Dest [14 0 R /Fit] >>',
    18: '<< /Title (Top) /Parent 15 0 R /Dest [3 0 R /Fit] >>',
    20: stream('/Type /XObject /Subtype /Form /BBox [0 0 10 10]', '0 0 10 10 re f'),
    ...extra.objects,
  };
  return new IncrementalPdf({ ...extra, objects });
}
