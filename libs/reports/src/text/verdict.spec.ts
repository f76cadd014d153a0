import { addDocumentTimestamp, addDss, createAuthority, issueSigner, issueTimestampAuthority, signPdf } from '@sigillum/testkit';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { anchor, ca, crl, GRANTED, HOUR, listed, NOW, page, qualifiedSigner, result, root, signer } from '../spec-support/made-people.js';
import { toDetailedReport } from '../detailed.js';
import { toEtsiReport } from '../etsi/etsi-report.js';
import { toSimpleReport } from '../simple.js';
import { moment } from '../wording.js';
import { toTextReport } from './text-report.js';

const caQc = listed('CA/QC');
const linesOf = (made: Parameters<typeof result>[0]): string[] =>
  toTextReport('a.pdf', result(made))
    .split('\n')
    .map((line) => line.trim());
const ENTRY = 'On the trusted list of LV: Provider, Issuing & more; granted since 2016-06-30 22:00:00 UTC.';

describe('the verdict where trusted lists are used', () => {
  it('a qualified signature: by whose entry, and what to do', () => {
    const lines = linesOf({ by: qualifiedSigner, services: [caQc] });
    expect(lines[1]).toBe('✔ QUALIFIED SIGNATURE');
    expect(lines).toContain(ENTRY);
    expect(lines).toContain('→ Keep this report with the document.');
    expect(lines.join('\n')).toContain('Details: TOTAL-PASSED, QESIG, ');
  });

  it('genuine, but not qualified: what it is instead, and why', () => {
    const lines = linesOf({ by: qualifiedSigner, services: [listed('CA/QC', GRANTED.replace('granted', 'withdrawn'))] });
    expect(lines[1]).toBe('✔ GENUINE, BUT NOT QUALIFIED');
    expect(lines.join('\n')).toContain('It is an advanced signature whose certificate is not qualified.');
    expect(lines.join('\n')).toMatch(/^- The service was not granted: Issuing & more of Provider \(LV\).* \(TL_SERVICE_NOT_GRANTED\)$/m);
  });

  it('a status that was withdrawn after the certificate was issued is shown as it stood when it decided', () => {
    const service = listed('CA/QC');
    const [granted] = service.service.states;
    if (granted === undefined) throw new Error('no state');
    const withdrawn = { ...granted, status: GRANTED.replace('granted', 'withdrawn'), startingTime: NOW - 3 * HOUR };
    const changing = { ...service, service: { ...service.service, states: [withdrawn, granted] } };
    const made = result({ by: qualifiedSigner, services: [changing] });
    expect(made.signatures[0]?.qualification?.certificate).toMatchObject({ atIssuance: { qualified: true }, atUse: { qualified: false } });
    expect(toTextReport('a.pdf', made)).toContain(
      'On the trusted list of LV: Provider, Issuing & more; withdrawn since 2026-07-01 09:00:00 UTC.',
    );
    expect(toSimpleReport(made).signatures[0]?.listEntry).toMatchObject({ status: 'withdrawn', since: '2026-07-01T09:00:00Z' });
  });

  it('genuine by a trust of our own, on no list: not qualified, and no list entry', () => {
    const lines = linesOf({ services: [] });
    expect(lines[1]).toBe('✔ GENUINE, BUT NOT QUALIFIED');
    expect(lines.join('\n')).toContain('No trusted list speaks of the issuer.');
    expect(lines.join('\n')).not.toContain('On the trusted list of');
  });

  it('a signer on no list is not our lack', () => {
    const [, first] = linesOf({ anchors: [], services: [] });
    expect(first).toBe('? SIGNER NOT ON A TRUSTED LIST');
    expect(linesOf({ anchors: [] })[1]).toBe('! WE CANNOT JUDGE: no trusted authority is at hand');
    const stranger = trustAnchorOf(parseCertificate(createAuthority({ name: 'Stranger', algorithm: 'P-256' }).certificate));
    expect(linesOf({ anchors: [stranger] })[1]).toBe('? SIGNER NOT KNOWN TO BE TRUSTED');
  });

  it('of an open verdict says what it would be; of one proven bad nothing but the word', () => {
    const open = linesOf({ by: qualifiedSigner, services: [caQc], supplied: { crls: [] } });
    expect(open[1]).toBe('? CANNOT BE CONFIRMED');
    expect(open).toContain('It would be a qualified signature, but whether it is valid is not settled.');
    const differs = (one: Parameters<NonNullable<NonNullable<Parameters<typeof result>[0]>['edit']>>[0]) => ({
      ...one,
      references: one.references.map((reference) => ({ ...reference, actual: new Uint8Array(32) })),
    });
    const bad = linesOf({ by: qualifiedSigner, services: [caQc], edit: differs });
    expect(bad[1]).toBe('✖ DO NOT RELY ON THIS: the content was changed after signing');
    expect(bad.join('\n')).not.toContain('On the trusted list of');
    expect(bad.join('\n')).toContain('NOT_ADES_QC_QSCD');
  });

  it('of several signatures counts the qualified ones', () => {
    const signed = { signingTime: NOW - 2 * HOUR };
    const pdf = signPdf(signPdf(page, { ...signed, signer: qualifiedSigner }), { ...signed, signer, fieldName: 'Second' });
    expect(linesOf({ pdf, services: [caQc] })[1]).toBe('All 2 signatures are genuine, 1 of them qualified.');
    expect(linesOf({ pdf, services: [] })[1]).toBe('All 2 signatures are genuine, none of them qualified.');
    expect(linesOf({ pdf })[1]).toBe('All 2 signatures are genuine.');
  });
});

