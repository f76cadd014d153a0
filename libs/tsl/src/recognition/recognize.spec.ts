import { createAuthority, createSmallEurope } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';

import { buildSnapshot } from '../snapshot/build.js';
import type { ServiceEquivalence, ServiceState, TrustedList } from '../types.js';
import { recognize } from './recognize.js';

const at = (year: number): number => Date.UTC(year, 0, 1);
const ca = createAuthority({ name: 'CN=Foreign CA, O=Foreign Trust, C=ZZ', algorithm: 'P-256' });

const EQUIVALENCE: ServiceEquivalence = {
  service: 'signatures',
  enacted: true,
  from: at(2019),
  ours: { type: 'our type', information: ['our purpose'] },
  theirs: [{ type: 'their type', information: ['their purpose'] }],
  statuses: [{ ours: 'our status', theirs: ['their status'] }],
  qualifiers: [],
  content: [],
};

const CRITERIA = {
  assert: 'all',
  keyUsage: [],
  policySets: [],
  lists: [],
  extendedKeyUsage: [],
  subjectAttributes: [],
  qcStatements: [],
  unknown: [],
} as const;

/** A list whose one service has these states, each with what is given on top of a plain one. */
async function listOf(...states: readonly (Partial<ServiceState> & Pick<ServiceState, 'startingTime'>)[]): Promise<TrustedList> {
  const services = [{ type: 'CA/QC', name: 'CA', certificates: [ca.certificate], states: [{ status: 'granted', since: at(2018) }] }];
  const made = createSmallEurope({ countries: [{ territory: 'XA', providers: [{ name: 'Trust', services }] }] });
  const { trusted } = await buildSnapshot({
    ...made,
    anchors: made.anchors.map((one) => parseCertificate(one)),
    now: Date.UTC(2026, 6, 1),
  });
  const [list] = trusted;
  const plain = list?.providers[0]?.services[0]?.states[0];
  if (list === undefined || plain === undefined) throw new Error('no list');
  const theirs = { type: 'their type', status: 'their status', additionalInformation: ['their purpose'] };
  return {
    ...list,
    providers: list.providers.map((provider) => ({
      ...provider,
      services: provider.services.map((service) => ({ ...service, states: states.map((state) => ({ ...plain, ...theirs, ...state })) })),
    })),
  };
}

const statesIn = ({ providers }: TrustedList) => providers.flatMap(({ services }) => services.flatMap(({ states }) => states));

describe('recognize', () => {
  it('asks for the purposes that the agreement names, and not for the type alone', async () => {
    const list = await listOf({ startingTime: at(2020), additionalInformation: [] }, { startingTime: at(2020) });
    expect(statesIn(recognize(list, [EQUIVALENCE])).map(({ type, additionalInformation }) => [type, additionalInformation])).toEqual([
      ['unrecognized:their type', []],
      ['our type', ['our purpose']],
    ]);
  });

  it('parts a state where the agreement begins and ends within it, and nowhere else', async () => {
    const list = await listOf({ startingTime: at(2022) }, { startingTime: at(2018), endTime: at(2022) });
    const parts = statesIn(recognize(list, [{ ...EQUIVALENCE, until: at(2024) }]));
    expect(parts.map(({ status, startingTime, endTime }) => [status, startingTime, endTime])).toEqual([
      ['unrecognized:their status', at(2024), undefined],
      ['our status', at(2022), at(2024)],
      ['our status', at(2019), at(2022)],
      ['unrecognized:their status', at(2018), at(2019)],
    ]);
  });

  it('lets no qualifier without an equivalent pass for one of ours, and forgets nothing that is critical', async () => {
    const qualifications = [{ qualifiers: ['theirs', 'QCWithQSCD'], criteria: CRITERIA }];
    const list = await listOf({ startingTime: at(2020), unknownCritical: ['critical before'], qualifications });
    const [state] = statesIn(recognize(list, [{ ...EQUIVALENCE, qualifiers: [{ theirs: 'theirs', ours: 'ours' }] }]));
    expect(state?.qualifications[0]?.qualifiers).toEqual(['ours', 'unrecognized:QCWithQSCD']);
    expect(state?.unknownCritical).toEqual(['critical before', 'unrecognized:QCWithQSCD']);
  });
});
