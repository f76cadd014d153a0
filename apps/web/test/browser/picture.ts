import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../pictures');

/** Cells that a picture is divided into, and how far the colours of a cell may be apart: fonts of other machines are, a missing card is not. */
const [COLUMNS, ROWS, APART] = [24, 32, 24];

/**
 * The part of the cells (0 to 1) in which the first screen of the page is not what the stored picture `name` shows. With `UPDATE_PICTURES` set the picture
 * is stored anew first.
 */
export async function differenceFrom(page: Page, name: string, store = process.env.UPDATE_PICTURES !== undefined): Promise<number> {
  const file = join(FOLDER, `${name}.jpg`);
  const now = await page.screenshot({ type: 'jpeg', quality: 50 });
  if (store) writeFileSync(file, now);
  if (!existsSync(file)) throw new Error(`there is no picture ${name}; look at what UPDATE_PICTURES=1 makes`);
  return difference(page, readFileSync(file), now);
}

async function difference(page: Page, ...pictures: readonly Buffer[]): Promise<number> {
  const scratch = await page.context().newPage();
  const encoded = pictures.map((picture) => picture.toString('base64'));
  const grids = await scratch.evaluate(gridsOf, { pictures: encoded, columns: COLUMNS, rows: ROWS });
  await scratch.close();
  const [stored = [], shown = []] = grids;
  const cells = Array.from({ length: COLUMNS * ROWS }, (_, cell) =>
    [0, 1, 2].some((channel) => Math.abs((stored[cell * 4 + channel] ?? 0) - (shown[cell * 4 + channel] ?? 255)) > APART),
  );
  return cells.filter(Boolean).length / cells.length;
}

/** The mean colours of the cells of each picture; runs in the browser, which can read pictures. */
async function gridsOf(asked: { pictures: string[]; columns: number; rows: number }): Promise<number[][]> {
  const { columns, rows } = asked;
  const gridOf = async (picture: string): Promise<number[]> => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const small = await createImageBitmap(image, { resizeWidth: columns, resizeHeight: rows, resizeQuality: 'high' });
    const context = new OffscreenCanvas(columns, rows).getContext('2d');
    context?.drawImage(small, 0, 0);
    return [...(context?.getImageData(0, 0, columns, rows).data ?? [])];
  };
  return Promise.all(asked.pictures.map(gridOf));
}