describe('the verdict where a list that it rests on is not as it should be', () => {
  const STALE = [{ territory: 'LV', state: 'stale', codes: ['EUTL_OUTDATED'] }] as const;
  const UNUSABLE = [{ territory: 'LV', state: 'unusable', codes: ['EUTL_NOT_AVAILABLE'] }] as const;
  const stale = 'The trusted list of LV may not be the newest: it is past its next update, or stands in for one that was refused.';

  it('qualified by a list that is out of date: said in the first line and after, in all reports', () => {
    const given = { by: qualifiedSigner, services: [caQc], gaps: STALE };
    const lines = linesOf(given);
    expect(lines[1]).toBe('! QUALIFIED SIGNATURE: by a trusted list that may be out of date');
    expect(lines.filter((line) => line === stale)).toHaveLength(1);
    expect(lines).toContain('→ Fetch the list again and validate anew; look at the state of the lists where that does not help.');
    const { verdict, signatures } = toSimpleReport(result(given));
    expect(verdict).toMatchObject({
      code: 'QUALIFIED_SIGNATURE',
      headline: 'Qualified signature: by a trusted list that may be out of date',
    });
    expect(verdict?.why).toEqual([expect.stringContaining('qualified'), stale]);
    expect(signatures[0]?.verdict).toEqual(verdict);
    expect(toDetailedReport(result(given)).signatures[0]?.qualification?.gaps).toEqual(STALE);
    expect(toEtsiReport(result(given))).toContain('<sigillum:ListGap territory="LV" state="stale">EUTL_OUTDATED</sigillum:ListGap>');
  });

  it('of several qualified ones that by such a list is the weakest', () => {
    const made = result({ by: qualifiedSigner, services: [caQc] });
    const [sound] = made.signatures;
    const [doubtful] = result({ by: qualifiedSigner, services: [caQc], gaps: STALE }).signatures;
    if (sound === undefined || doubtful === undefined) throw new Error('no signature');
    const { verdict } = toSimpleReport({ ...made, signatures: [sound, doubtful] });
    expect([verdict?.code, verdict?.headline]).toEqual([
      'QUALIFIED_SIGNATURE',
      'Qualified signature: by a trusted list that may be out of date',
    ]);
  });

  it('genuine by a trust of our own: not called unqualified where the list of the country could not be asked', () => {
    const lines = linesOf({ services: [], gaps: UNUSABLE });
    expect(lines[1]).toBe('✔ GENUINE: whether it is qualified cannot be told');
    expect(lines).toContain('The trusted list of LV could not be used.');
    expect(lines.join('\n')).not.toContain('No trusted list speaks');
  });

  it('a signer of nobody whom we trust: our lack where the list that may name the issuer could not be asked', () => {
    const lines = linesOf({ anchors: [], services: [], gaps: UNUSABLE });
    expect(lines[1]).toBe('! WE CANNOT JUDGE: a trusted list could not be used');
    expect(lines).toContain('The trusted list of LV could not be used.');
    expect(linesOf({ anchors: [], services: [], gaps: STALE }).slice(1, 2)).toEqual(['? SIGNER NOT ON A TRUSTED LIST']);
    expect(linesOf({ anchors: [], services: [], gaps: [{ ...STALE[0], territory: 'EU' }] })).toContain(
      stale.replace('trusted list of LV', 'list of the trusted lists'),
    );
  });
});

