import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPem } from '@sigillum/encoding';
import { createSmallEurope } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { ANCHOR, BAD, GOOD, linesOf, put, type Ran, sigillum, temporaryFolder } from './sigillum.js';

const folder = temporaryFolder();
const AT = '2026-06-02T12:00:00Z';
const root = readPem(readFileSync(ANCHOR, 'latin1'))[0]?.bytes ?? new Uint8Array();

/** A Europe whose one list names the authority of the fixtures as one of qualified certificates for signatures, with these qualifiers for all of them. */
function trusting(name: string, qualifiers: readonly string[]): string[] {
  const criteria = { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }, { nonRepudiation: false }] } as const;
  const state = {
    status: 'granted',
    since: Date.UTC(2020, 0, 1),
    information: ['ForeSignatures'],
    qualifications: [{ qualifiers, criteria }],
  };
  const service = { type: 'CA/QC', name: 'Fixture authority', certificates: [root], states: [state] };
  const europe = createSmallEurope({ countries: [{ territory: 'XA', providers: [{ name: 'Listed Provider', services: [service] }] }] });
  const [lists, journal] = [join(folder, name), join(folder, `${name}-journal`)];
  for (const path of [lists, journal]) mkdirSync(path);
  for (const { name: file, bytes } of [europe.lotl, ...europe.lists]) put(lists, file, bytes);
  for (const [index, anchor] of europe.anchors.entries()) put(journal, `${index}.cer`, anchor);
  return ['--trust-lists', lists, '--lotl-anchors', journal, '--oj-url', europe.ojUrl];
}

const device = trusting('device', ['QCStatement', 'QCForESig', 'QCWithQSCD']);
const plain = trusting('plain', ['QCStatement', 'QCForESig']);
const none = trusting('none', ['NotQualified']);
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
    expect(ran.out).toContain('Qualification: QESIG, by Listed Provider (XA): Fixture authority, granted since 2020-01-01 00:00:00 UTC');
    expect(ran.out).toContain('EU trusted lists used');
  });

  it('without lists nothing is said of it', async () => {
    expect(linesOf(await ask('--anchors', ANCHOR, GOOD))).toMatchObject([{ signatures: [{ qualification: 'NA' }] }]);
  });

  it('judges nothing without the lists that were asked for: status 6', async () => {
    const ran = await ask(...device.slice(0, 5), 'https://journal.example/other', GOOD);
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('LOTL_VERIFICATION_FAILED');
  });
});
