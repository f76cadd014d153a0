import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningService, startService } from '../../api/test/service.js';

let service: RunningService;

beforeAll(async () => {
  service = await startService({ SIGILLUM_ONLINE: 'no' });
});

afterAll(async () => {
  await service?.stop();
});

it('serves the page at / under a policy that lets nothing foreign in, and asks for it anew each time', async () => {
  const answer = await fetch(service.url);
  const html = await answer.text();
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-cache',
  ]);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|[*]|data:/);
  expect(html).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|\son\w+=|https?:/);
  const again = await fetch(service.url, {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
});

it('files that have their hash in their name may be kept', async () => {
  const [, script] = /src="(\/assets\/[\w-]+\.js)"/.exec(await (await fetch(service.url)).text()) ?? [];
  const answer = await fetch(`${service.url}${script}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('leaves the rest to the API', async () => {
  const missing = await fetch(`${service.url}/assets/nothing.js`);
  expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${service.url}/%2e%2e/package.json`)).status).toBe(404);
});

it('whatever is answered can be taken for nothing else, tells no other site of itself and stands in no foreign frame', async () => {
  const form = new FormData();
  form.append('document', new Blob(['hello']));
  const [, script] = /src="(\/assets\/[\w-]+\.js)"/.exec(await (await fetch(service.url)).text()) ?? [];
  const answers = [
    await fetch(service.url),
    await fetch(`${service.url}${script}`),
    await fetch(`${service.url}/v1/demonstration`),
    await fetch(`${service.url}/v1/demonstration/qualified-signature`),
    await fetch(`${service.url}/v1/validations`, { method: 'POST', body: form }),
  ];
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors '(?:none|self)'/);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
  for (const { headers } of answers.slice(0, 2)) expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(answers.map(({ headers }) => headers.get('cache-control')).at(-1)).toBe('no-store');
});