it('the proof of time is said to be qualified only where a list says so', () => {
  const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
  const pdf = signPdf(page, { signer, timestamp: { authority, time: NOW - HOUR } });
  const provenBy = (services?: ReturnType<typeof listed>[]): string | undefined =>
    /Proven to have existed at 2026-07-01 11:00:00 UTC, by (.*)\./.exec(linesOf({ pdf, ...(services && { services }) }).join('\n'))?.[1];
  expect(provenBy([listed('TSA/QTST')])).toBe('a qualified time-stamp');
  expect(provenBy([caQc])).toBe('a time-stamp');
  expect(provenBy()).toBe('a time-stamp');
});

describe('until when the document shows it by itself', () => {
  const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
  const clock = trustAnchorOf(parseCertificate(authority.certificate));
  const stamped = signPdf(page, { signer, timestamp: { authority, time: NOW - HOUR } });
  const crls = [crl(ca), crl(root)];
  const pdf = addDocumentTimestamp(addDss(stamped, { crls, certificates: [ca.certificate] }), { timestamp: { authority, time: NOW } });

  it('until the end of the authority behind the newest time-stamp, unless that is trusted by itself', () => {
    const end = moment(parseCertificate(authority.certificate).notAfter);
    expect(linesOf({ pdf, supplied: {} })).toContain(`From the document alone this can be checked until ${end}.`);
    const trusted = linesOf({ pdf, supplied: {}, anchors: [anchor, clock] });
    expect(trusted[1]).toContain('✔ GENUINE');
    expect(trusted.join('\n')).not.toContain('From the document alone');
  });
});

describe('what people need of the data behind a verdict', () => {
  it('try later: from when on', () => {
    const old = crl(ca, { thisUpdate: NOW - 48 * HOUR, nextUpdate: NOW + 2 * HOUR });
    const lines = linesOf({ supplied: { crls: [old, crl(root)] } });
    expect(lines[1]).toBe('? CANNOT BE CONFIRMED YET');
    expect(lines).toContain('→ Validate again after 2026-07-01 14:00:00 UTC: newer data about withdrawal is due then.');
    const overdue = crl(ca, { thisUpdate: NOW - 48 * HOUR, nextUpdate: NOW - 24 * HOUR });
    expect(linesOf({ supplied: { crls: [overdue, crl(root)] } }).join('\n')).toContain('; it was due at 2026-06-30 12:00:00 UTC.');
  });

  it('withdrawn: when, why, and what would settle it', () => {
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - 5 * HOUR, reason: 'keyCompromise' as const }];
    const text = linesOf({ supplied: { crls: [crl(ca, { revoked }), crl(root)] } }).join('\n');
    expect(text).toContain('2026-07-01 07:00:00 UTC');
    expect(text).toContain('keyCompromise');
    expect(text).toContain('→ Ask for a copy with a time-stamp from before the revocation, or for a new signature.');
  });

  it('an algorithm: which, and since when it is not reliable', () => {
    const by = issueSigner(ca, { name: 'Weak', algorithm: 'RSA-1024' });
    const text = linesOf({ by }).join('\n');
    expect(text).toContain('key of 1024 bits is not reliable since 2019-10-01 00:00:00 UTC');
  });
});
