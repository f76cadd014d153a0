import type { Instant } from '@sigillum/encoding';
import type { TrustSnapshot } from '@sigillum/tsl';
import type { Certificate } from '@sigillum/x509';
import { listGaps } from '../lookup/list-gaps.js';
import type { QualificationReason } from '../reason.js';
import { claimsOf } from './claims.js';
import { type CertificateQualification, qualifyCertificate, undetermined } from './qualify-certificate.js';
import { problem } from './select.js';

/**
 * The qualification of a certificate that no listed service stands behind: NA, and whether that is because no list was asked, because the list of its country could not
 * be used, or because none speaks of it. Never throws.
 */
export function qualifyWithoutService(
  certificate: Certificate,
  lists: TrustSnapshot | 'missing' | 'not-used',
  at: Instant,
): CertificateQualification {
  const reason = typeof lists === 'string' ? NOT_ASKED[lists] : unusable(lists, certificate, at);
  return reason === undefined ? qualifyCertificate(certificate, [], at) : undetermined(at, claimsOf(certificate), [reason]);
}

const NOT_ASKED: Readonly<Record<'missing' | 'not-used', QualificationReason>> = {
  missing: problem('TRUST_LISTS_MISSING', 'TS 119 615 4.1.4', 'EU trusted lists are not at hand.'),
  'not-used': problem('TRUST_LISTS_NOT_USED', 'TS 119 615 4.1.4', 'EU trusted lists were not to be used.'),
};

function unusable(lists: TrustSnapshot, certificate: Certificate, at: Instant): QualificationReason | undefined {
  const gap = listGaps(lists, certificate, at).find(({ state }) => state === 'unusable');
  if (gap === undefined) return undefined;
  const message = `The trusted list of ${gap.territory} could not be used: ${gap.codes.join(', ')}.`;
  return problem('TL_LIST_UNUSABLE', 'TS 119 615 4.2.4', message);
}
