import { writeOctetString } from '@sigillum/encoding';
import { type PdfDictionary, pdfText, referenced, type RevisionEditor, type SignPdfOptions } from '@sigillum/testkit';
import { describe, expect, it, test } from 'vitest';
import { brokenRules, onlySignature, signed } from '../../spec-support/signed-pdf.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const token = (cms: Uint8Array, length: number): string => `<${hex(cms).padEnd(length - 2, '0')}>`;

type Row = readonly [what: string, options: Partial<SignPdfOptions>, ...broken: string[]];

/** Each is signed so that all but the override is right. */
const cases: Record<string, readonly Row[]> = {
  'P01 no signature value': [
    ['absent', { contents: () => 'null' }, 'contents-token PDF_CONTENTS_NOT_DIRECT', 'signature-value-present PDF_CONTENTS_ABSENT'],
    ['empty', { contents: () => '<>' }, 'contents-token PDF_GAP_NOT_CONTENTS', 'signature-value-present PDF_CONTENTS_ABSENT'],
    ['all zero', { contents: (_, length) => `<${'0'.repeat(length - 2)}>` }, 'signature-value-present PDF_CONTENTS_EMPTY'],
  ],
  'P02 byte range malformed': [
    ['null', { byteRange: () => 'null' }, 'byte-range PDF_BYTE_RANGE_ABSENT'],
    ['three', { byteRange: ([a, b, c]) => `[${a} ${b} ${c}]` }, 'byte-range PDF_BYTE_RANGE_NOT_FOUR_INTEGERS'],
    ['five', { byteRange: (all) => `[${all.join(' ')} 0]` }, 'byte-range PDF_BYTE_RANGE_NOT_FOUR_INTEGERS'],
    ['floats', { byteRange: ([a, b, c, d]) => `[${a} ${b}.5 ${c} ${d}]` }, 'byte-range PDF_BYTE_RANGE_NOT_FOUR_INTEGERS'],
    ['negative', { byteRange: ([a, b, c]) => `[${a} ${b} ${c} -1]` }, 'byte-range PDF_BYTE_RANGE_NEGATIVE'],
    ['strings', { byteRange: ([a, b, c, d]) => `[(${a}) ${b} ${c} ${d}]` }, 'byte-range PDF_BYTE_RANGE_NOT_FOUR_INTEGERS'],
    ['indirect', { byteRangeIndirect: true }, 'byte-range PDF_BYTE_RANGE_NOT_DIRECT'],
  ],
  'P03 byte range that leaves something out': [
    ['not from 0', { byteRange: ([, b, c, d]) => `[1 ${b - 1} ${c} ${d}]` }, 'byte-range PDF_BYTE_RANGE_NOT_FROM_START'],
    ['overlapping', { byteRange: ([a, b, , d]) => `[${a} ${b} ${b - 1} ${d}]` }, 'byte-range PDF_BYTE_RANGE_OVERLAP'],
    ['starts inside the gap', { byteRange: ([a, b, c, d]) => `[${a} ${b} ${c - 1} ${d}]` }, 'contents-token PDF_GAP_NOT_CONTENTS'],
    ['ends early', { byteRange: ([a, b, c, d]) => `[${a} ${b} ${c} ${d - 20}]` }, 'covers-revision PDF_SIGNED_BYTES_NOT_A_REVISION'],
  ],
  'P04 byte range beyond the file': [
    ['by one', { byteRange: ([a, b, c, d]) => `[${a} ${b} ${c} ${d + 1}]` }, 'byte-range PDF_BYTE_RANGE_BEYOND_END'],
    ['2^31', { byteRange: ([a, b]) => `[${a} ${b} 2147483648 10]` }, 'byte-range PDF_BYTE_RANGE_BEYOND_END'],
    ['2^53 + 1', { byteRange: ([a, b]) => `[${a} ${b} 9007199254740993 10]` }, 'byte-range PDF_BYTE_RANGE_NOT_FOUR_INTEGERS'],
  ],
  'P05, P06 a gap that is not the value': [
    ['wider before', { gap: { before: 3 } }, 'contents-token PDF_GAP_NOT_CONTENTS'],
    ['wider behind', { gap: { after: 5 } }, 'contents-token PDF_GAP_NOT_CONTENTS'],
    ['shifted', { byteRange: ([a, b, c, d]) => `[${a} ${b + 2} ${c + 2} ${d - 2}]` }, 'contents-token PDF_GAP_NOT_CONTENTS'],
  ],
  'P07 a value that is not one hexadecimal string': [
    ['indirect', { contentsIndirect: true }, 'contents-token PDF_CONTENTS_NOT_DIRECT', 'signature-value-present PDF_CONTENTS_ABSENT'],
    ['white space', { contents: (cms, length) => `< ${token(cms, length - 2).slice(1, -1)} >` }, 'contents-token PDF_CONTENTS_NOT_CLEAN'],
    ['odd digits', { contents: (cms, length) => `${token(cms, length - 1)}` }, 'contents-token PDF_GAP_NOT_CONTENTS'],
  ],
};

