import {
  createAuthority,
  createSmallEurope,
  type EuropeOptions,
  type SmallEurope,
  type TestAgreement,
  type TestServiceState,
} from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';

import { buildSnapshot, type SnapshotInput } from '../snapshot/build.js';
import { readSnapshot } from '../stored/read.js';
import { writeSnapshot } from '../stored/write.js';
import type { ServiceState } from '../types.js';

const ZZ = 'https://zz.example/';
const EU = 'http://uri.etsi.org/TrstSvc';
const at = (year: number): number => Date.UTC(year, 0, 1);
const ca = createAuthority({ name: 'CN=Foreign CA, O=Foreign Trust, C=ZZ', algorithm: 'P-256' });

const ENACTED = [{ status: 'enacted', since: at(2020) }];
const GRANTED: TestServiceState = { status: `${ZZ}granted`, since: at(2018) };

/** The states of the one service of a third country's list, as the snapshot has them. */
async function statesOf(
  equivalences: TestAgreement['equivalences'],
  states: readonly TestServiceState[],
  { type = `${ZZ}CA/QC`, garbled = false } = {},
): Promise<readonly ServiceState[]> {
  const services = [{ type, name: 'Foreign CA', certificates: [ca.certificate], states }];
  const agreement = { law: 'ZZ', address: ZZ, equivalences, garbled };
  const country = { territory: 'ZZ', providers: [{ name: 'Foreign Trust', services }], agreement };
  const { lotl, lists, anchors, ojUrl } = createSmallEurope({ countries: [country] });
  const input = { lotl, pivots: [], lists, anchors: anchors.map((one) => parseCertificate(one)), ojUrl, now: Date.UTC(2026, 6, 1) };
  const snapshot = await buildSnapshot(input);
  const warnings = garbled ? ['WARNING_TL_AGREEMENT_UNREADABLE'] : [];
  expect(snapshot.lists.map(({ territory, codes }) => [territory, ...codes])).toEqual([['ZZ', 'EUTL_VERIFICATION_PASSED', ...warnings]]);
  // what is stored is what was taken
  const stored = readSnapshot(writeSnapshot(snapshot));
  expect(stored.listOfLists?.pointers[1]?.mutualRecognition).toEqual(snapshot.listOfLists?.pointers[1]?.mutualRecognition);
  return stored.trusted.flatMap(({ providers }) => providers.flatMap((one) => one.services.flatMap((service) => service.states)));
}

const brief = (states: readonly ServiceState[]) =>
  states.map(({ type, status, startingTime, endTime }) => [type, status, startingTime, endTime].map((one) => `${one}`.replace(EU, 'EU')));

const OURS = ['EU/Svctype/CA/QC', 'EU/TrustedList/Svcstatus/granted'];
const THEIRS = [`unrecognized:${ZZ}CA/QC`, `unrecognized:${ZZ}granted`];

