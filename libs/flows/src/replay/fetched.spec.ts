import { memorySource } from '@sigillum/encoding';
import type { EvidenceSession, SourceAnswer } from '@sigillum/evidence';
import { toDetailedReport } from '@sigillum/reports';
import { createAuthority, createCrl, createPdf, issueSigner, signPdf } from '@sigillum/testkit';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import { expect, it } from 'vitest';
import { NO_MATERIAL } from '../supplied-material.js';
import { validateDocument } from '../validate-document.js';
import { replay } from './replay.js';
import { readSavedEvidence, saveEvidence } from './saved-evidence.js';

const NOW = Date.UTC(2026, 6, 1);
const LIST = 'http://ca.test/list.crl';
const OCSP = 'http://ocsp.test/';
const authority = createAuthority({ name: 'Issuing', algorithm: 'P-256' });
const signer = issueSigner(authority, { name: 'Signer', algorithm: 'P-256', profile: { ocspUrls: [OCSP], crlUrls: [LIST] } });
const list = createCrl({ issuer: authority, thisUpdate: NOW - 1_000 });

const answer = (found: SourceAnswer['found'], missed: SourceAnswer['missed'] = []): Promise<SourceAnswer> =>
  Promise.resolve({ found, missed });
const session: EvidenceSession = {
  fetchIssuers: () => answer([]),
  fetchOcsp: () => answer([], [{ url: OCSP, why: 'timed-out' }]),
  fetchCrl: () => answer([{ bytes: list, url: LIST, at: NOW }]),
  close: () => undefined,
};

it('what was fetched, and what was not to be had, is saved, and replayed without a source', async () => {
  const document = memorySource(signPdf(await createPdf(), { signer }));
  const anchors = [trustAnchorOf(parseCertificate(authority.certificate))];
  const request = { at: NOW, policy: DEFAULT_POLICY, anchors, supplied: NO_MATERIAL, trustLists: 'not-used', offline: false } as const;
  const result = await validateDocument(document, request, { sources: [{ name: 'test', open: () => session }] });
  const again = replay(readSavedEvidence(saveEvidence(result, { name: 'a.pdf', program: '0.1.0' })));
  expect(again.same).toBe(true);
  expect(again.result.signatures[0]?.conclusion.indication).toBe('TOTAL-PASSED');
  expect(JSON.stringify(toDetailedReport(again.result))).toBe(JSON.stringify(toDetailedReport(result)));
  const { crls, notCollected } = again.result.evidence;
  expect(crls.map((one) => [one.origins, one.fetchedFrom])).toEqual([[['online'], [{ url: LIST, at: NOW }]]]);
  expect(notCollected).toEqual([{ what: expect.stringContaining('OCSP response for'), why: 'timed-out', url: OCSP }]);
});
