import { describe, expect, it } from 'vitest';
import { writeElement, writeOid, writeSequence } from '@sigillum/encoding';
import { decide, type DecisionRow } from '../../decision.js';
import { type Candidate, candidatesAt } from '../../service/candidate.js';
import {
  AFTER_SWITCH,
  BEFORE_SWITCH,
  type Claim,
  listed,
  made,
  type MadeState,
  NOW,
  service,
  SUPERVISED,
} from '../../spec-support/made-services.js';
import { WITHDRAWN } from '../../vocabulary.js';
import { claimsOf } from '../claims.js';
import { outcomeOf } from '../outcome.js';
import { COVERED } from './covered.js';
import { QSCD } from './qscd.js';
import { QUALIFIED } from './qualified.js';
import { TYPE } from './type.js';

const OLD: MadeState = { startingTime: BEFORE_SWITCH, status: SUPERVISED, purposes: [] };
const old = (...qualifiers: MadeState['qualifiers'] & {}): MadeState => ({ ...OLD, qualifiers });
const now = (...qualifiers: MadeState['qualifiers'] & {}): MadeState => ({ qualifiers });
const QC: Claim = { compliance: true, types: ['esign'] };
const DIRECTIVE: Claim = { issued: BEFORE_SWITCH, compliance: true };
const FOREIGN = writeSequence(writeOid('0.4.0.1862.1.7'), writeSequence(writeElement(0x13, Buffer.from('CH'))));

function entryOf(certificate: ReturnType<typeof made>, state: MadeState | undefined): Candidate | undefined {
  return state === undefined ? undefined : candidatesAt([listed(service(state))], certificate, NOW)[0];
}

/** Row that answers, and the answer, for a certificate and a list entry. */
type Case = readonly [row: string, claim: Claim, state: MadeState | undefined, answer: unknown];

/** Every row of a table has a case: a row that none reaches is a row that nobody has looked at. */
function covers(table: readonly DecisionRow<never, unknown>[], cases: readonly Case[]): void {
  it('has a case for every row', () => {
    expect(table.map((row) => row.id).filter((id) => !cases.some(([row]) => row === id))).toEqual([]);
  });
}

describe('QUALIFIED (TS 119 615 4.4.4 tables 1 to 3)', () => {
  const cases: readonly Case[] = [
    ['QC.no-entry', QC, undefined, false],
    ['QC.not-granted', QC, { status: WITHDRAWN }, false],
    ['QC.not-granted', DIRECTIVE, { ...OLD, status: WITHDRAWN }, false],
    ['QC.list-not-qualified', QC, now('notQualified'), false],
    ['QC.list-not-qualified', QC, now('notQualified', 'forSignatures'), false],
    ['QC.list-not-qualified', DIRECTIVE, old('notQualified'), false],
    ['QC.list-statement', {}, now('statement'), true],
    ['QC.list-statement', { issued: BEFORE_SWITCH }, old('statement'), true],
    ['QC.foreign-law', { ...QC, raw: [FOREIGN] }, {}, false],
    ['QC.foreign-law', { ...QC, raw: [FOREIGN] }, now('forSignatures'), false],
    ['QC.compliance', QC, {}, true],
    ['QC.compliance', DIRECTIVE, OLD, true],
    ['QC.directive-policy', { issued: BEFORE_SWITCH, policies: ['0.4.0.1456.1.2'] }, OLD, true],
    ['QC.directive-policy', { issued: BEFORE_SWITCH, policies: ['0.4.0.1456.1.1'] }, {}, true],
    ['QC.no-claim', { types: ['esign'] }, {}, false],
    ['QC.no-claim', { types: ['esign'] }, now('forSignatures'), false],
    // QCP+ after the switch makes nothing qualified.
    ['QC.no-claim', { issued: AFTER_SWITCH, policies: ['0.4.0.1456.1.1'] }, {}, false],
  ];
  covers(QUALIFIED, cases);
  it.each(cases)('%s: %j with %j gives %j', (row, claim, state, answer) => {
    const certificate = made(claim);
    const decided = decide(QUALIFIED, { claims: claimsOf(certificate), entry: entryOf(certificate, state) });
    expect([decided.id, decided.then]).toEqual([row, answer]);
  });
});