describe('a list of a third country', () => {
  it('counts in the terms of the EU from the day on which the agreement was enacted', async () => {
    const states = await statesOf(ENACTED, [GRANTED]);
    expect(brief(states)).toEqual([
      [...OURS, `${at(2020)}`, 'undefined'],
      [...THEIRS, `${at(2018)}`, `${at(2020)}`],
    ]);
    expect(states.map((state) => state.additionalInformation)).toEqual([[`${EU}/TrustedList/SvcInfoExt/ForeSignatures`], []]);
    expect(states.map((state) => state.contentEquivalence?.map(({ context }) => context.replace(/^.*\//, '')))).toEqual([
      ['QcCompliance', 'QcType', 'QcQSCD'],
      undefined,
    ]);
  });

  it('counts no longer from the day on which it was repealed', async () => {
    const states = await statesOf([{ status: 'repealed', since: at(2023) }, ...ENACTED], [GRANTED]);
    expect(brief(states)).toEqual([
      [...THEIRS, `${at(2023)}`, 'undefined'],
      [...OURS, `${at(2020)}`, `${at(2023)}`],
      [...THEIRS, `${at(2018)}`, `${at(2020)}`],
    ]);
  });

  it('keeps its history: a withdrawal is one, and an unknown status is none of ours', async () => {
    const states = await statesOf(ENACTED, [
      { status: `${ZZ}elsewhere`, since: at(2024) },
      { status: `${ZZ}withdrawn`, since: at(2022) },
      { ...GRANTED, since: at(2021) },
    ]);
    expect(states.map(({ status }) => status.replace(/^.*Svcstatus./, ''))).toEqual([
      `unrecognized:${ZZ}elsewhere`,
      'withdrawn',
      'granted',
    ]);
    expect(states.map(({ endTime }) => endTime)).toEqual([undefined, at(2024), at(2022)]);
  });

  it.each([
    ['that is not enacted', [{ status: 'signed', since: at(2020) }], {}],
    ['on another type of service', ENACTED, { type: `${ZZ}CA/PKC` }],
    ['that cannot be read', ENACTED, { garbled: true }],
  ])('has no meaning under an agreement %s', async (_, equivalences, more) => {
    const states = await statesOf(equivalences, [GRANTED], more);
    expect(states.map(({ type, status }) => [type, status].every((one) => one.startsWith('unrecognized:')))).toEqual([true]);
  });

  it('that is spelt like one of the EU has no meaning of its own', async () => {
    const [state] = await statesOf(ENACTED, [{ status: 'granted', since: at(2018) }], { type: 'CA/QC' });
    expect([state?.type, state?.status]).toEqual([`unrecognized:${EU}/Svctype/CA/QC`, `unrecognized:${EU}/TrustedList/Svcstatus/granted`]);
  });

  it('has its qualifiers translated; one without an equivalent makes the state unreadable', async () => {
    const criteria = { assert: 'all' as const, policySets: [['1.2.3']] };
    const qualified = (...qualifiers: string[]) => [{ ...GRANTED, since: at(2021), qualifications: [{ qualifiers, criteria }] }];
    const [known] = await statesOf(ENACTED, qualified(`${ZZ}QCWithQSCD`));
    expect(known?.qualifications.flatMap(({ qualifiers }) => qualifiers)).toEqual([`${EU}/TrustedList/SvcInfoExt/QCWithQSCD`]);
    expect(known?.unknownCritical).toEqual([]);
    const [unknown] = await statesOf(ENACTED, qualified('QCWithQSCD'));
    expect(unknown?.unknownCritical).toEqual([`unrecognized:${EU}/TrustedList/SvcInfoExt/QCWithQSCD`]);
  });
});

describe('a list of a third country that can no longer be had', () => {
  const services = [{ type: `${ZZ}CA/QC`, name: 'Foreign CA', certificates: [ca.certificate], states: [GRANTED] }];
  const europe = (equivalences: TestAgreement['equivalences'], more: Pick<EuropeOptions, 'like' | 'sequenceNumber'> = {}) => {
    const agreement = { law: 'ZZ', address: ZZ, equivalences };
    return createSmallEurope({ countries: [{ territory: 'ZZ', providers: [{ name: 'Foreign Trust', services }], agreement }], ...more });
  };
  const snapshotOf = ({ lotl, anchors, ojUrl }: SmallEurope, more: Pick<SnapshotInput, 'lists' | 'previous'>) =>
    buildSnapshot({ lotl, pivots: [], anchors: anchors.map((one) => parseCertificate(one)), ojUrl, now: Date.UTC(2026, 6, 1), ...more });

  it('stays in use under the same agreement, and not under another one: it was read in the terms of that', async () => {
    const made = europe(ENACTED);
    const previous = await snapshotOf(made, { lists: made.lists });
    const after = async (equivalences: TestAgreement['equivalences']): Promise<number> =>
      (await snapshotOf(europe(equivalences, { like: made, sequenceNumber: 101 }), { lists: [], previous })).trusted.length;
    expect(await after(ENACTED)).toBe(1);
    expect(await after([{ status: 'repealed', since: at(2024) }, ...ENACTED])).toBe(0);
  });
});
