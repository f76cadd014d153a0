import { readFileSync } from 'node:fs';
import { canonicalJson, CodedError, memorySource, toHex } from '@sigillum/encoding';
import { digest } from '@sigillum/crypto';
import { toDetailedReport, toEtsiReport, toSimpleReport, toTextReport } from '@sigillum/reports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture } from '../spec-support/fixtures.js';
import { judgedUnder, listsOfFixtures } from '../spec-support/listed.js';
import { validateDocument } from '../validate-document.js';
import { replay } from './replay.js';
import { readSavedEvidence, saveEvidence } from './saved-evidence.js';

type Path = readonly (string | number)[];

/** The places of all values in a JSON value, objects and lists too. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([name, one]) => placesIn(one, [...path, name]))];
}

const OTHERS: readonly unknown[] = [
  '\u001b[31m\u202e\u0000\ud800',
  '',
  'x',
  'AAAA',
  'MAA=',
  'MIIBAA==',
  'SHA-1',
  'any',
  0,
  -1,
  3,
  2 ** 40,
  1e15,
  -6e13,
  true,
  false,
  null,
  [],
  {},
  [[]],
];

/** The body with the value at a place taken out, put twice, or exchanged. */
function edited(body: object, path: Path, how: number): object {
  const copy: object = structuredClone(body);
  const parents = path.slice(0, -1);
  const last = path.at(-1) ?? '';
  const holder = parents.reduce<unknown>((one, name) => (one as Record<string | number, unknown>)[name], copy) as Record<
    string | number,
    unknown
  >;
  if (how === OTHERS.length) {
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  } else if (how === OTHERS.length + 1) {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(last)]));
    else if (typeof holder[last] === 'string') holder[last] = holder[last].slice(0, Math.floor(holder[last].length / 8) * 4);
  } else holder[last] = OTHERS[how];
  return copy;
}

function fileOf(body: object): string {
  const sha256 = toHex(digest('SHA-256', Buffer.from(canonicalJson(body))));
  return JSON.stringify({ format: 'sigillum-evidence', version: 'lists' in body ? 2 : 1, digest: sha256, body });
}

/** `read` where every report could be made, or the code under which the file is refused. */
function outcome(file: string): string {
  try {
    const { result } = replay(readSavedEvidence(file));
    JSON.stringify([toSimpleReport(result), toDetailedReport(result)]);
    if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(toEtsiReport(result) ?? '')) return 'no XML';
    return /[^\P{C}\n]/u.test(toTextReport('x', result)) ? 'a control character in the text' : 'read';
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}

/** What becomes of 400 edits of a body, at places of it that are told by their first members. */
function outcomesOf(body: object, at: (path: Path) => boolean): Set<string> {
  const places = placesIn(body).filter((path) => path.length > 0 && path[0] !== 'report' && at(path));
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.nat(places.length - 1), fc.nat(OTHERS.length + 1), (place, how) => {
      seen.add(outcome(fileOf(edited(body, places[place] ?? [], how))));
    }),
    { numRuns: 400, seed: 319_102 },
  );
  return seen;
}

const EITHER = new Set(['read', 'SAVED_EVIDENCE_UNREADABLE']);

describe.each(['pades-baseline/lta', 'pades-baseline/b-fresh-ocsp', 'pades-defects/p10-value-damaged'])('edits of the saved %s', (name) => {
  it('by someone who can compute the digest: a report or a code, and nothing else', async () => {
    const { input, request } = fixture(name);
    const result = await validateDocument(memorySource(readFileSync(input)), request, { sources: [] });
    const { body } = JSON.parse(saveEvidence(result, { name, program: '0.1.0' })) as { body: object };
    expect(outcomesOf(body, () => true)).toEqual(EITHER);
  });
});

describe('edits of the trusted lists in saved evidence', () => {
  it('by someone who can compute the digest: a report or a code, and nothing else', async () => {
    const { result, collected } = await judgedUnder(await listsOfFixtures(), 'pades-baseline/lta');
    const { body } = JSON.parse(saveEvidence(result, { name: 'lta', program: '0.1.0' }, collected.lists)) as { body: object };
    expect(outcomesOf(body, ([first]) => first === 'lists' || first === 'trust')).toEqual(EITHER);
  });
});
