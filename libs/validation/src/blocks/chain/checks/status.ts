import { toRfc3339 } from '@sigillum/encoding';
import { type Certificate, displayNameOf, EXTENSION, type RevocationFacts } from '@sigillum/x509';
import { failed, type Found, indeterminate, notRun, passed } from '../../../checks/row.js';
import { type ChainCertificateContext, type ChainCheckRow, type ChainRole, STEP } from '../context.js';
import { CONTRADICTED } from '../revocation/speaking.js';
import { isRevokedForUse } from '../validity-model.js';

export type StatusCheckId<Role extends ChainRole = ChainRole> =
  `XCV.${Role}-${'revocation-data' | 'revocation-acceptable' | 'not-revoked' | 'not-on-hold'}`;
export type FreshnessCheckId<Role extends ChainRole = ChainRole> = `RFC.${Role}-fresh`;

const CHAIN = indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE');
const LATER = indeterminate('TRY_LATER');

/** The revocation status of a certificate (EN 319 102-1 5.2.6.4 step 4 b-e). */
export function statusChecks<Role extends ChainRole>(role: Role): ChainCheckRow<StatusCheckId<Role>, ChainCertificateContext>[] {
  const signer = role === 'signer';
  const step4 = (letter: string): string => `EN 319 102-1 5.2.6.4 step 4 ${letter}`;
  return [
    { id: `XCV.${role}-revocation-data`, step: STEP.revocationMissing, clause: step4('e'), miss: CHAIN, run: dataPresent },
    { id: `XCV.${role}-revocation-acceptable`, step: STEP.revocationMissing, clause: step4('e'), miss: CHAIN, run: dataAcceptable },
    {
      id: `XCV.${role}-not-revoked`,
      step: signer ? STEP.revoked : STEP.caRevoked,
      clause: step4(signer ? 'b' : 'd'),
      miss: indeterminate(signer ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE'),
      run: notRevoked,
    },
    {
      id: `XCV.${role}-not-on-hold`,
      step: signer ? STEP.onHold : STEP.caRevoked,
      clause: step4(signer ? 'c' : 'd'),
      miss: LATER,
      run: notOnHold,
    },
  ];
}

/** Revocation freshness (EN 319 102-1 5.2.5). */
export function freshnessCheck<Role extends ChainRole>(role: Role): ChainCheckRow<FreshnessCheckId<Role>, ChainCertificateContext> {
  return { id: `RFC.${role}-fresh`, step: STEP.stale, clause: 'EN 319 102-1 5.2.5.4', miss: LATER, run: fresh };
}

/** Why a check of the revocation status has nothing to look at; undefined where it has. */
function exempted({ exemption, certificate }: ChainCertificateContext): Found | undefined {
  if (exemption === undefined) return undefined;
  const messages = {
    'trust-anchor': 'The certificate is a trust anchor.',
    'validity-assured-short-term': 'The certificate is short-lived, and its issuer assures its validity (EN 319 412-1 5.2).',
    'no-revocation-available': 'The certificate says that no revocation information will ever be available.',
  };
  return notRun('REVOCATION_NOT_REQUIRED', messages[exemption], [certificate.id]);
}

function undetermined({ certificate }: ChainCertificateContext): Found {
  return notRun('REVOCATION_STATUS_UNKNOWN', 'No acceptable revocation data tells the status.', [certificate.id]);
}

function dataPresent(context: ChainCertificateContext): Found {
  const { certificate, revocation } = context;
  const ids = revocation.candidates.map((candidate) => candidate.id);
  const found =
    revocation.candidates.length > 0
      ? passed(undefined, [certificate.id, ...ids])
      : failed('REVOCATION_DATA_MISSING', withoutData(certificate), [certificate.id]);
  return exempted(context) ?? found;
}

function withoutData(certificate: Certificate): string {
  // Whether they can be read matters little here: the sentence only tells where looking is in vain.
  const names = [EXTENSION.crlDistributionPoints, EXTENSION.authorityInfoAccess].some((oid) => certificate.extension(oid) !== undefined);
  const nowhere = names ? '' : ', and it names no address where there could be any';
  return `There is no revocation data for ${displayNameOf(certificate.subject)}${nowhere}.`;
}

function dataAcceptable(context: ChainCertificateContext): Found {
  const exempt = exempted(context);
  if (exempt !== undefined) return exempt;
  const { certificate, revocation } = context;
  if (revocation.candidates.length === 0) return undetermined(context);
  if (revocation.status !== undefined) return passed(undefined, [certificate.id, ...revocation.status.used.map((facts) => facts.id)]);
  const problems = revocation.candidates.flatMap((candidate) => candidate.problems);
  const details = [...new Set(problems.map((problem) => `${problem.message} (${problem.code})`))].join(' ');
  return failed('REVOCATION_DATA_UNACCEPTABLE', `No revocation data for ${displayNameOf(certificate.subject)} is acceptable. ${details}`, [
    certificate.id,
    ...revocation.candidates.map((candidate) => candidate.id),
  ]);
}

function notRevoked(context: ChainCertificateContext): Found {
  const { certificate, revocation } = context;
  if (revocation.status === undefined) return exempted(context) ?? undetermined(context);
  const { verdict, used } = revocation.status;
  const evidence = [certificate.id, ...used.map((facts) => facts.id)];
  if (verdict.status === 'good' || verdict.hold || !isRevokedForUse(verdict, context)) return passed(undefined, evidence);
  const against = revocation.candidates.filter(({ problems }) => problems.some(({ code }) => code === CONTRADICTED));
  const conflict = against.length === 0 ? '' : ' Later data says otherwise, and a revocation is for good.';
  const message = `${displayNameOf(certificate.subject)} was revoked on ${toRfc3339(verdict.revocationTime)} (${verdict.reason}).${conflict}`;
  return failed('CERTIFICATE_REVOKED', message, [...evidence, ...against.map(({ id }) => id)]);
}

function notOnHold(context: ChainCertificateContext): Found {
  const { certificate, revocation } = context;
  if (revocation.status === undefined) return exempted(context) ?? undetermined(context);
  const { verdict, used } = revocation.status;
  const evidence = [certificate.id, ...used.map((facts) => facts.id)];
  if (verdict.status === 'good' || !verdict.hold || !isRevokedForUse(verdict, context)) return passed(undefined, evidence);
  return failed(
    'CERTIFICATE_ON_HOLD',
    `${displayNameOf(certificate.subject)} is suspended since ${toRfc3339(verdict.revocationTime)}.`,
    evidence,
  );
}

/** thisUpdate counts, not producedAt: when the status was known, not when the answer was signed. */
function fresh(context: ChainCertificateContext): Found {
  const { certificate, revocation, usedAt: now } = context;
  if (revocation.status === undefined) return exempted(context) ?? undetermined(context);
  const stale = revocation.status.used.filter((facts) => !freshAt(facts, { ...context, now }));
  const evidence = [certificate.id, ...revocation.status.used.map((facts) => facts.id)];
  const [first] = stale;
  if (first === undefined) return passed(undefined, evidence);
  const until = first.nextUpdate === undefined ? '' : ` A next update was due ${toRfc3339(first.nextUpdate)}.`;
  return failed(
    'REVOCATION_NOT_FRESH',
    `The status of ${displayNameOf(certificate.subject)} is of ${toRfc3339(first.thisUpdate)}, too old at ${toRfc3339(now)}.${until}`,
    evidence,
  );
}

/** Whether the status is new enough at the context's time (EN 319 102-1 5.2.5.4). */
export function freshAt(
  facts: RevocationFacts,
  { role, parameters, now }: Pick<ChainCertificateContext, 'role' | 'parameters' | 'now'>,
): boolean {
  const freshness = role === 'signer' ? parameters.signerFreshness : parameters.caFreshness;
  if (freshness.kind === 'maximum-age') return facts.thisUpdate > now - freshness.milliseconds;
  return facts.nextUpdate !== undefined && facts.thisUpdate > now - (facts.nextUpdate - facts.thisUpdate);
}
