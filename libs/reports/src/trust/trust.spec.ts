import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Budget, toRfc3339 } from '@sigillum/encoding';
import {
  createAuthority,
  createSmallEurope,
  EUROPE_ISSUED,
  EUROPE_NEXT_UPDATE,
  type EuropeOptions,
  issueSigner,
  type SmallEurope,
  type TestCountry,
} from '@sigillum/testkit';
import { buildSnapshot, type SnapshotInput, type TrustSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import {
  lookUpCertificate,
  lookUpName,
  toTrustCountry,
  toTrustCountryText,
  toTrustDifference,
  toTrustDifferenceText,
  toTrustLookUpText,
  toTrustOverview,
  toTrustOverviewText,
} from '../index.js';
import { toStateView } from './service-view.js';

const SCHEMAS = join(import.meta.dirname, '../../schemas');
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
for (const file of readdirSync(SCHEMAS)) ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as object);

/** The value, after it was held against its published schema. */
function published<T>(name: string, value: T): T {
  const validate = ajv.getSchema(`urn:sigillum:schema:${name}:1`);
  if (!validate) throw new Error(`no schema ${name}`);
  void validate(JSON.parse(JSON.stringify(value)));
  expect(validate.errors ?? []).toEqual([]);
  return value;
}

const NOW = Date.UTC(2026, 6, 1);
const DAY = 86_400;
const ca = createAuthority({ name: 'CN=Small CA, O=Small Trust, C=XA' });
const holder = parseCertificate(issueSigner(ca, { name: 'CN=Holder' }).certificate);
const forger = createAuthority({ name: 'CN=Small CA, O=Small Trust, C=XA' });
const forged = parseCertificate(issueSigner(forger, { name: 'CN=Holder' }).certificate);

const WITHDRAWN = Date.UTC(2026, 2, 1);
const criteria = { assert: 'all', keyUsage: [{ nonRepudiation: true }], policySets: [['1.2.3']] } as const;

function country(territory: string, more: Partial<TestCountry> = {}): TestCountry {
  const states = [
    { status: 'withdrawn', since: WITHDRAWN },
    {
      status: 'granted',
      since: Date.UTC(2020, 0, 1),
      information: ['ForeSignatures'],
      qualifications: [{ qualifiers: ['QCWithQSCD'], criteria }],
    },
  ];
  const services = [{ type: 'CA/QC', name: `Qualified CA of ${territory}`, certificates: [ca.certificate], states }];
  return { territory, providers: [{ name: `Small Trust ${territory}`, tradeName: 'ST', services }], ...more };
}

const europe = (options: Partial<EuropeOptions> = {}): SmallEurope =>
  createSmallEurope({ countries: [country('XA'), country('XB')], ...options });

function snapshotOf(made: SmallEurope, more: Partial<SnapshotInput> = {}): Promise<TrustSnapshot> {
  const { lotl, pivots, lists, ojUrl } = made;
  return buildSnapshot({ lotl, pivots, lists, ojUrl, anchors: made.anchors.map((one) => parseCertificate(one)), now: NOW, ...more });
}

