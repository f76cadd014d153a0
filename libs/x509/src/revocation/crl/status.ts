import { CodedError, LimitError } from '@sigillum/encoding';
import type { Crl, CrlEntry, RevocationReason } from '../../types.js';
import type {
  CrlAssessment,
  RevocationFacts,
  RevocationProblem,
  RevocationQuestion,
  RevocationSigner,
  RevocationStatus,
  RevocationVerdict,
  UsableCrl,
} from '../types.js';
import { finalRevocation } from '../finality.js';
import { deltaFor, isDelta } from './delta.js';
import { ALL_REASONS, crlScope } from './scope.js';
import { findCrlSigner } from './signer.js';

/**
 * Holds CRLs against one certificate (RFC 5280 6.3.3 b to k). Each complete CRL is assessed alone and, where a delta CRL fits, once more with
 * the newest one. A delta that fits no complete CRL here is unusable. Throws `LimitError` only.
 */
export function assessCrls(question: RevocationQuestion, crls: readonly Crl[]): CrlAssessment[] {
  const assessments = crls.filter((crl) => !isDelta(crl)).flatMap((crl) => assessComplete(question, crl, crls));
  const applied = new Set(assessments.flatMap((assessment) => (assessment.usable && assessment.delta ? [assessment.delta.id] : [])));
  const idle = crls.filter((crl) => isDelta(crl) && !applied.has(crl.id));
  return [...assessments, ...idle.map((crl) => unusable(crl, 'CRL_DELTA_WITHOUT_BASE', 'It is a delta CRL, and no complete CRL fits it.'))];
}

/** The status of the certificate out of all CRLs given. */
export function crlStatus(question: RevocationQuestion, crls: readonly Crl[]): RevocationStatus {
  return statusFromCrls(assessCrls(question, crls));
}

/**
 * Adds up assessments until all reasons are covered (RFC 5280 6.3.3 d, l), the latest issued first, so that an older CRL counts only for reasons
 * of which no later one speaks. A revocation that is no hold is for good (5.3.1), whatever a later CRL says or no longer says. Leave out what is too old, too young or badly signed before.
 */
export function statusFromCrls(assessments: readonly CrlAssessment[]): RevocationStatus {
  const usable = assessments.filter((assessment): assessment is UsableCrl => assessment.usable);
  const weight = ({ verdict, delta }: UsableCrl) => (verdict.status === 'revoked' ? 2 : 0) + (delta ? 1 : 0);
  usable.sort((a, b) => b.facts.issuedAt - a.facts.issuedAt || weight(b) - weight(a) || (a.source.id < b.source.id ? -1 : 1));
  const final = finalRevocation(usable);
  if (final) return { ...final.verdict, used: final.restsOn.map(({ facts }) => facts) };
  const used: RevocationFacts[] = [];
  const covered = new Set<RevocationReason>();
  for (const { facts, reasons, verdict } of usable) {
    if ([...reasons].every((reason) => covered.has(reason))) continue;
    used.push(facts);
    if (verdict.status === 'revoked') return { ...verdict, used };
    for (const reason of reasons) covered.add(reason);
  }
  if (covered.size === ALL_REASONS.size) return { status: 'good', used };
  return { status: 'undetermined', problems: whyUndetermined(assessments, covered), used };
}

function whyUndetermined(assessments: readonly CrlAssessment[], covered: ReadonlySet<RevocationReason>): readonly RevocationProblem[] {
  const problems = assessments.flatMap((assessment) => (assessment.usable ? [] : assessment.problems));
  if (covered.size > 0) {
    const missing = [...ALL_REASONS].filter((reason) => !covered.has(reason)).join(', ');
    return [{ code: 'REVOCATION_REASONS_NOT_COVERED', message: `No CRL speaks of ${missing}.` }, ...problems];
  }
  if (problems.length > 0) return problems;
  return [{ code: 'REVOCATION_DATA_MISSING', message: 'There is no CRL for the certificate.' }];
}

function assessComplete(question: RevocationQuestion, crl: Crl, crls: readonly Crl[]): CrlAssessment[] {
  try {
    return judge(question, crl, crls);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return [unusable(crl, 'CRL_MALFORMED', error.message)];
  }
}

function judge(question: RevocationQuestion, crl: Crl, crls: readonly Crl[]): CrlAssessment[] {
  const { certificate, budget } = question;
  const scope = crlScope(certificate, crl);
  if ('problem' in scope) return [{ usable: false, source: crl, problems: [scope.problem] }];
  const [unknown] = crl.unknownCriticalExtensions;
  if (unknown !== undefined) return [unusable(crl, 'CRL_UNKNOWN_CRITICAL_EXTENSION', `Its critical extension ${unknown} is not known.`)];
  const found = findCrlSigner(question, crl);
  if ('problem' in found) return [{ usable: false, source: crl, problems: [found.problem] }];
  if (crl.unknownCriticalEntry) {
    return [unusable(crl, 'CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION', 'One of its entries has a critical extension that is not known.')];
  }

  const { reasons } = scope;
  const entry = crl.find(certificate.serialNumber, certificate.issuer);
  const alone = conclude({ crl, reasons, entry, signer: found.signer });
  const delta = deltaFor(crl, crls, found.publicKeyInfo, budget);
  if (!delta) return [alone];
  const change = delta.find(certificate.serialNumber, certificate.issuer);
  const now = change?.reason === 'removeFromCRL' && !change.unknownCritical ? withoutHold(entry) : (change ?? entry);
  return [alone, conclude({ crl, delta, reasons, entry: now, signer: found.signer })];
}

/** RFC 5280 5.3.1, 6.3.3 i to k: what a delta takes off the list is no longer on hold. Any other revocation is for good. */
function withoutHold(entry: CrlEntry | undefined): CrlEntry | undefined {
  return entry?.reason === 'certificateHold' ? undefined : entry;
}

interface Finding {
  readonly crl: Crl;
  readonly delta?: Crl;
  readonly reasons: ReadonlySet<RevocationReason>;
  readonly entry: CrlEntry | undefined;
  readonly signer: RevocationSigner;
}

function conclude({ crl, delta, reasons, entry, signer }: Finding): CrlAssessment {
  // A doubled or malformed extension of the very entry: what it says is unknown, though not whom it is about.
  if (entry?.unknownCritical)
    return unusable(crl, 'CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION', 'The entry of the certificate cannot be understood.');
  const latest = delta ?? crl;
  const expiredSince = crl.expiredCertsOnCrl;
  const facts: RevocationFacts = {
    kind: 'CRL',
    id: crl.id,
    ...(delta && { deltaId: delta.id }),
    issuedAt: latest.thisUpdate,
    thisUpdate: latest.thisUpdate,
    nextUpdate: latest.nextUpdate,
    ...(expiredSince !== undefined && { expiredSince }),
    signer,
  };
  return { usable: true, source: crl, ...(delta && { delta }), facts, reasons, verdict: verdictOf(entry) };
}

function verdictOf(entry: CrlEntry | undefined): RevocationVerdict {
  if (!entry) return { status: 'good' };
  const { revocationDate, reason, invalidityDate } = entry;
  const hold = reason === 'certificateHold';
  return { status: 'revoked', revocationTime: revocationDate, reason, hold, ...(invalidityDate !== undefined && { invalidityDate }) };
}

function unusable(source: Crl, code: RevocationProblem['code'], message: string): CrlAssessment {
  return { usable: false, source, problems: [{ code, message }] };
}