for (const [name, rows] of Object.entries(cases)) {
  describe(name, () => {
    test.each(rows.map(([what, options, ...broken]) => ({ what, options, broken })))('$what', ({ options, broken }) => {
      expect(brokenRules(onlySignature(signed(options)))).toEqual(expect.arrayContaining(broken));
    });
  });
}

it('P07 a literal string is no hexadecimal one', () => {
  const literal = (cms: Uint8Array, length: number): string =>
    `(${[...cms].map((octet) => `\\${octet.toString(8).padStart(3, '0')}`).join('')})`.padEnd(length);
  const rules = brokenRules(onlySignature(signed({ contents: literal, reserved: 8192 })));
  expect(rules).toContain('contents-token PDF_CONTENTS_NOT_HEXADECIMAL');
});

describe('P08 what stands behind the CMS structure', () => {
  it('zeros are nothing', () => {
    const signature = onlySignature(signed());
    expect(brokenRules(signature)).toEqual([]);
    expect(signature.format).toContainEqual({ rule: 'contents-padding', holds: true });
  });

  it('anything else is something', () => {
    const padded = signed({ contents: (cms, length) => `<${`${hex(cms)}`.padEnd(length - 2, '0').slice(0, -2)}2a>` });
    expect(brokenRules(onlySignature(padded))).toEqual(['contents-padding PDF_CONTENTS_PADDING_NOT_ZERO']);
    const appended = signed({ contents: (cms, length) => token(Buffer.concat([cms, writeOctetString(cms)]), length) });
    expect(brokenRules(onlySignature(appended))).toEqual(['contents-padding PDF_CONTENTS_PADDING_NOT_ZERO']);
  });

  it('a truncated structure is unreadable', () => {
    const truncated = signed({ contents: (cms, length) => `<${hex(cms.subarray(0, cms.length - 200))}>`.padEnd(length) });
    expect(brokenRules(onlySignature(truncated))).toEqual(expect.arrayContaining(['cms-readable CMS_UNREADABLE']));
  });
});

describe('P13 duplicate keys', () => {
  test.each([
    ['/ByteRange [0 1 2 3]', 'ByteRange'],
    ['/SubFilter /adbe.pkcs7.detached', 'SubFilter'],
    ['/Reason (other)', 'Reason'],
  ])('%s', (rawEntries, key) => {
    const { format } = onlySignature(signed({ rawEntries, reason: 'one' }));
    const finding = format.find((one) => one.rule === 'signature-dictionary');
    expect(finding).toMatchObject({ holds: false, code: 'PDF_DUPLICATE_KEY' });
    expect(finding?.message).toContain(` ${key} `);
  });
});

describe('P13 duplicate keys elsewhere', () => {
  const twice = (dictionary: PdfDictionary, tail: string): string => pdfText(dictionary).replace(/>>$/, `${tail} >>`);
  const rewritten = (numberOf: (editor: RevisionEditor, places: { value: string; field: string }) => number, tail: string): Uint8Array =>
    signed({
      edit: (editor, places) => {
        const number = numberOf(editor, places);
        editor.set(number, editor.dictionary(number), undefined, twice(editor.dictionary(number), tail));
      },
    });

  test.each([
    ['catalog', rewritten((editor) => editor.root, '/Pages 1 0 R'), 'The catalog has the key Pages'],
    ['page', rewritten((editor) => editor.page(0), '/Contents null'), 'Page 1 has the key Contents'],
    ['field', rewritten((_, { field }) => referenced(field) ?? 0, '/T (Other)'), 'The field Other has the key T'],
    [
      'form',
      rewritten((editor) => referenced(editor.dictionary(editor.root).get('AcroForm')) ?? 0, '/SigFlags 0'),
      'The form has the key SigFlags',
    ],
    ['trailer', signed({ revision: { trailerTail: ' /Size 99' } }), 'The trailer has the key Size'],
  ])('%s', (_, pdf, message) => {
    const findings = onlySignature(pdf).format.filter((one) => one.code === 'PDF_DUPLICATE_KEY');
    expect(findings.map((one) => [one.rule, one.message])).toEqual([['document-structure', `${message} more than once.`]]);
  });
});

describe('P22, P23 formats', () => {
  test.each([
    ['adbe.x509.rsa_sha1', 'format-accepted PDF_FORMAT_SHA_1'],
    ['adbe.pkcs7.sha1', 'format-accepted PDF_FORMAT_SHA_1'],
    ['acme.signature', 'sub-filter PDF_SUB_FILTER_UNKNOWN'],
  ])('%s', (subFilter, code) => {
    const signature = onlySignature(signed({ subFilter }));
    expect(brokenRules(signature)).toContain(code);
    expect(signature.level).not.toMatch(/BASELINE/);
  });

  it('no format at all', () => {
    expect(brokenRules(onlySignature(signed({ entries: { SubFilter: 'null' } })))).toContain('sub-filter PDF_SUB_FILTER_ABSENT');
  });
});
