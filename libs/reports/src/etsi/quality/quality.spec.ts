import type { ListedService } from '@sigillum/qualification';
import { issueTimestampAuthority, signPdf } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { toDetailedReport } from '../../detailed.js';
import { toSimpleReport } from '../../simple.js';
import {
  all,
  ca,
  crl,
  GRANTED,
  HOUR,
  listed,
  NOW,
  one,
  page,
  REPORT,
  reportOf,
  qualifiedSigner as by,
  result,
  root,
} from '../spec-support/read-report.js';

const caQc = listed('CA/QC');
const entry = {
  territory: 'LV',
  provider: 'Provider',
  service: 'Issuing & more',
  type: 'CA/QC',
  status: 'granted',
  since: '2016-06-30T22:00:00Z',
};
const quality = (services: readonly ListedService[] | undefined): string[] =>
  all(reportOf(result({ by, ...(services && { services }) })), `${REPORT}/vr:SignatureQuality/vr:SignatureQualityInformation`);

describe('the qualification of a signature', () => {
  it('stands in the ETSI report by the identifier of TS 119 172-4 and in our word; nowhere without lists', () => {
    expect(quality([caQc])).toEqual(['urn:oid:0.4.0.191724.1.2.1', 'urn:sigillum:qualification:QESIG']);
    expect(quality([listed('CA/QC', GRANTED.replace('granted', 'withdrawn'))])).toEqual([
      'urn:oid:0.4.0.191724.1.2.3',
      'urn:sigillum:qualification:ADESIG',
    ]);
    expect(quality([])).toEqual(['urn:sigillum:qualification:NA']);
    expect(quality(undefined)).toEqual([]);
  });

  it('is no identifier of a settled type where the verdict is open', () => {
    const document = reportOf(result({ by, services: [caQc], supplied: { crls: [] } }));
    expect(all(document, `${REPORT}/vr:SignatureQuality/*`)).toEqual(['urn:sigillum:qualification:INDETERMINATE_QESIG']);
  });

  it('comes with the list entry and the rows that answered, at both times', () => {
    const document = reportOf(result({ by, services: [caQc] }));
    const path = `${REPORT}/vr:OtherInformation/s:Qualification`;
    expect(all(document, `${path}/s:AtUse/s:ListEntry/@*|${path}/s:AtUse/s:ListEntry/*`)).toEqual([
      'LV',
      'CA/QC',
      'granted',
      '2016-06-30T22:00:00Z',
      'Provider',
      'Issuing & more',
    ]);
    expect(one(document, `${path}/s:AtUse/s:Row[@name="QC.compliance"]`)).toBe('TS 119 615 4.4.4 tables 1 to 3');
    expect(all(document, `${path}/s:AtIssuance/s:Result`)).toContain('QC_For_eSig');
    expect(all(document, `${path}/*/@word`)).toEqual(['QCERT_FOR_ESIG_QSCD', 'QCERT_FOR_ESIG_QSCD']);
  });

  it('is in the simple report with its entry, in the detailed one with every row and its clause', () => {
    const made = result({ by, services: [caQc] });
    expect(toSimpleReport(made).signatures[0]).toMatchObject({ qualification: 'QESIG', listEntry: entry });
    const certificate = toDetailedReport(made).signatures[0]?.qualification?.certificate;
    expect(certificate?.atUse).toMatchObject({ at: '2026-07-01T12:00:00Z', process: 'PROCESS_PASSED_WITH_WARNING', qscd: 'QSCD_YES' });
    expect(certificate?.atUse.entry).toEqual({ ...entry, qualifiers: [], certificate: parseCertificate(ca.certificate).id });
    expect(certificate?.atIssuance.rows).toHaveLength(3);
    expect(certificate?.atIssuance.rows.filter(({ clause }) => clause === '')).toEqual([]);
    expect(toSimpleReport(result({ by })).signatures[0]?.listEntry).toBeNull();
    expect(toDetailedReport(result({ by })).signatures[0]).not.toHaveProperty('qualification');
  });

  it('of a time-stamp: by the service that was granted when it was made', () => {
    const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
    const pdf = signPdf(page, { signer: by, timestamp: { authority, time: NOW - HOUR } });
    const supplied = { crls: [crl(ca), crl(root)] };
    const made = result({ pdf, supplied, services: [listed('TSA/QTST')] });
    const path = '//vr:ValidationObject/vr:ValidationReport';
    expect(all(reportOf(made), `${path}/vr:SignatureQuality/*`)).toEqual(['urn:oid:0.4.0.191724.1.2.7', 'urn:sigillum:qualification:QTSA']);
    expect(one(reportOf(made), `${path}/vr:OtherInformation/s:Qualification/s:ListEntry/@type`)).toBe('TSA/QTST');
    expect(toDetailedReport(made).signatures[0]?.timestamps[0]?.qualification).toEqual({
      word: 'QTSA',
      entry: { ...entry, type: 'TSA/QTST' },
      reasons: [],
    });
    expect(all(reportOf(result({ pdf, supplied, services: [caQc] })), `${path}/vr:SignatureQuality/*`)).toEqual([
      'urn:sigillum:qualification:TSA',
    ]);
  });
});
