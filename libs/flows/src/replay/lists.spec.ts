import { canonicalJson, toHex } from '@sigillum/encoding';
import { digest } from '@sigillum/crypto';
import { toDetailedReport, toEtsiReport, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import { DEMONSTRATION_URL } from '@sigillum/tsl/in-use';
import { describe, expect, it } from 'vitest';
import { judge } from '../judge.js';
import { judgedUnder, listsOfFixtures } from '../spec-support/listed.js';
import { SavedEvidenceError } from './errors.js';
import { replay } from './replay.js';
import { readSavedEvidence, saveEvidence } from './saved-evidence.js';

const ABOUT = { name: 'contract.pdf', program: '0.1.0' };
const lists = await listsOfFixtures();
const { collected, result } = await judgedUnder(lists, 'pades-baseline/b-rsa2048');
const good = saveEvidence(result, ABOUT, collected.lists);

interface Service {
  states: { status: string; startingTime: unknown; identity: { certificates: string[] } }[];
}
interface Saved {
  version: number;
  body: {
    trust: Record<string, unknown>;
    lists?: {
      id: string;
      authority?: { ojUrl: string };
      trusted: { territory: string; pointers?: unknown; providers: { services: Service[] }[] }[];
    };
  };
}

function edited(edit: (file: Saved) => unknown): string {
  const file = JSON.parse(good) as Saved;
  edit(file);
  return JSON.stringify({ ...file, digest: toHex(digest('SHA-256', Buffer.from(canonicalJson(file.body)))) });
}

const stateIn = ({ body }: Saved): Service['states'][number] => {
  const state = body.lists?.trusted[0]?.providers[0]?.services[0]?.states[0];
  if (!state) throw new Error('the entry is not in the file');
  return state;
};

function reportsOf(one: ValidationResult): (string | undefined)[] {
  return [JSON.stringify(toSimpleReport(one)), JSON.stringify(toDetailedReport(one)), toTextReport('contract.pdf', one), toEtsiReport(one)];
}

describe('evidence saved under trusted lists', () => {
  it('gives all reports again, byte for byte, with the qualification and the name of the whole snapshot', () => {
    const saved = readSavedEvidence(good);
    const again = replay(saved);
    expect(again).toMatchObject({ same: true, differences: [] });
    expect(reportsOf(again.result)).toEqual(reportsOf(result));
    expect(toSimpleReport(again.result)).toMatchObject({
      trust: { anchors: 0, trustLists: 'used', snapshot: lists.id },
      signatures: [{ indication: 'TOTAL-PASSED', qualification: 'QESIG' }],
    });
    expect(saveEvidence(again.result, ABOUT, saved.lists)).toBe(good);
  });

  it('is the verdict under the whole lists, and has only the entries that the evidence leads to', () => {
    expect(toSimpleReport(judge({ ...collected, lists }))).toEqual(toSimpleReport(result));
    const { version, body } = JSON.parse(good) as Saved;
    expect(version).toBe(2);
    expect(body.lists?.trusted.map(({ territory, providers }) => [territory, providers.length])).toEqual([
      ['XA', 1],
      ['XB', 0],
    ]);
    expect(collected.evidence.anchors).toHaveLength(1);
  });

  it('answers for a moment at which the entry was another one', () => {
    const before = replay(readSavedEvidence(edited((file) => (stateIn(file).startingTime = Date.UTC(2026, 5, 1)))));
    expect(before.differences).toContainEqual({ path: 'signatures[0].qualification', saved: '"QESIG"', now: '"UNKNOWN"' });
    expect(before.same).toBe(false);
  });

  it.each<[string, (file: Saved) => unknown, RegExp]>([
    ['the lists taken out', ({ body }) => delete body.lists, /body\.lists: what body\.trust names/],
    ['lists of another name', ({ body }) => (body.trust.snapshot = 'L-00'), /body\.lists: what body\.trust names/],
    ['lists that were not used', ({ body }) => (body.trust.trustLists = 'missing'), /body\.lists: what body\.trust names/],
    ['lists that are not made up called so', ({ body }) => (body.trust.set = 'demonstration'), /body\.lists: what body\.trust names/],
    [
      'made-up lists not called so',
      ({ body }) => ((body.lists?.authority ?? { ojUrl: '' }).ojUrl = DEMONSTRATION_URL),
      /body\.lists: what body/,
    ],
    ['lists in a file of version 1', (file) => (file.version = 1), /body\.lists: what body\.trust names/],
    ['pointers', ({ body }) => Object.assign(body.lists?.trusted[0] ?? {}, { pointers: [] }), /trusted\[0\]\.pointers: nothing/],
    ['a state without a time', (file) => (stateIn(file).startingTime = null), /states\[0\]\.startingTime: a moment/],
    ['an identity that is no certificate', (file) => (stateIn(file).identity.certificates = ['MAA=']), /certificates\[0\]: a certificate/],
  ])('%s, with a digest that fits: refused', (_, edit, message) => {
    expect(() => readSavedEvidence(edited(edit))).toThrow(SavedEvidenceError);
    expect(() => readSavedEvidence(edited(edit))).toThrow(message);
  });

  it('is not written with other lists than those of the verdict', () => {
    expect(() => saveEvidence(result, ABOUT)).toThrow(RangeError);
    expect(() => saveEvidence(result, ABOUT, { ...lists, id: 'L-00' })).toThrow(RangeError);
  });
});
