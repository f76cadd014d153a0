import { type Certificate, parseCertificate } from '@sigillum/x509';
import {
  createAuthority,
  createSmallEurope,
  EUROPE_ISSUED,
  type EuropeFile,
  type EuropeOptions,
  type SmallEurope,
  signTrustedList,
  type TestCountry,
  type TestProvider,
  writeTrustedList,
} from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';

import { readSavedLists } from '../saved/saved-lists.js';
import { readSnapshot } from '../stored/read.js';
import { writeSnapshot } from '../stored/write.js';
import type { TrustSnapshot } from '../types.js';
import { buildSnapshot, type SnapshotInput } from './build.js';
import { compareSnapshots } from './compare.js';
import { findListedServices, servicesAt, staleLists } from './find.js';

const NOW = Date.UTC(2026, 6, 1);
const SWITCH = Date.UTC(2016, 5, 30, 22);
const SERVICE_STATUS = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';

const ca = createAuthority({ name: 'CN=Small CA, O=Small Trust, C=XA' });
const caCertificate = parseCertificate(ca.certificate);

function provider(status = 'granted', since = SWITCH): TestProvider {
  const information = ['ForeSignatures'];
  const history = status === 'granted' ? [] : [{ status: 'granted', since: SWITCH, information }];
  const states = [{ status, since, information }, ...history];
  return { name: 'Small Trust', services: [{ type: 'CA/QC', name: 'Small CA', certificates: [ca.certificate], states }] };
}

function country(territory: string, more: Partial<TestCountry> = {}): TestCountry {
  return { territory, providers: [provider()], ...more };
}

function europe(options: Partial<EuropeOptions> = {}): SmallEurope {
  return createSmallEurope({ countries: [country('XA'), country('XB')], ...options });
}

function snapshotOf(made: SmallEurope, more: Partial<SnapshotInput> = {}): Promise<TrustSnapshot> {
  const { lotl, pivots, lists, ojUrl } = made;
  const anchors = made.anchors.map((certificate): Certificate => parseCertificate(certificate));
  return buildSnapshot({ lotl, pivots, lists, anchors, ojUrl, now: NOW, ...more });
}

function altered(file: EuropeFile): EuropeFile {
  return { ...file, bytes: Buffer.from(Buffer.from(file.bytes).toString('utf8').replace('Small Trust', 'Other Trust')) };
}

const codesOf = (snapshot: TrustSnapshot, territory: string) => snapshot.lists.find((list) => list.territory === territory)?.codes;
const inUse = (snapshot: TrustSnapshot) => snapshot.trusted.map(({ territory, sequenceNumber }) => `${territory}-${sequenceNumber}`);

