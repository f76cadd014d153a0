import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRfc3339, memorySource, readPem } from '@sigillum/encoding';
import { NO_MATERIAL, validateDocument } from '@sigillum/flows';
import { type SimpleReport, toSimpleReport } from '@sigillum/reports';
import { createSmallEurope } from '@sigillum/testkit';
import { buildSnapshot, readSavedLists } from '@sigillum/tsl';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { parseCertificate } from '@sigillum/x509';

const ROOT = join(import.meta.dirname, '../../../../fixtures/pki/root.pem');
const AT = fromRfc3339('2026-06-02T12:00:00Z') ?? 0;

/**
 * The simple report on a document under made-up lists on which the authority of the fixtures issues qualified certificates with qualified
 * devices, and qualified time-stamps; drawn by the same functions as in the service, which has no such lists.
 */
export async function qualifiedReport(path: string): Promise<SimpleReport> {
  const root = readPem(readFileSync(ROOT, 'latin1'))[0]?.bytes ?? new Uint8Array();
  const criteria = { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }, { nonRepudiation: false }] } as const;
  const state = {
    status: 'granted',
    since: Date.UTC(2020, 0, 1),
    information: ['ForeSignatures'],
    qualifications: [{ qualifiers: ['QCStatement', 'QCForESig', 'QCWithQSCD'], criteria }],
  };
  const services = [
    { type: 'CA/QC', name: 'Fixture authority', certificates: [root], states: [state] },
    { type: 'TSA/QTST', name: 'Fixture time-stamps', certificates: [root], states: [{ status: 'granted', since: state.since }] },
  ];
  const europe = createSmallEurope({ countries: [{ territory: 'XA', providers: [{ name: 'Listed Provider', services }] }] });
  const { lotl, pivots, lists } = readSavedLists([europe.lotl, ...europe.lists]);
  if (lotl === undefined) throw new Error('there is no list of the lists');
  const anchors = europe.anchors.map((bytes) => parseCertificate(bytes));
  const snapshot = await buildSnapshot({ lotl, pivots, lists, anchors, ojUrl: europe.ojUrl, now: AT });
  const request = { at: AT, policy: DEFAULT_POLICY, anchors: [], supplied: NO_MATERIAL, trustLists: snapshot, offline: true };
  return toSimpleReport(await validateDocument(memorySource(readFileSync(path)), request, { sources: [] }));
}
