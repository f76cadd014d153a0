import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, readPem } from '@sigillum/encoding';
import { createSmallEurope } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { ANCHOR, BAD, GOOD, linesOf, put, type Ran, SAME_AS_SAVED, sigillum, temporaryFolder } from '../sigillum.js';

const folder = temporaryFolder();
const AT = '2026-06-02T12:00:00Z';
const root = readPem(readFileSync(ANCHOR, 'latin1'))[0]?.bytes ?? new Uint8Array();

/** A Europe whose one list names the authority of the fixtures as one of qualified certificates for signatures, with these qualifiers for all of them. */
function trusting(
  name: string,
  qualifiers: readonly string[],
  times: { readonly since?: number; readonly nextUpdate?: number } = {},
): string[] {
  const { since = Date.UTC(2020, 0, 1), nextUpdate } = times;
  const criteria = { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }, { nonRepudiation: false }] } as const;
  const state = {
    status: 'granted',
    since,
    information: ['ForeSignatures'],
    qualifications: [{ qualifiers, criteria }],
  };
  const service = { type: 'CA/QC', name: 'Fixture authority', certificates: [root], states: [state] };
  const country = { territory: 'XA', providers: [{ name: 'Listed Provider', services: [service] }], ...(nextUpdate && { nextUpdate }) };
  const europe = createSmallEurope({ countries: [country] });
  const [lists, journal] = [join(folder, name), join(folder, `${name}-journal`)];
  for (const path of [lists, journal]) mkdirSync(path);
  for (const { name: file, bytes } of [europe.lotl, ...europe.lists]) put(lists, file, bytes);
  for (const [index, anchor] of europe.anchors.entries()) put(journal, `${index}.cer`, anchor);
  return ['--trust-lists', lists, '--lotl-anchors', journal, '--oj-url', europe.ojUrl];
}

const device = trusting('device', ['QCStatement', 'QCForESig', 'QCWithQSCD']);
const plain = trusting('plain', ['QCStatement', 'QCForESig']);
const none = trusting('none', ['NotQualified']);
const stale = trusting('stale', ['QCStatement', 'QCForESig', 'QCWithQSCD'], { nextUpdate: Date.UTC(2026, 5, 1) });
const ask = (...args: readonly string[]): Promise<Ran> => sigillum(['validate', '--offline', '--ndjson', '--at', AT, ...args]);

