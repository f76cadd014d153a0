import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

import type { Instant } from '@sigillum/encoding';

export interface SamplePdf {
  readonly title?: string;
  readonly paragraphs?: readonly string[];
  readonly pages?: number;
  /** Text fields with their values, by name. */
  readonly textFields?: Readonly<Record<string, string>>;
  readonly created?: Instant;
  /** Cross-reference and object streams instead of a table. */
  readonly objectStreams?: boolean;
  /** Encrypted by the standard handler, so that this password is needed to open it. */
  readonly password?: string;
}

const AGREEMENT = [
  'This agreement is made between Northwind Timber AB, Gothenburg (the Supplier), and Lakeside Joinery Oy, Tampere (the Customer).',
  '1. Subject. The Supplier delivers 240 cubic metres of planed spruce, quality class C24, in four equal lots between March and June 2026.',
  '2. Price. The Customer pays 318 euros for each cubic metre, thirty days after each lot has been accepted. Freight to Tampere is included.',
  '3. Acceptance. The Customer inspects a lot within five working days. What is not objected to in writing counts as accepted.',
  '4. Delay. For each full week of delay the price of the lot is reduced by one per cent, at most by ten per cent.',
  '5. Signatures. This document is signed electronically. No paper copy is exchanged.',
];

interface Text {
  readonly font: PDFFont;
  readonly size: number;
  readonly width: number;
}

function wrap(text: string, { font, size, width }: Text): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (font.widthOfTextAtSize(longer, size) > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function drawPage(
  page: PDFPage,
  fonts: { plain: PDFFont; bold: PDFFont },
  content: { title: string; paragraphs: readonly string[]; foot: string },
): void {
  const { width, height } = page.getSize();
  const ink = rgb(0.13, 0.16, 0.2);
  page.setFont(fonts.bold);
  page.drawText(content.title, { x: 72, y: height - 110, size: 24, color: ink });
  page.setFont(fonts.plain);
  page.drawLine({ start: { x: 72, y: height - 124 }, end: { x: width - 72, y: height - 124 }, thickness: 1.2, color: rgb(0.2, 0.35, 0.6) });
  let y = height - 160;
  for (const paragraph of content.paragraphs) {
    for (const line of wrap(paragraph, { font: fonts.plain, size: 11, width: width - 144 })) {
      page.drawText(line, { x: 72, y, size: 11, color: ink });
      y -= 16;
    }
    y -= 10;
  }
  page.drawText(content.foot, { x: 72, y: 48, size: 8, color: rgb(0.45, 0.48, 0.52) });
}

/** A readable document of one or more A4 pages, with text fields where asked for; resource names differ from run to run. */
export async function createPdf(request: SamplePdf = {}): Promise<Uint8Array> {
  const { title = 'Sample agreement', pages = 1, created = Date.UTC(2026, 4, 20, 8) } = request;
  const document = await PDFDocument.create();
  const fonts = { plain: await document.embedFont(StandardFonts.Helvetica), bold: await document.embedFont(StandardFonts.HelveticaBold) };
  document.setTitle(title);
  document.setAuthor('Northwind Timber AB');
  document.setProducer('Sigillum testkit');
  document.setCreator('Sigillum testkit');
  document.setCreationDate(new Date(created));
  document.setModificationDate(new Date(created));
  for (let i = 0; i < pages; i++) {
    const foot = `${title} - page ${i + 1} of ${pages} - made for testing, not a contract`;
    drawPage(document.addPage([595, 842]), fonts, {
      title: i === 0 ? title : `Annex ${i}`,
      paragraphs: request.paragraphs ?? AGREEMENT,
      foot,
    });
  }
  addFields(document, request.textFields ?? {});
  if (request.password !== undefined) document.encrypt({ userPassword: request.password, ownerPassword: `${request.password}-owner` });
  return document.save({ useObjectStreams: request.objectStreams ?? false, addDefaultPage: false });
}

function addFields(document: PDFDocument, fields: Readonly<Record<string, string>>): void {
  let y = 250;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.getForm().createTextField(name);
    field.setText(value);
    field.addToPage(document.getPage(0), { x: 72, y, width: 220, height: 18 });
    y -= 30;
  }
}