describe('a snapshot of a small Europe', () => {
  it('authenticates everything over two pivots', async () => {
    const snapshot = await snapshotOf(europe({ pivots: 2 }));
    expect(snapshot.lotl).toMatchObject({ process: 'PROCESS_PASSED', codes: ['LOTL_VERIFICATION_PASSED'], sequenceNumber: 100 });
    expect(snapshot.lists.map(({ territory, process }) => [territory, process])).toEqual([
      ['XA', 'PROCESS_PASSED'],
      ['XB', 'PROCESS_PASSED'],
    ]);
    expect(snapshot.id).toMatch(/^L-[0-9A-F]{64}$/);
    expect(Object.isFrozen(snapshot)).toBe(true);
  });

  it('is named by its lists: by the same ones the same, whatever their order and the time', async () => {
    const made = europe();
    const first = await snapshotOf(made);
    const second = await snapshotOf({ ...made, lists: [...made.lists].reverse() }, { now: NOW + 1000 });
    expect(second.id).toBe(first.id);
    expect((await snapshotOf({ ...made, lists: made.lists.slice(1) })).id).not.toBe(first.id);
  });

  it('finds a service by key and name, in the state of a time', async () => {
    const withdrawn = Date.UTC(2026, 2, 1);
    const snapshot = await snapshotOf(europe({ countries: [country('XA', { providers: [provider('withdrawn', withdrawn)] })] }));
    expect(findListedServices(snapshot, caCertificate)).toMatchObject([{ territory: 'XA', provider: { names: ['Small Trust'] } }]);
    expect(servicesAt(snapshot, caCertificate, withdrawn - 1)[0]?.state.status).toBe(`${SERVICE_STATUS}granted`);
    expect(servicesAt(snapshot, caCertificate, withdrawn)[0]?.state.status).toBe(`${SERVICE_STATUS}withdrawn`);
    expect(servicesAt(snapshot, caCertificate, SWITCH - 1)).toEqual([]);
    const sameName = parseCertificate(createAuthority({ name: ca.name }).certificate);
    expect(findListedServices(snapshot, sameName)).toEqual([]);
  });

  it('comes back from its bytes as it was, and not from damaged ones', async () => {
    const snapshot = await snapshotOf(europe({ pivots: 1 }));
    const bytes = writeSnapshot(snapshot);
    const back = readSnapshot(bytes);
    expect(back.id).toBe(snapshot.id);
    expect(back.lists).toEqual(snapshot.lists);
    expect(findListedServices(back, caCertificate)).toMatchObject([{ territory: 'XA' }, { territory: 'XB' }]);
    const [state] = back.trusted[0]?.providers[0]?.services[0]?.states ?? [];
    expect(state?.identity.certificates[0]?.id).toBe(caCertificate.id);
    expect(state?.identity.subjectName?.key).toBe(caCertificate.subject.key);
    expect(back.listOfLists?.pointers.map(({ certificates }) => certificates.length)).toEqual([1, 1, 1]);
    expect(writeSnapshot(back)).toEqual(bytes);
    const damaged = Uint8Array.from(bytes);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    for (const bad of [damaged, bytes.subarray(0, 60), new Uint8Array(3)]) {
      expect(() => readSnapshot(bad)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_UNREADABLE' }));
    }
  });

  it('is compared with another one by lists and services', async () => {
    const before = europe();
    const since = Date.UTC(2026, 5, 20);
    const countries = [country('XA', { sequenceNumber: 8, providers: [provider('withdrawn', since)] }), country('XC')];
    const after = europe({ countries, like: before, sequenceNumber: 101 });
    const difference = compareSnapshots(await snapshotOf(before), await snapshotOf(after));
    expect(difference.lists).toEqual([
      { territory: 'EU', change: 'updated', from: 100, to: 101 },
      { territory: 'XA', change: 'updated', from: 7, to: 8 },
      { territory: 'XB', change: 'removed', from: 7, to: undefined },
      { territory: 'XC', change: 'added', from: undefined, to: 7 },
    ]);
    expect(difference.services.map(({ territory, change, to }) => [territory, change, to?.replace(SERVICE_STATUS, '')])).toEqual([
      ['XA', 'status', 'withdrawn'],
      ['XB', 'removed', undefined],
      ['XC', 'added', 'granted'],
    ]);
  });

  it('is compared by all that is said of a service, one certificate under several services included', async () => {
    const state = { status: 'granted', since: SWITCH };
    const criteria = { assert: 'all', keyUsage: [{ nonRepudiation: true }] } as const;
    const qualified = { ...state, qualifications: [{ qualifiers: ['QCWithQSCD'], criteria }] };
    const service = { type: 'CA/QC', name: 'Small CA', certificates: [ca.certificate] };
    const listing = (second: typeof state) => {
      const services = [
        { ...service, states: [state] },
        { ...service, name: 'Second', states: [second] },
      ];
      return country('XA', { providers: [{ name: 'Small Trust', services }] });
    };
    const before = europe({ countries: [listing(state)] });
    const after = europe({ countries: [{ ...listing(qualified), sequenceNumber: 8 }], like: before });
    const [a, b] = [await snapshotOf(before), await snapshotOf({ ...after, lotl: before.lotl })];
    const { services } = compareSnapshots(a, b);
    expect(services.map((one) => [one.service, one.change, one.from === one.to])).toEqual([['Second', 'details', true]]);
    expect(compareSnapshots(a, a)).toEqual({ lists: [], services: [] });
  });

  it('is made of saved files by their names, the newest of each', async () => {
    const made = europe({ pivots: 1 });
    const older = europe({ countries: [country('XA', { sequenceNumber: 6 })], like: made });
    const files = [made.lotl, ...made.pivots, ...made.lists, ...older.lists, { name: 'notes.xml', bytes: Buffer.from('x') }];
    const saved = readSavedLists(files.map(({ name, bytes }) => ({ name: `folder/${name}`, bytes })));
    expect(saved.lists.map(({ location }) => location)).toEqual(['folder/XA-7.xml', 'folder/XB-7.xml']);
    expect(saved.pivots.map(({ location }) => location)).toEqual(['folder/EU-lotl-pivot-10.xml']);
    expect(inUse(await snapshotOf(made, saved))).toEqual(['XA-7', 'XB-7']);
  });
});

describe('T01 a list with a lower sequence number', () => {
  it('is refused however well it is signed, and the last good one is kept', async () => {
    const made = europe({ countries: [country('XA', { sequenceNumber: 8 })] });
    const previous = await snapshotOf(made);
    const older = europe({ countries: [country('XA', { sequenceNumber: 7 })], like: made });
    const snapshot = await snapshotOf({ ...older, lotl: made.lotl }, { previous, now: NOW + 1 });
    expect(codesOf(snapshot, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'TL_SEQUENCE_NUMBER_LOWER']);
    expect(snapshot.lists[0]?.kept).toMatchObject({ sequenceNumber: 8, authenticated: NOW });
    expect(inUse(snapshot)).toEqual(['XA-8']);
    expect(staleLists(snapshot, NOW).map(({ territory }) => territory)).toEqual(['XA']);
  });

  it('another list under the same number is refused as well, and so is an older list of the lists', async () => {
    const made = europe({ countries: [country('XA')] });
    const previous = await snapshotOf(made);
    const other = europe({ countries: [country('XA', { providers: [] })], like: made, sequenceNumber: 99 });
    const snapshot = await snapshotOf(other, { previous });
    expect(codesOf(snapshot, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'TL_SEQUENCE_NUMBER_REUSED']);
    expect(snapshot.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'TL_SEQUENCE_NUMBER_LOWER']);
    expect(snapshot.lotl.kept).toMatchObject({ sequenceNumber: 100 });
    expect(snapshot.id).toBe(previous.id);
  });

  it('a higher number with an older date is refused as well', async () => {
    const made = europe({ countries: [country('XA')] });
    const previous = await snapshotOf(made);
    const backdated = europe({
      countries: [country('XA', { sequenceNumber: 8 })],
      like: made,
      sequenceNumber: 101,
      issued: EUROPE_ISSUED - 1000,
    });
    const snapshot = await snapshotOf(backdated, { previous });
    expect(codesOf(snapshot, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'TL_ISSUED_BEFORE_LAST']);
    expect(snapshot.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'TL_ISSUED_BEFORE_LAST']);
    expect(inUse(snapshot)).toEqual(['XA-7']);
  });

  it('two authentic lists under one number conflict, and two copies of the list of the lists', async () => {
    const made = europe({ countries: [country('XA')] });
    const other = europe({ countries: [country('XA', { providers: [] })], like: made });
    const both = await snapshotOf({ ...made, lists: [...made.lists, ...other.lists] });
    expect(codesOf(both, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'EUTL_FILE_CONFLICT']);
    const copies = await snapshotOf(made, { copies: [other.lotl] });
    expect(copies.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'LOTL_FILE_CONFLICT']);
  });
});