describe('sigillum validate under EU trusted lists', () => {
  it('says what a signature is: qualified, with a qualified certificate, neither', async () => {
    const genuine = { indication: 'TOTAL-PASSED' };
    expect(linesOf(await ask(...device, GOOD))).toMatchObject([
      {
        trust: { anchors: 0, trustLists: 'used', snapshot: expect.stringMatching(/^L-[0-9A-F]{64}$/) },
        signatures: [{ ...genuine, qualification: 'QESIG' }],
      },
    ]);
    expect(linesOf(await ask(...plain, GOOD))).toMatchObject([{ signatures: [{ ...genuine, qualification: 'ADESIG_QC' }] }]);
    expect(linesOf(await ask(...none, GOOD))).toMatchObject([{ signatures: [{ ...genuine, qualification: 'UNKNOWN' }] }]);
  });

  it('takes a service for an anchor only where it was granted when the certificate was issued, unless the policy is laxer', async () => {
    const late = trusting('late', ['QCStatement', 'QCForESig', 'QCWithQSCD'], { since: Date.UTC(2026, 5, 1) });
    expect(linesOf(await ask(...late, GOOD))).toMatchObject([
      {
        exitCode: 3,
        signatures: [
          { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', reasons: [{ code: 'TRUST_ANCHOR_NOT_GRANTED' }] },
        ],
      },
    ]);
    expect(linesOf(await ask(...late, '--policy', 'dss-compatible', GOOD))).toMatchObject([
      { signatures: [{ indication: 'TOTAL-PASSED' }] },
    ]);
  });

  it('does not call qualified what is proven bad', async () => {
    expect(linesOf(await ask(...device, BAD))).toMatchObject([
      { exitCode: 1, signatures: [{ indication: 'TOTAL-FAILED', qualification: 'NOT_ADES_QC_QSCD' }] },
    ]);
  });

  it('says the same in a batch, on several workers', async () => {
    const ran = await ask(...device, '--workers', '2', GOOD, BAD);
    expect(linesOf(ran).map((line) => line.signatures[0]?.qualification)).toEqual(['QESIG', 'NOT_ADES_QC_QSCD']);
  });

  it('names it for people, with the entry that made it so', async () => {
    const ran = await sigillum(['validate', '--offline', '--at', AT, ...device, GOOD]);
    expect(ran.out).toContain('\n  ✔ QUALIFIED SIGNATURE\n');
    expect(ran.out).toContain('On the trusted list of XA: Listed Provider, Fixture authority; granted since 2020-01-01 00:00:00 UTC.');
    expect(ran.out).toMatch(/EU trusted lists L-[0-9A-F]{12}… used/);
  });

  it('without lists nothing is said of it', async () => {
    expect(linesOf(await ask('--anchors', ANCHOR, GOOD))).toMatchObject([{ signatures: [{ qualification: 'NA' }] }]);
  });

  it.each([
    ['qes', [0, 5, 5, 6]],
    ['adesqc', [0, 0, 5, 6]],
    ['ades', [0, 0, 0, 0]],
  ] as const)('--require %s: %j for qualified, with qualified certificate, neither, and under a stale list', async (level, statuses) => {
    const runs = await Promise.all([device, plain, none, stale].map((trust) => ask(...trust, '--require', level, GOOD)));
    expect(runs.map((ran) => ran.status)).toEqual(statuses);
    expect(runs.map((ran) => linesOf(ran)[0]?.exitCode)).toEqual(statuses);
    expect(linesOf(runs[0] as Ran)[0]?.signatures[0]?.requirement).toMatchObject({ required: level, outcome: 'met' });
  });

  it('--require says for people what was required and what was found; without lists it is status 6', async () => {
    const ran = await sigillum(['validate', '--offline', '--at', AT, '--require', 'qes', ...plain, GOOD]);
    expect(ran.status).toBe(5);
    expect(ran.out).toContain('BELOW THE REQUIREMENT. Required was a qualified signature or seal (qes); found: ADESIG_QC.');
    expect((await ask('--anchors', ANCHOR, '--require', 'adesqc', GOOD)).status).toBe(6);
    expect((await ask('--anchors', ANCHOR, '--require', 'ades', GOOD)).status).toBe(0);
  });

  it('--require counts in a batch document by document, the worst for all', async () => {
    const ran = await ask(...plain, '--require', 'qes', '--workers', '2', GOOD, BAD);
    expect(ran.status).toBe(1);
    expect(linesOf(ran).map((line) => line.exitCode)).toEqual([5, 1]);
  });

  it('saves what a verdict was drawn from, and draws it again from that alone', async () => {
    const file = join(folder, 'qualified.evidence.json');
    const ran = await ask(...device, '--save-evidence', file, GOOD);
    expect(await sigillum(['replay', '--ndjson', file])).toMatchObject({ status: 0, out: ran.out, err: SAME_AS_SAVED });
    const anew = await sigillum(['replay', '--ndjson', '--policy', 'dss-compatible', '--at', '2019-06-01T00:00:00Z', file]);
    expect(anew.err).toContain('signatures[0].indication: "TOTAL-PASSED" -> "TOTAL-FAILED"');
    expect(linesOf(anew)).toMatchObject([{ signatures: [{ qualification: 'NOT_ADES' }] }]);
  });

  it('says of a file with the lists of another one, and a digest that fits, that it differs and that nobody vouches for it', async () => {
    const [forged, other] = [join(folder, 'forged.json'), join(folder, 'other.json')];
    await ask(...plain, '--save-evidence', forged, GOOD);
    await ask(...device, '--save-evidence', other, GOOD);
    const [file, lent] = [forged, other].map((path) => JSON.parse(readFileSync(path, 'utf8')) as { body: Record<string, unknown> });
    const body = { ...file?.body, lists: lent?.body.lists, trust: lent?.body.trust };
    const digest = createHash('sha256').update(canonicalJson(body)).digest('hex');
    put(folder, 'forged.json', Buffer.from(JSON.stringify({ ...file, body, digest })));
    const ran = await sigillum(['replay', '--ndjson', forged]);
    expect(linesOf(ran)).toMatchObject([{ signatures: [{ qualification: 'QESIG' }] }]);
    expect(ran.err).toContain('signatures[0].qualification: "ADESIG_QC" -> "QESIG"');
    expect(ran.err).toContain('for which nobody vouches');
  });

  it('judges nothing without the lists that were asked for: status 6', async () => {
    const ran = await ask(...device.slice(0, 5), 'https://journal.example/other', GOOD);
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('LOTL_VERIFICATION_FAILED');
  });
});