describe('TYPE (TS 119 615 4.4.4 tables 1 to 4)', () => {
  const cases: readonly Case[] = [
    ['TYPE.not-qualified', { types: ['eseal'] }, {}, 'eseal'],
    ['TYPE.not-qualified', {}, {}, 'unknown'],
    ['TYPE.not-qualified', { ...QC, types: ['web'] }, now('notQualified', 'forSeals'), 'wsa'],
    ['TYPE.before-switch', DIRECTIVE, OLD, 'esig'],
    ['TYPE.before-switch', { compliance: true, types: ['eseal'] }, OLD, 'esig'],
    ['TYPE.several', QC, now('forSignatures', 'forSeals'), 'unknown'],
    ['TYPE.list-signatures', { compliance: true, types: ['eseal'] }, now('forSignatures'), 'esig'],
    ['TYPE.list-signatures', {}, now('statement', 'forSignatures'), 'esig'],
    ['TYPE.list-seals', QC, now('forSeals'), 'eseal'],
    ['TYPE.list-web', QC, now('forWeb'), 'wsa'],
    ['TYPE.as-claimed', QC, {}, 'esig'],
    ['TYPE.as-claimed', { compliance: true, types: ['eseal'] }, {}, 'eseal'],
    ['TYPE.as-claimed', { compliance: true, types: ['web'] }, {}, 'wsa'],
    ['TYPE.as-claimed', { compliance: true }, {}, 'esig'],
    ['TYPE.as-claimed', { compliance: true, types: ['esign', 'eseal'] }, {}, 'unknown'],
    ['TYPE.as-claimed', {}, now('statement'), 'unknown'],
    ['TYPE.as-claimed', DIRECTIVE, {}, 'esig'],
    ['TYPE.as-claimed', { issued: BEFORE_SWITCH }, now('statement'), 'unknown'],
  ];
  it('has a case for every row', () => {
    expect(TYPE.map((row) => row.id).filter((id) => !cases.some(([row]) => row === id))).toEqual([]);
  });
  it.each(cases)('%s: %j with %j gives %j', (row, claim, state, answer) => {
    const certificate = made(claim);
    const { rows, type } = outcomeOf(claimsOf(certificate), entryOf(certificate, state));
    expect([rows[1], type]).toEqual([row, answer]);
  });
});

