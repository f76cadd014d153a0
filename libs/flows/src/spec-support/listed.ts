import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memorySource, readPem } from '@sigillum/encoding';
import { createAuthority, createSmallEurope } from '@sigillum/testkit';
import { buildSnapshot, type TrustSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { judge, type JudgeInput } from '../judge.js';
import { openAndCollect } from '../validate-document.js';
import { fixture, ROOT } from './fixtures.js';

const NOW = Date.UTC(2026, 5, 2);
const [root] = readPem(readFileSync(join(ROOT, 'fixtures/pki/root.pem'), 'utf8'));
if (!root) throw new Error('fixtures/pki/root.pem holds no certificate');

function country(territory: string, name: string, certificate: Uint8Array) {
  const criteria = { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }, { nonRepudiation: false }] } as const;
  const qualifications = [{ qualifiers: ['QCStatement', 'QCForESig', 'QCWithQSCD'], criteria }];
  const states = [
    { status: 'granted', since: Date.UTC(2020, 0, 1), information: ['ForeSignatures'], qualifications },
    { status: 'withdrawn', since: Date.UTC(2019, 0, 1), information: ['ForeSignatures'] },
  ];
  return {
    territory,
    providers: [{ name, services: [{ type: 'CA/QC', name: `${name} authority`, certificates: [certificate], states }] }],
  };
}

/** Two lists: one names the authority of the fixtures, the other one that no fixture knows. */
export async function listsOfFixtures(): Promise<TrustSnapshot> {
  const stranger = createAuthority({ name: 'CN=Stranger, O=Stranger, C=XB', algorithm: 'P-256' });
  const countries = [country('XA', 'Listed Provider', root?.bytes ?? new Uint8Array()), country('XB', 'Stranger', stranger.certificate)];
  const { lotl, lists, anchors, ojUrl } = createSmallEurope({ countries });
  return buildSnapshot({ lotl, pivots: [], lists, anchors: anchors.map((one) => parseCertificate(one)), ojUrl, now: NOW });
}

/** A fixture judged under these lists alone, with all that it was judged by. */
export async function judgedUnder(lists: TrustSnapshot, name: string) {
  const { input, request } = fixture(name);
  const asked = { ...request, anchors: [], trustLists: lists };
  const collected: JudgeInput = {
    ...(await openAndCollect(memorySource(readFileSync(input)), asked, { sources: [] })),
    policy: DEFAULT_POLICY,
  };
  return { collected, result: judge(collected) };
}