describe('T02 a list that is expired or broken', () => {
  it('expired: a national list passes with a warning, the list of the lists fails', async () => {
    const made = europe();
    const late = await snapshotOf(made, { now: Date.UTC(2026, 11, 2) });
    expect(late.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'LOTL_NEXTUPDATE_PASSED']);
    expect(late.trusted).toEqual([]);
    const nextUpdate = Date.UTC(2026, 5, 15);
    const one = await snapshotOf(europe({ countries: [country('XA', { nextUpdate }), country('XB', { nextUpdate: null })] }));
    expect(one.lists[0]).toMatchObject({
      process: 'PROCESS_PASSED_WITH_WARNING',
      codes: ['EUTL_VERIFICATION_PASSED', 'WARNING_EUTL_NEXTUPDATE_PASSED'],
    });
    expect(one.lists[1]).toMatchObject({ process: 'PROCESS_PASSED', nextUpdate: undefined });
    expect(staleLists(one, NOW).map(({ territory }) => territory)).toEqual(['XA']);
  });

  it('broken or gone: the last good ones stay in use, with the day when they were authenticated', async () => {
    const made = europe();
    const previous = await snapshotOf(made);
    const broken = await snapshotOf({ ...made, lists: made.lists.map(altered) }, { previous, lotl: undefined, now: NOW + 5 });
    expect(broken.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'LOTL_NOT_AVAILABLE']);
    expect(codesOf(broken, 'XA')).toEqual([
      'EUTL_VERIFICATION_FAILED',
      'EUTL_SIGNATURE_VERIFICATION_FAILED',
      'TL_SIGNATURE_DIGEST_MISMATCH',
    ]);
    expect(inUse(broken)).toEqual(['XA-7', 'XB-7']);
    const again = await snapshotOf({ ...made, lists: [] }, { previous: broken, now: NOW + 9 });
    expect(again.lists[0]?.kept?.authenticated).toBe(NOW);
    expect(staleLists(again, NOW).map(({ territory }) => territory)).toEqual(['XA', 'XB']);
  });

  it('gone, and its operator has lost the word: the last good one does not stand in', async () => {
    const made = europe();
    const previous = await snapshotOf(made);
    const dropped = europe({ like: { ...made, operators: new Map([...made.operators].slice(1)) }, sequenceNumber: 101 });
    const snapshot = await snapshotOf({ ...dropped, lists: [] }, { previous });
    expect(inUse(snapshot)).toEqual(['XB-7']);
    expect(inUse(await snapshotOf(dropped, { previous: snapshot }))).toEqual(['XA-7', 'XB-7']);
  });
});

