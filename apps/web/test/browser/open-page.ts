import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const FIXTURES = join(import.meta.dirname, '../../../../fixtures');

/** The document of a fixture, `pades-baseline/b-rsa2048`. */
export function documentOf(fixture: string): string {
  return join(FIXTURES, fixture, 'input.pdf');
}

/** The page of a service, with all that went wrong in it and all that it asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Errors, refusals of the page's policy among them, and requests to anybody but the service. */
  readonly faults: readonly string[];
}

export const DESKTOP: BrowserContextOptions = { viewport: { width: 800, height: 1000 }, colorScheme: 'light', locale: 'en' };
export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 780 }, colorScheme: 'dark', locale: 'en' };

/** Opens the page; whoever gets it closes its context. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = DESKTOP): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer; Chromium calls it an error.
    if (message.type() === 'error' && !/the server responded with a status of [45]\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) faults.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults };
}

/** Hands a document to the page as a reader does, and waits for what comes of it. */
export async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a PDF' }).press('Enter');
  await (await chooser).setFiles(file);
  await page.locator('[data-outcome]').waitFor();
}

/** Has an example of the demonstration checked, as a reader does, and waits for what comes of it. */
export async function tryExample(page: Page, title: string): Promise<void> {
  const examples = page.locator('.examples');
  await examples.waitFor();
  if ((await examples.getAttribute('open')) === null) await examples.getByText('Try it with an example').press('Enter');
  const answer = page.waitForResponse('**/v1/validations?report=simple');
  await page.getByRole('button', { name: title, exact: true }).press('Enter');
  await answer;
  await page.locator('.progress').waitFor({ state: 'detached' });
  await page.locator('[data-outcome]').waitFor();
}