describe('toTrustOverview', () => {
  it('tells of each list how it stands: current, overdue, the last good one, none', async () => {
    const countries = [country('XA'), country('XB', { nextUpdate: NOW + 10 * DAY * 1000 }), country('XC'), country('XD')];
    const made = europe({ countries });
    const previous = await snapshotOf({ ...made, lists: made.lists.filter(({ territory }) => territory !== 'XD') });
    const broken = made.lists.map((list) => (list.territory === 'XC' ? { ...list, bytes: Buffer.from('<broken') } : list));
    const lists = broken.filter(({ territory }) => territory !== 'XD');
    const at = NOW + 20 * DAY * 1000;
    const overview = published('trust-overview', toTrustOverview(await snapshotOf({ ...made, lists }, { previous, now: at }), at));
    expect(overview.usable).toBe(true);
    expect(overview.counts).toEqual({ lists: 4, current: 1, overdue: 1, lastGood: 1, unusable: 1, providers: 3, services: 3 });
    expect(overview.authority).toMatchObject({ announcement: made.ojUrl });
    expect(overview.listOfLists).toMatchObject({ territory: 'EU', use: 'current', inUse: { sequenceNumber: 100 } });
    const [xa, xb, xc, xd] = overview.lists;
    const edition = { sequenceNumber: 7, issued: toRfc3339(EUROPE_ISSUED), nextUpdate: toRfc3339(EUROPE_NEXT_UPDATE) };
    expect(xa).toMatchObject({ use: 'current', inUse: edition, refused: null, age: (at - EUROPE_ISSUED) / 1000, overdue: 0, granted: 0 });
    expect(xb).toMatchObject({ use: 'overdue', process: 'PROCESS_PASSED_WITH_WARNING', overdue: 10 * DAY, authenticated: toRfc3339(at) });
    expect(xb?.codes).toContain('WARNING_EUTL_NEXTUPDATE_PASSED');
    expect(xc).toMatchObject({ use: 'last-good', process: 'PROCESS_FAILED', inUse: edition, authenticated: toRfc3339(NOW), services: 1 });
    expect(xc?.refused).toMatchObject({ sequenceNumber: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(xd).toMatchObject({
      use: 'none',
      inUse: null,
      refused: null,
      age: null,
      authenticated: null,
      codes: ['EUTL_VERIFICATION_FAILED', 'EUTL_NOT_AVAILABLE'],
    });
    const text = toTrustOverviewText(overview);
    expect(text).toContain('4 lists: 1 current, 1 overdue, 1 last good, 1 not in use');
    expect(text).toContain('its next update is overdue by 10 days (WARNING_EUTL_NEXTUPDATE_PASSED)');
    expect(text).toContain('LAST GOOD ONE of 2026-07-01 in use, 50 days old');
    expect(text).toContain('XD  NOT IN USE (EUTL_VERIFICATION_FAILED, EUTL_NOT_AVAILABLE)');
    const legend = text.slice(text.lastIndexOf('\n\n')).trim().split('\n');
    expect(legend.filter((one) => one.includes('EUTL_NOT_AVAILABLE'))).toEqual([
      '  EUTL_NOT_AVAILABLE: The trusted list of the country is not at hand.',
    ]);
    expect(legend.some((one) => one.includes('LOTL_VERIFICATION_PASSED') || one.includes('EUTL_VERIFICATION_PASSED'))).toBe(false);
  });

  it('needs the list of the lists and one national list at least to be usable', async () => {
    const whole = await snapshotOf(europe());
    expect(toTrustOverview(whole, NOW).usable).toBe(true);
    const none = { ...whole, lists: whole.lists.map((list) => ({ ...list, process: 'PROCESS_FAILED' as const })) };
    expect(toTrustOverview(none, NOW)).toMatchObject({ usable: false, listOfLists: { use: 'current' } });
    const headless = { ...whole, lotl: { ...whole.lotl, process: 'PROCESS_FAILED' as const } };
    expect(toTrustOverview(headless, NOW)).toMatchObject({ usable: false, counts: { current: whole.lists.length } });
  });

  it('a last good list that is overdue as well is the last good one, and late', async () => {
    const made = europe();
    const kept = await snapshotOf({ ...made, lists: [] }, { previous: await snapshotOf(made) });
    const list = toTrustOverview(kept, EUROPE_NEXT_UPDATE + 3 * DAY * 1000).lists[0];
    expect(list).toMatchObject({ use: 'last-good', overdue: 3 * DAY, process: 'PROCESS_FAILED' });
  });

  it('explains a code once, however many lists it is about, and beside a single list too', async () => {
    const snapshot = await snapshotOf({ ...europe(), lists: [] });
    const line = 'EUTL_NOT_AVAILABLE: The trusted list of the country is not at hand.';
    expect(toTrustOverviewText(toTrustOverview(snapshot, NOW)).split(line)).toHaveLength(2);
    const shown = toTrustCountry(snapshot, 'XA', NOW);
    expect(shown === undefined ? '' : toTrustCountryText(shown)).toContain(line);
  });

  it('says so where nothing can be called qualified', async () => {
    const overview = published('trust-overview', toTrustOverview(await snapshotOf(europe(), { lotl: undefined }), NOW));
    expect(overview).toMatchObject({ usable: false, lists: [], listOfLists: { use: 'none' } });
    expect(toTrustOverviewText(overview)).toContain('NOTHING CAN BE CALLED QUALIFIED');
  });
});

describe('toTrustCountry', () => {
  it('has the providers with their services, histories and qualifiers', async () => {
    const shown = published('trust-country', toTrustCountry(await snapshotOf(europe()), 'XA', NOW));
    expect(shown).toMatchObject({ list: { territory: 'XA', use: 'current' }, version: 6 });
    const [provider] = shown?.providers ?? [];
    expect(provider).toMatchObject({ names: ['Small Trust XA'], tradeNames: ['ST'] });
    const [service] = provider?.services ?? [];
    expect(service?.current).toMatchObject({ type: 'CA/QC', status: 'withdrawn', from: toRfc3339(WITHDRAWN), until: null, qualifiers: [] });
    expect(service?.current?.certificates).toMatchObject([{ sha256: parseCertificate(ca.certificate).sha256 }]);
    expect(service?.history).toMatchObject([
      { status: 'granted', until: toRfc3339(WITHDRAWN), information: ['ForeSignatures'], qualifiers: [{ words: ['QCWithQSCD'] }] },
    ]);
    expect(service?.history[0]?.qualifiers[0]?.criteria).toMatchObject({ assert: 'all', policySets: [['1.2.3']] });
    if (shown === undefined) throw new Error('no country');
    const text = toTrustCountryText(shown);
    expect(text).toContain('CA/QC  withdrawn since 2026-03-01');
    expect(text).toContain('before: CA/QC  granted 2020-01-01 to 2026-03-01  [ForeSignatures, QCWithQSCD]');
  });

  it('is undefined for a country that no list is known of, and empty for one whose list is not in use', async () => {
    const snapshot = await snapshotOf({ ...europe(), lists: [] });
    expect(toTrustCountry(snapshot, 'XX', NOW)).toBeUndefined();
    expect(published('trust-country', toTrustCountry(snapshot, 'XA', NOW))).toMatchObject({
      version: null,
      providers: [],
      list: { use: 'none' },
    });
  });
});

it('a state has who took it over, until when it tells of expired certificates, and what is critical and not known', async () => {
  const [state] =
    (await snapshotOf(europe())).trusted.flatMap(({ providers }) => providers.flatMap(({ services }) => services))[0]?.states ?? [];
  if (state === undefined) throw new Error('no state');
  const more = { takenOverBy: 'https://heir.example/', expiredCertsRevocationInfo: NOW, unknownCritical: ['1.2.3'] };
  expect(toStateView({ ...state, ...more })).toMatchObject({ ...more, expiredCertsRevocationInfo: toRfc3339(NOW) });
  expect(toStateView(state)).toMatchObject({ takenOverBy: null, expiredCertsRevocationInfo: null, unknownCritical: [] });
});

describe('look-ups', () => {
  it('find the service of a key and of a certificate that the key signed, in the state of a moment', async () => {
    const snapshot = await snapshotOf(europe());
    const itself = published('trust-look-up', lookUpCertificate(snapshot, parseCertificate(ca.certificate), NOW, new Budget()));
    expect(itself.found.map(({ match, territory, stateAt }) => [match, territory, stateAt?.status])).toEqual([
      ['itself', 'XA', 'withdrawn'],
      ['itself', 'XB', 'withdrawn'],
    ]);
    const issued = lookUpCertificate(snapshot, holder, WITHDRAWN - 1, new Budget());
    expect(issued.found.map(({ match, stateAt }) => [match, stateAt?.status])).toEqual([
      ['issuer', 'granted'],
      ['issuer', 'granted'],
    ]);
    const turned = lookUpCertificate(snapshot, holder, WITHDRAWN, new Budget());
    expect(turned.found.map(({ stateAt }) => stateAt?.status)).toEqual(['withdrawn', 'withdrawn']);
    expect(toTrustLookUpText(issued)).toContain('Issued by a listed key: XA, Small Trust XA\n    then: CA/QC  granted');
    expect(lookUpCertificate(snapshot, holder, Date.UTC(2019, 0, 1), new Budget()).found[0]?.stateAt).toBeNull();
  });

  it('are not deceived by a name: the key decides', async () => {
    const snapshot = await snapshotOf(europe());
    expect(forged.issuer.key).toBe(holder.issuer.key);
    expect(lookUpCertificate(snapshot, forged, NOW, new Budget())).toMatchObject({ total: 0, found: [] });
  });

  it('find names of services and providers without regard to case, and tell how many more there are', async () => {
    const snapshot = await snapshotOf(europe());
    const named = (name: string) => lookUpName(snapshot, name, NOW).found.map(({ territory }) => territory);
    expect([named('qualified  ca of xb'), named('SMALL TRUST'), named('nobody'), named(' ')]).toEqual([['XB'], ['XA', 'XB'], [], []]);
    const state = { status: 'granted', since: WITHDRAWN };
    const services = Array.from({ length: 205 }, (_, i) => ({ type: 'CA/QC', name: `Number ${i}`, certificates: [], states: [state] }));
    const many = await snapshotOf(europe({ countries: [country('XA', { providers: [{ name: 'Many', services }] })] }));
    const answer = published('trust-look-up', lookUpName(many, 'many', NOW));
    expect([answer.total, answer.found.length]).toEqual([205, 200]);
    expect(toTrustLookUpText(answer)).toContain('5 services more');
  });
});

it('a difference names lists and services with what they were and are', async () => {
  const before = europe();
  const services = [
    { type: 'CA/QC', name: 'Qualified CA of XA', certificates: [ca.certificate], states: [{ status: 'granted', since: WITHDRAWN }] },
  ];
  const after = europe({
    countries: [country('XA', { sequenceNumber: 8, providers: [{ name: 'Small Trust XA', services }] }), country('XB')],
    like: before,
  });
  const [a, b] = [await snapshotOf(before), await snapshotOf({ ...before, lists: [...after.lists.slice(0, 1), ...before.lists.slice(1)] })];
  const difference = published('trust-difference', toTrustDifference(a, b));
  expect([difference.from.snapshot, difference.to.snapshot]).toEqual([a.id, b.id]);
  expect(difference.lists).toEqual([{ territory: 'XA', change: 'updated', from: 7, to: 8 }]);
  expect(difference.services).toEqual([
    {
      territory: 'XA',
      provider: 'Small Trust XA',
      service: 'Qualified CA of XA',
      type: 'CA/QC',
      change: 'status',
      from: 'withdrawn',
      to: 'granted',
    },
  ]);
  expect(toTrustDifferenceText(difference)).toContain('Qualified CA of XA (CA/QC) status: withdrawn → granted');
  expect(toTrustDifferenceText(toTrustDifference(a, a))).toContain('The lists are the same.');
});

it('texts carry no control characters out of a list', async () => {
  const snapshot = await snapshotOf(europe({ countries: [country('XA', { providers: [{ name: 'Evil \u202E name', services: [] }] })] }));
  const shown = toTrustCountry(snapshot, 'XA', NOW);
  if (shown === undefined) throw new Error('no country');
  expect(shown.providers[0]?.names).toEqual(['Evil \u202E name']);
  expect(toTrustCountryText(shown)).toContain('Evil · name');
});
