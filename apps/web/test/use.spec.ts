import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, createPdf, issueSigner, signPdf } from '@sigillum/testkit';
import { type RunningService, startService } from '../../api/test/service.js';
import { CHROMIUM, startBrowser } from './browser/chromium.js';
import { choose, documentOf, openPage, tryExample } from './browser/open-page.js';

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
      'Try it with an example',
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

  it('keeps a name of ten thousand characters from pushing the verdict away; its end is seen', async () => {
    const signer = issueSigner(createAuthority({ name: 'Root' }), { name: `CN=${'A'.repeat(10_000)}END` });
    const buffer = Buffer.from(signPdf(await createPdf(), { signer, reserved: 16_384 }));
    const { page, faults } = await openPage(browser, service.url);
    await choose(page, pdf(`${'x'.repeat(10_000)}.pdf.exe`, buffer));
    expect(await page.locator('.file').innerText()).toMatch(/^x{300} … [(]9648 more characters[)] … x{52}[.]pdf[.]exe$/);
    expect(await page.locator('.who').innerText()).toMatch(/ A{300} … [(]9643 more characters[)] … A{57}END;/);
    expect((await page.locator('.card').boundingBox())?.height).toBeLessThan(700);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says of several signatures with the same verdict each sentence once', async () => {
    const root = createAuthority({ name: 'Root' });
    const once = signPdf(await createPdf(), { signer: issueSigner(root, { name: 'Anna' }) });
    const twice = signPdf(once, { signer: issueSigner(root, { name: 'Berta' }), fieldName: 'Second' });
    const { page } = await openPage(browser, service.url);
    await choose(page, pdf('two.pdf', Buffer.from(twice)));
    const text = await page.locator('article').innerText();
    const { verdict } = (await (await fetch(`${service.url}/v1/validations`, { method: 'POST', body: formOf(twice) })).json()) as Judged;
    expect(verdict.why.length).toBeGreaterThan(1);
    for (const sentence of [...verdict.why, verdict.next]) expect(text.split(sentence)).toHaveLength(2);
    expect(await page.getByRole('heading', { name: 'Signature 2 of 2: Signed in the name of Berta' }).count()).toBe(1);
    await page.context().close();
  });

  it('names the entry of the list, and shows neither a code nor a sentence twice', async () => {
    const { page } = await openPage(browser, service.url);
    await tryExample(page, 'A signer whose provider has lost its status');
    const part = page.getByRole('region', { name: 'Details' });
    expect((await part.locator('dl').first().innerText()).split(/\n+/)).toEqual([
      'List of',
      'XB',
      'Provider',
      'Demonstration Trust Provider B',
      'Service',
      'Demonstration CA withdrawn',
      'Status',
      'withdrawn since 2026-03-01 00:00:00 UTC',
    ]);
    expect(
      (await page.locator('article').innerText()).split('It is an advanced signature whose certificate is not qualified.'),
    ).toHaveLength(2);
    await tryExample(page, 'A signer whom no list vouches for');
    expect(await part.innerText()).not.toMatch(/\bNA\b|trusted lists/);
    await page.context().close();
  });

  it('runs and loads nothing but its own: markup is no way in, and no stranger can be asked', async () => {
    const { page, faults } = await openPage(browser, service.url);
    const thrown = await page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<img src=x>');
        return 'nothing';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(thrown).toBe('TypeError');
    expect(await page.evaluate(() => fetch('https://stranger.example/').then(String, (error: Error) => error.name))).toBe('TypeError');
    expect(faults.some((fault) => /stranger\.example.*Content Security Policy/.test(fault))).toBe(true);
    await page.context().close();
  });

  it('marks every verdict under the made-up lists, wherever the reader is on the page, and no other', async () => {
    const { page, faults } = await openPage(browser, service.url);
    const mark = page.getByText(/DEMONSTRATION/);
    await page.locator('.examples button').first().waitFor();
    const titles = await page.locator('.examples button').allInnerTexts();
    expect(titles).toHaveLength(7);
    for (const title of titles) {
      await tryExample(page, title);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await expect.poll(() => mark.evaluateAll(isInSight)).toEqual([true]);
      expect(await page.locator('.footnote').innerText()).toContain('made-up trusted lists');
    }
    await tryExample(page, titles[0] ?? '');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Simple report' }).press('Enter');
    expect((await download).suggestedFilename()).toBe('qualified-signature.DEMONSTRATION.simple.json');

    const example = await (await fetch(`${service.url}/v1/demonstration/qualified-signature`)).arrayBuffer();
    for (const file of [GOOD, pdf('qualified-signature.pdf', Buffer.from(example))]) {
      await page.reload();
      await choose(page, file);
      expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe('CANNOT_JUDGE');
      expect(await mark.count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has no examples where the service was installed without', async () => {
    const { page } = await openPage(browser, service.url);
    await page.route('**/v1/demonstration', (route) => route.fulfill({ json: { documents: [] } }));
    await page.reload();
    await choose(page, GOOD);
    expect(await page.getByText('Try it with an example').count()).toBe(0);
    await page.context().close();
  });
});

interface Judged {
  readonly verdict: { readonly why: readonly string[]; readonly next: string };
}

/** In the window, and covered by nothing. */
function isInSight(elements: readonly Element[]): boolean[] {
  return elements.map((element) => {
    const { left, top } = element.getBoundingClientRect();
    return document.elementFromPoint(left + 2, top + 2) === element;
  });
}

function formOf(document: Uint8Array): FormData {
  const form = new FormData();
  form.append('document', new Blob([Uint8Array.from(document)]));
  return form;
}
