import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DemonstrationDocument } from '../../../../fixtures/families/demonstration/documents.ts';
import { linesOf, put, ROOT, sigillum, temporaryFolder } from '../sigillum.js';

type Example = Omit<DemonstrationDocument, 'pdf'>;

const home = join(ROOT, 'fixtures/demonstration');
const trust = ['--offline', '--trust-lists', join(home, 'lists'), '--lotl-anchors', join(home, 'anchors.json')];
const examples = JSON.parse(readFileSync(join(home, 'documents.json'), 'utf8')) as Example[];
const fileOf = ({ name }: Example): string => join(home, 'documents', `${name}.pdf`);
const MARK = 'DEMONSTRATION: judged by made-up trusted lists. Nothing of this holds for anyone.';

it('every example of the demonstration set has its verdict, now and in years, and says that it is one', async () => {
  for (const at of [[], ['--at', '2031-01-01T00:00:00Z']]) {
    const lines = linesOf(await sigillum(['validate', '--ndjson', ...trust, ...at, ...examples.map(fileOf)]));
    const found = lines.map(({ exitCode, signatures: [one], trust: used }) => {
      return { exitCode, indication: one?.indication ?? null, qualification: one?.qualification ?? null, set: used?.set };
    });
    expect(found).toEqual(
      examples.map(({ expect: { exitCode, indication, qualification } }) => ({
        exitCode,
        indication,
        qualification,
        set: 'demonstration',
      })),
    );
  }
});

it('the texts and the XML say so too', async () => {
  const [example] = examples;
  const file = example === undefined ? '' : fileOf(example);
  const folder = temporaryFolder();
  const ran = await sigillum(['validate', ...trust, '--report', 'etsi', '--out', folder, file]);
  expect(ran.out.split('\n')[1]?.trim()).toBe(MARK);
  expect(ran.out).toContain('Demonstration Trust Provider A');
  const [report = ''] = readdirSync(folder);
  expect(readFileSync(join(folder, report), 'utf8')).toContain('TrustSet>demonstration<');
  const [anchor] = (JSON.parse(readFileSync(join(home, 'anchors.json'), 'utf8')) as { certificates: { der: string }[] }).certificates;
  const certificate = put(folder, 'one.der', Buffer.from(anchor?.der ?? '', 'base64'));
  expect((await sigillum(['certificate', ...trust, certificate])).out.split('\n')[1]?.trim()).toBe(MARK);
});

it.each([['show'], ['show', 'XA'], ['find', 'Demonstration'], ['snapshot']])('trust %s %s says so first', async (...words) => {
  const ran = await sigillum(['trust', ...words, ...trust.slice(1)]);
  expect([ran.status, ran.out.split('\n')[0]]).toEqual([0, MARK]);
});

it('trust diff says so first', async () => {
  const ran = await sigillum(['trust', 'diff', join(home, 'lists'), join(home, 'lists'), ...trust.slice(3)]);
  expect([ran.status, ran.out.split('\n')[0]]).toEqual([0, MARK]);
});

it('a service that was granted at the issuance only is not told as if it were granted at the signature', async () => {
  const { out } = await sigillum(['validate', ...trust, join(home, 'documents/withdrawn-service.pdf')]);
  expect(out).toContain('withdrawn since 2026-03-01 00:00:00 UTC. (TL_SERVICE_NOT_GRANTED)');
  expect(out).toContain(
    'On the trusted list of XB: Demonstration Trust Provider B, Demonstration CA withdrawn; withdrawn since 2026-03-01',
  );
  expect(out).not.toContain('; granted since');
});
