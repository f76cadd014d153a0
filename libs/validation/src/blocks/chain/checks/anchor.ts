import { type AnchorGrant, type Certificate, type CertificationPath, displayNameOf } from '@sigillum/x509';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { failed, indeterminate, notRun, passed } from '../../../checks/row.js';
import type { CertificateContext } from '../../context.js';
import { type ChainCheckRow, STEP } from '../context.js';

export type AnchorCheckId = 'XCV.anchor-service' | 'XCV.anchor-sunset';

interface AnchorContext extends CertificateContext {
  readonly path: CertificationPath | undefined;
}

const ID_KP_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** Whether the anchor of a chain may be one, and still is. */
export const ANCHOR_CHECKS: readonly ChainCheckRow<AnchorCheckId, AnchorContext>[] = [
  {
    id: 'XCV.anchor-service',
    step: STEP.service,
    clause: 'TS 119 172-4 REQ-4.2-03 a',
    miss: indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
    run({ path, signature, now }) {
      const leaf = path?.certificates[0];
      if (path === undefined || leaf === undefined) return notRun('CHAIN_NOT_FOUND', 'There is no chain.');
      const { grants, subject } = path.anchor;
      if (grants === undefined) return notRun('NOT_APPLICABLE', 'The anchor is trusted for everything.');
      const stamps = signature === undefined ? isForTimestamping(leaf) : signature.form === 'RFC3161';
      const stamped = signature?.attributes.claimedSigningTime ?? leaf.notBefore;
      if (grants.some((grant) => (stamps ? isGrantedToStamp(grant, stamped, now) : isGrantedToIssue(grant, leaf)))) return passed();
      const what = stamps
        ? `for qualified time-stamps at ${toRfc3339(stamped)}`
        : `for qualified certificates at ${toRfc3339(leaf.notBefore)}`;
      return failed('TRUST_ANCHOR_NOT_GRANTED', `${displayNameOf(subject)} is in a trusted list, but was not granted ${what}.`, [leaf.id]);
    },
  },
  {
    id: 'XCV.anchor-sunset',
    step: STEP.sunset,
    clause: 'EN 319 102-1 5.2.6.4 steps 1, 3',
    miss: indeterminate('NO_CERTIFICATE_CHAIN_FOUND_NO_POE'),
    run({ path, now }) {
      if (path === undefined) return notRun('CHAIN_NOT_FOUND', 'There is no chain.');
      const { sunset } = path.anchor;
      return sunset === undefined || now < sunset
        ? passed()
        : failed('TRUST_ANCHOR_SUNSET', `${displayNameOf(path.anchor.subject)} is no longer trusted.`);
    },
  },
];

function isForTimestamping({ extendedKeyUsage }: Certificate): boolean {
  return extendedKeyUsage?.includes(ID_KP_TIME_STAMPING) === true;
}

/** The service was granted when it issued the certificate. */
function isGrantedToIssue({ type, from, until = Number.POSITIVE_INFINITY }: AnchorGrant, { notBefore }: Certificate): boolean {
  return type === 'CA/QC' && from <= notBefore && notBefore < until;
}

/**
 * The service had not lost its grant when the token was made (of a certificate alone: when it was issued). Lists name units late, so that a grant may have begun
 * after it: whether the token is a qualified one is for the qualification (TS 119 615 4.7).
 */
function isGrantedToStamp({ type, from, until = Number.POSITIVE_INFINITY }: AnchorGrant, stamped: Instant, now: Instant): boolean {
  return type === 'TSA/QTST' && from <= now && stamped < until;
}