describe('T03 a list signed by somebody else', () => {
  it('is refused', async () => {
    const made = europe();
    const stranger = createAuthority({ name: 'CN=Operator of XA, O=Sigillum test lists, C=XX' });
    const bytes = signTrustedList(
      writeTrustedList({ territory: 'XA', sequenceNumber: 9, issued: EUROPE_ISSUED, nextUpdate: null }),
      stranger,
    );
    const snapshot = await snapshotOf({ ...made, lists: [{ name: 'XA-9.xml', location: 'XA-9.xml', bytes, territory: 'XA' }] });
    expect(codesOf(snapshot, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'EUTLSO_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL']);
  });

  it('one operator cannot speak for another country', async () => {
    const made = europe();
    const operator = made.operators.get('XA');
    if (operator === undefined) throw new Error('no operator');
    const bytes = signTrustedList(
      writeTrustedList({ territory: 'XB', sequenceNumber: 9, issued: EUROPE_ISSUED, nextUpdate: null }),
      operator,
    );
    const snapshot = await snapshotOf({ ...made, lists: [{ name: 'XA-9.xml', location: 'XA-9.xml', bytes, territory: 'XA' }] });
    expect(codesOf(snapshot, 'XA')).toEqual(['EUTL_VERIFICATION_FAILED', 'TL_TERRITORY_MISMATCH']);
  });
});

describe('T04 the way from the Official Journal', () => {
  const lotlCodes = async (made: SmallEurope, more: Partial<SnapshotInput> = {}) => (await snapshotOf(made, more)).lotl.codes;

  it('another publication, or other anchors, end it', async () => {
    const made = europe({ pivots: 1 });
    expect(await lotlCodes({ ...made, ojUrl: 'https://journal.example/C/2027/1' })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'OJEU_LOCATION_INPUT_NOT_MATCHING_OJEU_LOCATION_IN_LOTL',
    ]);
    expect(await lotlCodes({ ...made, anchors: europe().anchors })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_1_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU',
    ]);
    expect(await lotlCodes({ ...europe(), anchors: made.anchors })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_0_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU',
    ]);
    expect(await lotlCodes({ ...made, anchors: [] })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_1_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU',
    ]);
  });

  it('what other anchors have authenticated does not stand in, but may not be fallen behind', async () => {
    const made = europe({ sequenceNumber: 101 });
    const previous = await snapshotOf(made);
    const others = europe({ sequenceNumber: 100 });
    const snapshot = await snapshotOf(others, { previous });
    expect(snapshot.lotl.codes).toEqual(['LOTL_VERIFICATION_FAILED', 'TL_SEQUENCE_NUMBER_LOWER']);
    expect([snapshot.lotl.kept, snapshot.listOfLists, snapshot.trusted]).toEqual([undefined, undefined, []]);
  });

  it('a pivot that is missing, altered, or another one ends it', async () => {
    const made = europe({ pivots: 2 });
    const [newest, oldest] = made.pivots;
    if (newest === undefined || oldest === undefined) throw new Error('no pivots');
    expect(await lotlCodes({ ...made, pivots: [newest] })).toEqual(['LOTL_VERIFICATION_FAILED', 'PIVOT_2_NOT_AVAILABLE']);
    const text = Buffer.from(oldest.bytes).toString('utf8').replace('Test list', 'Fake list');
    expect(await lotlCodes({ ...made, pivots: [newest, { ...oldest, bytes: Buffer.from(text) }] })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_2_SIGNATURE_VERIFICATION_FAILED',
      'TL_SIGNATURE_DIGEST_MISMATCH',
    ]);
    const swapped = [
      { ...newest, bytes: oldest.bytes },
      { ...oldest, bytes: newest.bytes },
    ];
    expect(await lotlCodes({ ...made, pivots: swapped })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_0_SIGNER_CERT_NOT_AUTHENTICATED_BY_PIVOT_1',
    ]);
    expect(await lotlCodes({ ...made, pivots: [newest, { ...oldest, bytes: Buffer.from('<a/>') }] })).toEqual([
      'LOTL_VERIFICATION_FAILED',
      'PIVOT_2_UNREADABLE',
      'TL_STRUCTURE',
    ]);
  });

  it('pivots that run in a circle end it', async () => {
    const made = europe({ pivots: 1 });
    const [signer] = made.lotlSigners;
    const location = made.pivots[0]?.location ?? '';
    if (signer === undefined) throw new Error('no signer');
    const list = { territory: 'EU', listOfLists: true, sequenceNumber: 101, issued: EUROPE_ISSUED, nextUpdate: Date.UTC(2026, 11, 1) };
    const bytes = signTrustedList(writeTrustedList({ ...list, schemeInformationUris: [location, location, made.ojUrl] }), signer);
    expect(await lotlCodes(made, { lotl: { location: made.lotlUrl, bytes } })).toEqual(['LOTL_VERIFICATION_FAILED', 'PIVOT_LISTED_TWICE']);
  });

  it('a new location or publication is told and not adopted', async () => {
    const made = europe();
    const [signer] = made.lotlSigners;
    if (signer === undefined) throw new Error('no signer');
    const list = { territory: 'EU', listOfLists: true, sequenceNumber: 101, issued: EUROPE_ISSUED, nextUpdate: Date.UTC(2026, 11, 1) };
    const pointers = [{ location: 'https://new.example/lotl.xml', territory: 'EU', certificates: [signer.certificate], listOfLists: true }];
    const uris = ['https://journal.example/C/2027/1', made.ojUrl];
    const bytes = signTrustedList(writeTrustedList({ ...list, pointers, schemeInformationUris: uris }), signer);
    const snapshot = await snapshotOf(made, { lotl: { location: made.lotlUrl, bytes } });
    expect(snapshot.lotl).toMatchObject({
      process: 'PROCESS_PASSED_WITH_WARNING',
      codes: ['LOTL_VERIFICATION_PASSED', 'WARNING_LOTL_LOCATION_CHANGED', 'WARNING_OJEU_LOCATION_CHANGED'],
    });
    expect(snapshot.authority?.ojUrl).toBe(made.ojUrl);
  });
});