describe('QSCD (TS 119 615 4.5.4)', () => {
  const DEVICE: Claim = { ...QC, sscd: true };
  const cases: readonly Case[] = [
    ['QSCD.not-qualified', { sscd: true, types: ['esign'] }, now('withQscd'), 'QSCD_NO'],
    ['QSCD.not-qualified', DEVICE, undefined, 'QSCD_NO'],
    ['QSCD.contradiction', DEVICE, now('withQscd', 'noQscd'), 'QSCD_INDETERMINATE'],
    ['QSCD.contradiction', DEVICE, now('qscdManagedOnBehalf', 'qscdAsInCertificate'), 'QSCD_INDETERMINATE'],
    ['QSCD.contradiction', DEVICE, now('withSscd'), 'QSCD_INDETERMINATE'],
    ['QSCD.contradiction', DIRECTIVE, old('withSscd', 'noSscd'), 'QSCD_INDETERMINATE'],
    ['QSCD.list-with', QC, now('withQscd'), 'QSCD_YES'],
    ['QSCD.list-with', QC, now('qscdManagedOnBehalf'), 'QSCD_YES'],
    ['QSCD.list-with', QC, now('withQscd', 'withSscd'), 'QSCD_YES'],
    ['QSCD.list-as-in-certificate', DEVICE, now('qscdAsInCertificate'), 'QSCD_YES'],
    ['QSCD.list-as-in-certificate', QC, now('qscdAsInCertificate'), 'QSCD_NO'],
    ['QSCD.list-without', DEVICE, now('noQscd'), 'QSCD_NO'],
    ['QSCD.directive-with', DIRECTIVE, old('withSscd'), 'QSCD_YES'],
    ['QSCD.directive-as-in-certificate', { ...DIRECTIVE, sscd: true }, old('sscdAsInCertificate'), 'QSCD_YES'],
    ['QSCD.directive-as-in-certificate', DIRECTIVE, old('sscdAsInCertificate'), 'QSCD_NO'],
    ['QSCD.directive-without', { ...DIRECTIVE, policies: ['0.4.0.1456.1.1'] }, old('noSscd'), 'QSCD_NO'],
    ['QSCD.as-claimed', DEVICE, {}, 'QSCD_YES'],
    ['QSCD.as-claimed', QC, {}, 'QSCD_NO'],
    ['QSCD.as-claimed', { issued: BEFORE_SWITCH, policies: ['0.4.0.1456.1.1'] }, OLD, 'QSCD_YES'],
    // QCP+ of a certificate issued after the switch says nothing of a device.
    ['QSCD.as-claimed', { ...QC, policies: ['0.4.0.1456.1.1'] }, {}, 'QSCD_NO'],
    // Words of the Regulation in an entry of the Directive are not looked at.
    ['QSCD.as-claimed', DIRECTIVE, old('withQscd'), 'QSCD_NO'],
  ];
  it('has a case for every row', () => {
    expect(QSCD.map((row) => row.id).filter((id) => !cases.some(([row]) => row === id))).toEqual([]);
  });
  it.each(cases)('%s: %j with %j gives %j', (row, claim, state, answer) => {
    const certificate = made(claim);
    const { rows, qscd } = outcomeOf(claimsOf(certificate), entryOf(certificate, state));
    expect([rows[2], qscd]).toEqual([row, answer]);
  });
});

describe('COVERED (additionalServiceInformation)', () => {
  const SEAL: Claim = { compliance: true, types: ['eseal'] };
  const cases: readonly (readonly [row: string, claim: Claim, state: MadeState, answer: boolean])[] = [
    ['COVERED.before-switch', DIRECTIVE, { purposes: [] }, true],
    ['COVERED.type-unknown', {}, { purposes: [] }, true],
    ['COVERED.listed', QC, { purposes: ['signatures'] }, true],
    ['COVERED.listed', SEAL, { purposes: ['signatures', 'seals'] }, true],
    ['COVERED.listed', { compliance: true, types: ['web'] }, { purposes: ['web'] }, true],
    ['COVERED.overruled', SEAL, { purposes: ['signatures'], qualifiers: ['forSignatures'] }, true],
    ['COVERED.overruled', SEAL, { purposes: ['signatures'] }, true],
    ['COVERED.overruled', QC, { purposes: ['seals'], qualifiers: ['forSeals'] }, true],
    ['COVERED.not-listed', QC, { purposes: [] }, false],
    ['COVERED.not-listed', QC, { purposes: ['seals'] }, false],
    ['COVERED.not-listed', QC, { purposes: ['signatures'], qualifiers: ['forLegalPerson'] }, false],
    ['COVERED.not-listed', SEAL, { purposes: ['signatures'], qualifiers: ['forSignatures', 'forWeb'] }, false],
    ['COVERED.not-listed', { types: ['eseal'] }, { purposes: ['signatures'] }, false],
  ];
  covers(COVERED, cases);
  it.each(cases)('%s: %j with %j gives %j', (row, claim, state, answer) => {
    const certificate = made(claim);
    const entry = entryOf(certificate, state);
    if (entry === undefined) throw new RangeError('the made service has no state at that time');
    const decided = decide(COVERED, { claims: claimsOf(certificate), entry });
    expect([decided.id, decided.then]).toEqual([row, answer]);
  });
});
