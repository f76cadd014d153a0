import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerdictCode } from '@sigillum/reports';
import { type RunningService, startService } from '../../api/test/service.js';
import { CHROMIUM, startBrowser } from './browser/chromium.js';
import { faintTexts } from './browser/contrast.js';
import { choose, DESKTOP, documentOf, openPage, PHONE, tryExample } from './browser/open-page.js';
import { differenceFrom } from './browser/picture.js';

const ROOT = documentOf('../fixtures/pki').replace(/input[.]pdf$/, 'root.pem');
const ALIKE = 0.06;

const EXAMPLE = 'A qualified electronic signature';

/** A verdict, the document that gets it (by the demonstration for the first: no other list is at hand everywhere), what is read first, and words of its reason and next step. */
type Row = readonly [code: VerdictCode, fixture: string, headline: string, why: string, next: string];
const ROWS: readonly Row[] = [
  ['QUALIFIED_SIGNATURE', EXAMPLE, 'Qualified signature', 'signature by hand', 'Keep this report'],
  [
    'GENUINE_SIGNATURE',
    'pades-baseline/lt-ocsp',
    'Genuine: whether it is qualified was not determined',
    'genuine',
    'enough for your purpose',
  ],
  ['CANNOT_BE_CONFIRMED', 'pades-baseline/b-stale-ocsp', 'Cannot be confirmed yet', 'too old', 'again'],
  [
    'SIGNER_NOT_TRUSTED',
    'x509/unknown-root',
    'Signer not known to be trusted',
    'does not lead to an authority',
    'Ask the signer who issued',
  ],
  [
    'DO_NOT_RELY',
    'pades-changes/p31-page-removed',
    'Do not rely on this: changed after signing',
    'changed after signing',
    'as it was signed',
  ],
  ['NO_SIGNATURE', 'unreadable/unsigned', 'No electronic signature here', 'picture of a signature', 'Ask the sender'],
  [
    'CANNOT_JUDGE',
    'pades-baseline/b-rsa2048',
    'We cannot judge: no trusted authority is at hand',
    'could not be checked',
    'nothing against the signer',
  ],
];

describe.skipIf(CHROMIUM === undefined)('the page, in Chromium', () => {
  let browser: Browser;
  let trusting: RunningService;
  let trustless: RunningService;

  beforeAll(async () => {
    const offline = { SIGILLUM_ONLINE: 'no' };
    [browser, trusting, trustless] = await Promise.all([
      startBrowser(),
      startService({ ...offline, SIGILLUM_ANCHORS: ROOT }),
      startService(offline),
    ]);
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), trusting?.stop(), trustless?.stop()]);
  });

  /** The page with the verdict on it, its top first. */
  async function judged([code, fixture]: Row, options = DESKTOP): Promise<Awaited<ReturnType<typeof openPage>>> {
    const open = await openPage(browser, (code === 'CANNOT_JUDGE' ? trustless : trusting).url, options);
    await (fixture === EXAMPLE ? tryExample(open.page, EXAMPLE) : choose(open.page, documentOf(fixture)));
    await open.page.evaluate(() => window.scrollTo(0, 0));
    return open;
  }

  it.each(ROWS)('%s: card, words, live region, focus, picture', async (...row) => {
    const [code, , headline, why, next] = row;
    const { page, faults } = await judged(row);
    const card = page.getByRole('region', { name: headline, exact: true });
    expect(await card.getAttribute('data-verdict')).toBe(code);
    expect(await page.getByRole('heading', { level: 2, name: headline, exact: true }).count()).toBe(1);
    expect(await card.innerText()).toContain(why);
    expect(await card.locator('.next').innerText()).toContain(next);
    const demonstration = row[1] === EXAMPLE;
    expect(await page.getByText(/DEMONSTRATION/).count()).toBe(demonstration ? 1 : 0);
    expect(await page.getByRole('status').innerText()).toBe(`${demonstration ? 'Demonstration. ' : ''}Verdict: ${headline}.`);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(headline);
    const [box, band] = [await card.boundingBox(), await card.locator('.band').boundingBox()];
    expect(box?.width).toBeGreaterThan(700);
    expect(band?.height).toBeGreaterThan(50);
    expect((band?.y ?? 0) + (band?.height ?? 0)).toBeLessThan(700);
    expect(await faintTexts(page)).toEqual([]);
    expect(await differenceFrom(page, code.toLowerCase().replaceAll('_', '-'))).toBeLessThan(ALIKE);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([ROWS[0], ROWS[4]] as Row[])('%s on a phone in the dark: nothing is wider than the screen', async (...row) => {
    const { page, faults } = await judged(row, PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await faintTexts(page)).toEqual([]);
    expect(await differenceFrom(page, `phone-${row[0].toLowerCase().replaceAll('_', '-')}`)).toBeLessThan(ALIKE);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('the comparison of pictures sees a missing card, and one verdict from another', async () => {
    const { page } = await judged(ROWS[4] as Row);
    expect(await differenceFrom(page, 'genuine-signature', false)).toBeGreaterThan(ALIKE);
    await page.locator('.card').evaluate((card) => (card.style.visibility = 'hidden'));
    expect(await differenceFrom(page, 'do-not-rely', false)).toBeGreaterThan(ALIKE);
    await page.context().close();
  });
});
