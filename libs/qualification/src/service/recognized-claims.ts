import { CodedError, type Instant, LimitError } from '@sigillum/encoding';
import type { ContentEquivalence, CriteriaList } from '@sigillum/tsl';
import type { Certificate, QcType } from '@sigillum/x509';
import type { CertificateClaims } from '../certificate/claims.js';
import { matchesCriteria, unknownCriteria } from './criteria/criteria.js';
import { type ListedService, stateAt } from './listed-service.js';

const MRA = 'http://ec.europa.eu/tools/lotl/mra/';
const TYPES: ReadonlyMap<string, QcType> = new Map([
  ['0.4.0.1862.1.6.1', 'esign'],
  ['0.4.0.1862.1.6.2', 'eseal'],
  ['0.4.0.1862.1.6.3', 'web'],
]);

type Translation = (claims: CertificateClaims, holds: boolean, ours: CriteriaList) => CertificateClaims;

/**
 * What an equivalence of contents changes, by its context; others change nothing. In this order: a certificate of a type that is not recognised is no qualified one, whatever
 * else it says.
 */
const TRANSLATIONS: readonly (readonly [context: string, Translation])[] = [
  [
    `${MRA}QcCompliance`,
    (claims, holds) => (holds ? { ...claims, compliance: true, foreignLaw: false } : { ...claims, compliance: false }),
  ],
  [`${MRA}QcType`, (claims, holds, ours) => (holds ? { ...claims, types: typesIn(ours) } : { ...claims, compliance: false })],
  [`${MRA}QcQSCD`, (claims, holds) => ({ ...claims, device: holds })],
];

/**
 * What a certificate of a third country says in the terms of the EU, where the services behind it are recognised by an agreement at that time; the claims as they are
 * otherwise.
 */
export function recognizedClaims(
  claims: CertificateClaims,
  certificate: Certificate,
  services: readonly ListedService[],
  at: Instant,
): CertificateClaims {
  const equivalences = services.map(({ service }) => stateAt(service, at)?.contentEquivalence).find((content) => content !== undefined);
  if (equivalences === undefined) return claims;
  let read = claims;
  for (const [context, translate] of TRANSLATIONS) {
    for (const { ours, theirs } of equivalences.filter((one) => one.context === context)) {
      read = translate(read, fulfils(certificate, theirs), ours);
    }
  }
  return read;
}

/** Criteria that are not known or ask for nothing, and statements that can't be read, are not fulfilled. */
function fulfils(certificate: Certificate, criteria: ContentEquivalence['theirs']): boolean {
  if (unknownCriteria(criteria).length > 0 || asksNothing(criteria)) return false;
  try {
    return matchesCriteria(criteria, certificate);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return false;
  }
}

function asksNothing({ keyUsage, policySets, lists, extendedKeyUsage, subjectAttributes, qcStatements }: CriteriaList): boolean {
  const own = [keyUsage, policySets, extendedKeyUsage, subjectAttributes, qcStatements];
  return own.every((entries) => entries.length === 0) && lists.every(asksNothing);
}

/** The types that criteria ask for; those under `none` are what they exclude. */
function typesIn({ assert, qcStatements, lists }: CriteriaList): readonly QcType[] {
  if (assert === 'none') return [];
  const named = qcStatements.flat().flatMap(({ info }) => TYPES.get(info ?? '') ?? []);
  return [...new Set([...named, ...lists.flatMap(typesIn)])];
}