describe('T05 a country that cannot be had, or is monstrous', () => {
  it('does not keep the others', async () => {
    const made = europe({ countries: ['XA', 'XB', 'XC', 'XD', 'XE'].map((territory) => country(territory)) });
    const [xa, xb, xc, xd, xe] = made.lists;
    if (!xa || !xb || !xc || !xd || !xe) throw new Error('no lists');
    const lists = [
      { ...xb, bytes: Buffer.alloc(33 * 1024 * 1024, ' ') },
      { ...xc, bytes: Buffer.from('<TrustServiceStatusList') },
      { ...xd, bytes: Buffer.from(`<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]>${Buffer.from(xd.bytes).toString('utf8').slice(39)}`) },
      xe,
    ];
    const snapshot = await snapshotOf({ ...made, lists });
    expect(snapshot.lists.map(({ territory, codes }) => [territory, codes.at(-1)])).toEqual([
      ['XA', 'EUTL_NOT_AVAILABLE'],
      ['XB', 'LIMIT_EXCEEDED'],
      ['XC', 'XML_UNREADABLE'],
      ['XD', 'XML_DTD_FORBIDDEN'],
      ['XE', 'EUTL_VERIFICATION_PASSED'],
    ]);
    expect(inUse(snapshot)).toEqual(['XE-7']);
  });
});

describe('T06 histories', () => {
  it('a service withdrawn before a time is not granted then; before the first state there is none', async () => {
    const withdrawn = Date.UTC(2026, 0, 1);
    const states = [
      { status: 'granted', since: Date.UTC(2026, 3, 1) },
      { status: 'withdrawn', since: withdrawn },
      { status: 'granted', since: SWITCH },
      { status: 'accredited', since: Date.UTC(2010, 0, 1) },
    ];
    const services = [{ type: 'CA/QC', name: 'Small CA', certificates: [ca.certificate], states }];
    const snapshot = await snapshotOf(europe({ countries: [country('XA', { providers: [{ name: 'Small Trust', services }] })] }));
    const statusAt = (at: number) => servicesAt(snapshot, caCertificate, at).map(({ state }) => state.status.replace(SERVICE_STATUS, ''));
    expect(
      [Date.UTC(2026, 6, 1), Date.UTC(2026, 1, 1), Date.UTC(2020, 0, 1), Date.UTC(2012, 0, 1), Date.UTC(2009, 0, 1)].map(statusAt),
    ).toEqual([['granted'], ['withdrawn'], ['granted'], ['accredited'], []]);
    const [service] = findListedServices(snapshot, caCertificate);
    expect(service?.service.states.map(({ endTime }) => endTime)).toEqual([undefined, Date.UTC(2026, 3, 1), withdrawn, SWITCH]);
  });
});
