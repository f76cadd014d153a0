import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, createPdf, issueSigner, signPdf } from '@sigillum/testkit';
import { type RunningService, startService } from '../../api/test/service.js';
import { CHROMIUM, startBrowser } from './browser/chromium.js';
import { choose, documentOf, openPage } from './browser/open-page.js';

const GOOD = documentOf('pades-baseline/lt-ocsp');
const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

describe.skipIf(CHROMIUM === undefined)('using the page, in Chromium', () => {
  let browser: Browser;
  let service: RunningService;

  beforeAll(async () => {
    [browser, service] = await Promise.all([startBrowser(), startService({ SIGILLUM_ONLINE: 'no' })]);
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), service?.stop()]);
  });

  it('reaches everything that can be used with the tabulator key, in the order of the page', async () => {
    const { page } = await openPage(browser, service.url);
    await choose(page, GOOD);
    const usable = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], summary, input')]
        .filter((one) => one.checkVisibility())
        .map((one) => one.innerText),
    );
    expect(usable).toEqual([
      'Choose a PDF',
      'Figures for experts',
      'Simple report',
      'Detailed report',
      'ETSI report',
      'description of the API',
    ]);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.locator('h1').click();
    const reached: string[] = [];
    for (let step = 0; step < usable.length; step++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => (document.activeElement as HTMLElement).innerText));
    }
    expect(reached).toEqual(usable);
    await page.context().close();
  });

  it('takes a document that is dropped, and names what it is about in a page of its language', async () => {
    const { page, faults } = await openPage(browser, service.url);
    const data = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], 'dropped.pdf', { type: 'application/pdf' }));
        return transfer;
      },
      [...readFileSync(GOOD)],
    );
    await page.getByRole('region', { name: 'Document' }).dispatchEvent('drop', { dataTransfer: data });
    await page.locator('[data-outcome]').waitFor();
    expect(await page.locator('.file').innerText()).toBe('dropped.pdf');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h1').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('downloads the three reports, drawn as of the moment of the verdict', async () => {
    const { page, faults } = await openPage(browser, service.url);
    const answer = page.waitForResponse('**/v1/validations?report=simple');
    await choose(page, { ...pdf('contract.pdf', readFileSync(GOOD)) });
    const shown = (await (await answer).json()) as { validationTime: string };
    const saved: Record<string, string> = {};
    for (const name of ['Simple report', 'Detailed report', 'ETSI report']) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).press('Enter');
      const file = await download;
      saved[file.suggestedFilename()] = readFileSync(await file.path(), 'utf8');
    }
    expect(Object.keys(saved)).toEqual(['contract.simple.json', 'contract.detailed.json', 'contract.etsi.xml']);
    expect(JSON.parse(saved['contract.simple.json'] ?? '')).toEqual(shown);
    expect(JSON.parse(saved['contract.detailed.json'] ?? '')).toMatchObject({ simple: shown });
    expect(saved['contract.etsi.xml']).toContain('http://uri.etsi.org/19102/v1.4.1#');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('lets no name deceive: what turns text round or hides is a dot, markup is text', async () => {
    const name = 'CN=Anna\u202Egro.elpmaxe\u2066 <img src=x onerror=alert(1)>\u200B';
    const signer = issueSigner(createAuthority({ name: 'Root' }), { name });
    const buffer = Buffer.from(signPdf(await createPdf(), { signer, signingTime: Date.UTC(2026, 5, 1) }));
    const { page, faults } = await openPage(browser, service.url);
    await choose(page, pdf('invoice\u202Efdp.exe', buffer));
    const text = await page.locator('article').innerText();
    expect(text).toContain('Anna·gro.elpmaxe· <img src=x onerror=alert(1)>·');
    expect(text).toContain('invoice·fdp.exe');
    expect(text).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(await page.locator('article img').count()).toBe(0);
    expect(await page.locator('bdi', { hasText: 'Anna' }).count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says in words why there is no verdict: unreadable, encrypted, no service', async () => {
    const { page } = await openPage(browser, service.url);
    await choose(page, documentOf('unreadable/p37-password'));
    const card = page.getByRole('region', { name: 'The PDF is encrypted' });
    expect(await card.innerText()).toContain('There is no verdict on the document. (PDF_ENCRYPTED)');
    expect(await page.getByRole('status').innerText()).toBe('No verdict: The PDF is encrypted.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('The PDF is encrypted');
    await page.route('**/v1/validations?report=simple', (route) => route.abort());
    await choose(page, GOOD);
    await page.getByRole('region', { name: 'The service does not answer' }).waitFor();
    expect(await page.locator('[data-verdict]').count()).toBe(0);
    await page.context().close();
  });

  it('shows examples only where the service has some, and marks every verdict on one', async () => {
    const { page } = await openPage(browser, service.url);
    await choose(page, GOOD);
    expect(await page.getByText('Try it with an example').count()).toBe(0);
    expect(await page.getByText('DEMONSTRATION').count()).toBe(0);

    const example = { name: 'a.pdf', title: 'A contract', about: 'One signature', href: '/v1/demonstration/a.pdf' };
    const report = await (await fetch(`${service.url}/v1/validations`, { method: 'POST', body: formOf(GOOD) })).text();
    const asked: string[] = [];
    await page.route('**/v1/demonstration', (route) => route.fulfill({ json: { documents: [example] } }));
    await page.route('**/v1/demonstration/a.pdf', (route) => route.fulfill({ path: GOOD, contentType: 'application/pdf' }));
    await page.route('**/v1/validations?report=simple', (route) => {
      asked.push(route.request().postDataBuffer()?.toString('latin1') ?? '');
      return route.fulfill({ body: report, contentType: 'application/json' });
    });
    await page.reload();
    await page.getByRole('button', { name: 'A contract' }).press('Enter');
    await page.locator('[data-outcome]').waitFor();
    expect(await page.locator('.card').innerText()).toContain('DEMONSTRATION');
    expect(asked[0]).toMatch(/name="trust"\r\n\r\ndemonstration\r\n/);
    expect(asked[0]?.indexOf('name="trust"')).toBeLessThan(asked[0]?.indexOf('name="document"') ?? 0);

    await choose(page, documentOf('unreadable/unsigned'));
    await page.locator('.file', { hasText: 'input.pdf' }).waitFor();
    expect(await page.getByText('DEMONSTRATION').count()).toBe(0);
    expect(asked[1]).not.toContain('name="trust"');

    const { trust, ...rest } = JSON.parse(report) as { trust: object };
    const json = { ...rest, trust: { ...trust, set: 'demonstration' } };
    await page.route('**/v1/validations?report=simple', (route) => route.fulfill({ json }));
    await choose(page, GOOD);
    await page.getByText('DEMONSTRATION').waitFor();
    await page.context().close();
  });
});

function formOf(path: string): FormData {
  const form = new FormData();
  form.append('document', new Blob([Uint8Array.from(readFileSync(path))]));
  return form;
}
