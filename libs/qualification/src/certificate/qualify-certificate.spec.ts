import { writeElement, writeOid, writeSequence } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import type { ListedService } from '../service/listed-service.js';
import {
  AFTER_SWITCH,
  ALWAYS,
  BEFORE_SWITCH,
  type Claim,
  listed,
  made,
  type MadeState,
  NOW,
  service,
  SUPERVISED,
} from '../spec-support/made-services.js';
import { SERVICE_TYPE, WITHDRAWN } from '../vocabulary.js';
import { type CertificateQualification, qualifyCertificate } from './qualify-certificate.js';

const QC: Claim = { compliance: true, types: ['esign'], sscd: true };
const SWITCH = Date.UTC(2016, 5, 30, 22);
const OLD: MadeState = { startingTime: BEFORE_SWITCH, status: SUPERVISED, purposes: [] };

const qualify = (claim: Claim, services: readonly ListedService[], at = NOW): CertificateQualification =>
  qualifyCertificate(made(claim), services, at);
const summary = ({ word, process, reasons }: CertificateQualification): string =>
  [word, process, ...reasons.map((one) => `${one.severity} ${one.code}`)].join(' | ');

describe('qualifyCertificate (TS 119 615 4.4)', () => {
  it('names the entry that made it qualified, in the words of the standard', () => {
    const result = qualify(QC, [listed(service({}))]);
    expect(summary(result)).toBe('QCERT_FOR_ESIG_QSCD | PROCESS_PASSED');
    expect(result.results).toEqual(['QC_For_eSig', 'Not_Qualified_For_eSeal', 'Not_QWAC']);
    expect(result.rows).toEqual(['QC.compliance', 'TYPE.as-claimed', 'QSCD.as-claimed']);
    expect(result.entry?.listed.provider.names).toEqual(['Listed Provider']);
    expect(result.qscd).toBe('QSCD_YES');
  });

  it('says nothing where no list speaks of it', () => {
    expect(summary(qualify(QC, []))).toBe('NA | PROCESS_FAILED | error TL_SERVICE_NOT_FOUND');
    expect(qualify(QC, []).results).toEqual(['INDETERMINATE']);
  });

  it('takes the state in force at the time', () => {
    const changing = [listed(service({ startingTime: Date.UTC(2020, 0, 1), status: WITHDRAWN }, { startingTime: SWITCH }, OLD))];
    const at = (time: number): string => qualify({ ...QC, issued: BEFORE_SWITCH }, changing, time).word;
    expect(at(BEFORE_SWITCH - 1)).toBe('CERT_FOR_ESIG');
    expect(at(BEFORE_SWITCH)).toBe('QCERT_FOR_ESIG_QSCD');
    expect(at(SWITCH)).toBe('QCERT_FOR_ESIG_QSCD');
    expect(at(Date.UTC(2020, 0, 1) - 1)).toBe('QCERT_FOR_ESIG_QSCD');
    expect(at(Date.UTC(2020, 0, 1))).toBe('CERT_FOR_ESIG');
    expect(summary(qualify(QC, changing, NOW))).toBe('CERT_FOR_ESIG | PROCESS_PASSED | error TL_SERVICE_NOT_GRANTED');
    expect(summary(qualify(QC, changing, 0))).toBe('CERT_FOR_ESIG | PROCESS_PASSED | error TL_SERVICE_NOT_FOUND_AT_TIME');
  });

  it('judges an entry by the law under which it began, and a certificate by that of its issuance', () => {
    const ofOld: Claim = { issued: BEFORE_SWITCH, policies: ['0.4.0.1456.1.1'] };
    expect(qualify(ofOld, [listed(service(OLD))], BEFORE_SWITCH).word).toBe('QCERT_FOR_ESIG_QSCD');
    expect(qualify(ofOld, [listed(service({}))], NOW).word).toBe('QCERT_FOR_ESIG_QSCD');
    expect(qualify({ ...ofOld, issued: AFTER_SWITCH }, [listed(service({}))], NOW).word).toBe('CERT_FOR_UNKNOWN');
  });

  it('makes nothing qualified by another service than CA/QC', () => {
    const other = [listed(service({ type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/PKC' }))];
    expect(summary(qualify(QC, other))).toBe('CERT_FOR_ESIG | PROCESS_PASSED | error TL_SERVICE_NOT_CA_QC');
    expect(qualify(QC, [...other, listed(service({}))]).word).toBe('QCERT_FOR_ESIG_QSCD');
  });

  it('makes nothing qualified for another purpose than the service is listed for', () => {
    const result = qualify({ compliance: true, types: ['web'] }, [listed(service({ purposes: ['seals'], qualifiers: ['notQualified'] }))]);
    expect(summary(result)).toBe('CERT_FOR_WSA | PROCESS_PASSED | error TL_SERVICE_FOR_OTHER_PURPOSE');
  });

  it('says nothing where entries contradict one another', () => {
    const two = [listed(service({ qualifiers: ['withQscd'] })), listed(service({ qualifiers: ['noQscd'] }))];
    expect(summary(qualify(QC, two))).toBe('NA | PROCESS_FAILED | error TL_SERVICE_CONFLICT');
    const withdrawnBeside = [listed(service({})), listed(service({ status: WITHDRAWN }))];
    expect(summary(qualify(QC, withdrawnBeside))).toBe('NA | PROCESS_FAILED | error TL_SERVICE_CONFLICT');
    expect(qualify(QC, [listed(service({})), listed(service({ qualifiers: ['statement'] }))]).word).toBe('QCERT_FOR_ESIG_QSCD');
  });

  it('says nothing where an entry has criteria or critical parts that are not known (T-18)', () => {
    const criteria = { ...ALWAYS, lists: [{ ...ALWAYS, unknown: ['StarSign'] }] };
    const odd = service({ qualifications: [{ qualifiers: [], criteria }] });
    expect(summary(qualify(QC, [listed(odd)]))).toBe('NA | PROCESS_FAILED | error TL_CRITERIA_UNKNOWN');
    expect(summary(qualify(QC, [listed(service({ unknownCritical: ['Odd'] }))]))).toBe(
      'NA | PROCESS_FAILED | error TL_CRITICAL_EXTENSION_UNKNOWN',
    );
  });

  it('says nothing where a critical extension gives a qualifier that is not known, and passes it over elsewhere (T-18)', () => {
    const unheard = {
      qualifiers: ['http://example.com/QCForPets'],
      criteria: { ...ALWAYS, assert: 'none' as const, policySets: [['1.2.3']] },
    };
    const under = (critical: object): string => summary(qualify(QC, [listed(service({ qualifications: [{ ...unheard, ...critical }] }))]));
    expect(under({ critical: true })).toContain('NA | PROCESS_FAILED | error TL_CRITICAL_EXTENSION_UNKNOWN');
    expect(under({})).toBe('QCERT_FOR_ESIG_QSCD | PROCESS_PASSED_WITH_WARNING | warning TL_QUALIFIER_UNKNOWN');
  });

  it('warns of a provider of another name, of a history out of order, of an odd status', () => {
    expect(summary(qualify(QC, [listed(service({}), 'Another Name')]))).toBe(
      'QCERT_FOR_ESIG_QSCD | PROCESS_PASSED_WITH_WARNING | warning TL_PROVIDER_NAME_MISMATCH',
    );
    expect(qualify(QC, [listed(service({}), 'LISTED  provider')]).reasons).toEqual([]);
    expect(summary(qualify(QC, [listed(service({}, { startingTime: AFTER_SWITCH }))]))).toContain('warning TL_HISTORY_NOT_DESCENDING');
    expect(summary(qualify(QC, [listed(service({ status: SUPERVISED }))]))).toBe(
      'CERT_FOR_ESIG | PROCESS_PASSED_WITH_WARNING | error TL_SERVICE_NOT_GRANTED | warning TL_STATUS_UNKNOWN',
    );
  });

  it('says why a certificate of a listed issuer is not qualified, or for what it is not known', () => {
    expect(summary(qualify({ types: ['esign'] }, [listed(service({}))]))).toBe(
      'CERT_FOR_ESIG | PROCESS_PASSED | error CERTIFICATE_NOT_QUALIFIED',
    );
    const several = qualify({ compliance: true, types: ['esign', 'eseal'] }, [listed(service({}))]);
    expect(summary(several)).toBe('QCERT_FOR_UNKNOWN | PROCESS_PASSED_WITH_WARNING | warning CERTIFICATE_TYPE_UNKNOWN');
    expect(several.results).toEqual(['INDET_QC_For_eSig', 'INDET_QC_For_eSeal', 'INDET_QWAC']);
  });

  it('counts statements that it cannot read as absent, and says so', () => {
    const broken = writeSequence(writeOid('0.4.0.1862.1.6'), writeElement(0x02, Uint8Array.of(1)));
    const result = qualify({ compliance: true, raw: [broken] }, [listed(service({}))]);
    expect(summary(result)).toBe(
      'CERT_FOR_UNKNOWN | PROCESS_PASSED_WITH_WARNING | error CERTIFICATE_NOT_QUALIFIED | warning CERTIFICATE_STATEMENTS_UNREADABLE',
    );
    // A statement that qualification does not ask for may be malformed.
    const harmless = writeSequence(writeOid('0.4.0.1862.1.5'), writeElement(0x02, Uint8Array.of(1)));
    expect(qualify({ ...QC, raw: [harmless] }, [listed(service({}))]).word).toBe('QCERT_FOR_ESIG_QSCD');
  });

  it('does not take time-stamping services for issuers', () => {
    expect(qualify(QC, [listed(service({ type: SERVICE_TYPE.qtst }))]).word).toBe('CERT_FOR_ESIG');
  });
});
