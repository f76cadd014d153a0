import { openPdf } from '@sigillum/containers/pdf';
import { Budget, memorySource } from '@sigillum/encoding';
import { expect, it } from 'vitest';
import { signedDocument } from '../changes/spec-support/signed-document.js';
import { findSignatures } from './found-signatures.js';

const value = (contents: string): string => `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <${contents}> >>`;
const field = (contents: string): string => `<< /FT /Sig /T (Same) /V ${value(contents)} >>`;

it('of fields with one name each signature is found, also where the values are no objects of their own', () => {
  const form = '<< /SigFlags 3 /Fields [40 0 R 41 0 R] >>';
  const pdf = signedDocument({ objects: { 5: form, 40: field('01'), 41: field('02') } }).append({ objects: { 40: field('03') } });
  const found = findSignatures(openPdf(memorySource(pdf.bytes()), new Budget()), new Budget());
  expect(found.map(({ field: { name }, reach, filledIn }) => [name, reach, filledIn])).toEqual([
    ['Same', 'current', 1],
    ['Same', 'current', 0],
    ['Same', 'hidden', 0],
  ]);
});
