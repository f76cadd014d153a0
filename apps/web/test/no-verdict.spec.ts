import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '@sigillum/testkit';
import { europeTrusting, savedEurope } from '../../api/test/europe.js';
import { type RunningService, startService } from '../../api/test/service.js';
import { CHROMIUM, startBrowser } from './browser/chromium.js';
import { faintTexts } from './browser/contrast.js';
import { choose, documentOf, openPage } from './browser/open-page.js';

const GOOD = documentOf('pades-baseline/lt-ocsp');
const VALIDATIONS = '**/v1/validations?report=simple';

describe.skipIf(CHROMIUM === undefined)('why there is no verdict, in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-verdict-'));
  let browser: Browser;
  let service: RunningService;
  let full: RunningService;
  let refusing: RunningService;

  beforeAll(async () => {
    const authority = createAuthority({ name: 'Authority' });
    const saved = (name: string) => savedEurope(join(folder, name), europeTrusting(authority.certificate));
    const offline = { SIGILLUM_ONLINE: 'no' };
    [browser, service, full, refusing] = await Promise.all([
      startBrowser(),
      startService(offline),
      startService({ ...offline, SIGILLUM_QUEUE: '0' }),
      startService({ ...offline, ...saved('one'), SIGILLUM_LOTL_ANCHORS: saved('other').SIGILLUM_LOTL_ANCHORS ?? '' }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), service?.stop(), full?.stop(), refusing?.stop()]);
    rmSync(folder, { recursive: true });
  });

  function made(name: string, content: string, size = content.length): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    truncateSync(path, size);
    return path;
  }

  const big = 200 * 1024 * 1024;
  const rows: readonly (readonly [
    what: string,
    file: () => string,
    at: () => RunningService,
    title: string,
    code: string,
    next: string,
  ])[] = [
    [
      'encrypted',
      () => documentOf('unreadable/p37-password'),
      () => service,
      'The PDF is encrypted',
      'PDF_ENCRYPTED',
      'without a password',
    ],
    [
      'a text',
      () => made('a.txt', 'hello'),
      () => service,
      'Not a format that can carry signatures',
      'NOT_A_SIGNED_DOCUMENT',
      'that was signed',
    ],
    ['200 MB', () => made('a.pdf', '%PDF-1.7\n', big), () => service, 'The document is too large', 'DOCUMENT_TOO_LARGE', 'the right file'],
    ['queue full', () => GOOD, () => full, 'Too many validations are waiting', 'OVERLOADED', 'Try again in a few seconds'],
    [
      'lists refused',
      () => GOOD,
      () => refusing,
      'The EU trusted lists of this service can not be used',
      'TRUST_LISTS_UNUSABLE',
      'The operator has to fetch the lists again',
    ],
  ];

  it.each(rows)('%s: in words, with what to do, said aloud and in focus', async (_what, file, at, title, code, next) => {
    const { page, faults } = await openPage(browser, at().url);
    await choose(page, file());
    const card = page.getByRole('region', { name: title, exact: true });
    expect(await card.innerText()).toContain(`There is no verdict on the document. (${code})`);
    expect(await card.locator('.next').innerText()).toContain(next);
    expect(await page.getByRole('status').innerText()).toBe(`No verdict: ${title}.`);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
    expect(await card.getByRole('button', { name: 'Try again' }).count()).toBe(at() === service ? 0 : 1);
    expect(await page.locator('[data-verdict]').count()).toBe(0);
    expect(await faintTexts(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a service that was stopped in between: tried again when it is back', async () => {
    const first = await startService({ SIGILLUM_ONLINE: 'no' });
    const { page } = await openPage(browser, first.url);
    await first.stop();
    await choose(page, GOOD);
    const card = page.getByRole('region', { name: 'The service does not answer' });
    expect(await card.locator('.next').innerText()).toContain('still running');
    const second = await startService({ SIGILLUM_ONLINE: 'no', SIGILLUM_PORT: new URL(first.url).port });
    await card.getByRole('button', { name: 'Try again' }).press('Enter');
    await page.locator('[data-verdict=CANNOT_JUDGE]').waitFor();
    expect(await card.count()).toBe(0);
    await second.stop();
    await page.context().close();
  });

  it('a file that is gone is not said to be the fault of the service', async () => {
    const path = join(folder, 'gone.pdf');
    copyFileSync(GOOD, path);
    const { page } = await openPage(browser, service.url);
    await page.route(VALIDATIONS, (route) => route.abort());
    await choose(page, path);
    await page.unroute(VALIDATIONS);
    rmSync(path);
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    const card = page.getByRole('region', { name: 'The file can not be read' });
    expect(await card.locator('.next').innerText()).toContain('Choose the file again.');
    await page.context().close();
  });

  it('a check that takes long says so and can be given up with the keyboard', async () => {
    const { page } = await openPage(browser, service.url);
    await page.clock.install();
    await page.route(VALIDATIONS, () => new Promise(() => undefined));
    await drop(page, ['slow.pdf']);
    await page.getByText('Checking slow.pdf …').waitFor();
    expect(await page.getByRole('status').first().innerText()).toBe('Checking the document …');
    expect(await page.getByText('This takes a while').count()).toBe(0);
    await page.clock.fastForward(10_000);
    await page.getByText('This takes a while').waitFor();
    const given = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await given;
    expect(await page.getByRole('status').innerText()).toBe('Cancelled. Nothing was judged.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose a PDF');
    expect(await page.locator('.progress, .card').count()).toBe(0);
    await page.context().close();
  });

  it('several documents at once are refused, one after the other the last counts', async () => {
    const { page, faults } = await openPage(browser, service.url);
    await drop(page, ['one.pdf', 'two.pdf']);
    await page.getByRole('region', { name: 'One document at a time' }).waitFor();
    const held: (() => void)[] = [];
    await page.route(VALIDATIONS, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue().catch(() => undefined);
    });
    await drop(page, ['one.pdf']);
    await drop(page, ['two.pdf']);
    await expect.poll(() => held.length).toBe(2);
    for (const release of held) release();
    await page.locator('[data-verdict]').waitFor();
    expect(await page.locator('.file').allInnerTexts()).toEqual(['two.pdf']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['{}', '<p>Sign in</p>'])('an answer that is no report is no verdict: %s', async (body) => {
    const { page, faults } = await openPage(browser, service.url);
    await page.route(VALIDATIONS, (route) => route.fulfill({ contentType: 'application/json', body }));
    await choose(page, GOOD);
    const card = page.getByRole('region', { name: 'The answer is no report' });
    expect(await card.innerText()).toContain('There is no verdict on the document.');
    expect(await card.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an example that comes late does not take the place of the document that was chosen after it', async () => {
    const { page } = await openPage(browser, service.url);
    let release = (): void => undefined;
    await page.route('**/v1/demonstration/*', async (route) => {
      await new Promise<void>((resolve) => (release = resolve));
      await route.continue();
    });
    const asked = page.waitForRequest('**/v1/demonstration/*');
    await page.locator('.examples button').first().press('Enter');
    await asked;
    await drop(page, ['mine.pdf']);
    await page.locator('[data-verdict]').waitFor();
    const came = page.waitForResponse('**/v1/demonstration/*');
    release();
    await (await came).finished();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.file').innerText()).toBe('mine.pdf');
    await page.context().close();
  });

  it('a document that is dropped beside the place does not take the reader away from the page', async () => {
    const { page } = await openPage(browser, service.url);
    const taken = await drop(page, ['beside.pdf'], 'footer');
    expect(taken).toBe(true);
    await page.locator('[data-verdict]').waitFor();
    expect(await page.locator('.file').innerText()).toBe('beside.pdf');
    await page.context().close();
  });

  /** Drops copies of a document; whether the page took them, so that the browser did not. */
  function drop(page: Page, names: readonly string[], on = '.picker'): Promise<boolean> {
    const given = { names, on, bytes: [...readFileSync(GOOD)] };
    return page.evaluate(({ names, on, bytes }) => {
      const dataTransfer = new DataTransfer();
      for (const name of names) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, { type: 'application/pdf' }));
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(on)?.dispatchEvent(event);
      return event.defaultPrevented;
    }, given);
  }
});
