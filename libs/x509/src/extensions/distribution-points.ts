import { context, type DerNode, DerCursor, EncodingError, readBitString, readSmallInteger, TAG } from '@sigillum/encoding';
import { parseGeneralNames } from '../name/general-name.js';
import { parseRelativeName } from '../name/parse-name.js';
import type { Crl, DistributionPoint, RevocationReason } from '../types.js';
import { namedBits } from './key-usage.js';

/** CRLReason by number (RFC 5280 5.3.1); 7 is not used. */
const REASONS: readonly (RevocationReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/** ReasonFlags by bit (RFC 5280 4.2.1.13): bit 0 is unused, privilegeWithdrawn and aACompromise are bits 7 and 8. */
const REASON_FLAGS: readonly (RevocationReason | undefined)[] = [
  undefined,
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
];

/** CRLReason. A number that RFC 5280 does not know reads as `unspecified`: the certificate is revoked all the same. */
export function readReason(node: DerNode): RevocationReason {
  if (node.tag !== TAG.ENUMERATED) throw new EncodingError('DER_UNEXPECTED', 'CRLReason: an ENUMERATED expected', node.start);
  return REASONS[readSmallInteger(node)] ?? 'unspecified';
}

/** CRLDistributionPoints and FreshestCRL (RFC 5280 4.2.1.13, 4.2.1.15). */
export function readDistributionPoints(node: DerNode): readonly DistributionPoint[] {
  return new DerCursor(node, TAG.SEQUENCE, 'CRLDistributionPoints').rest().map((point) => {
    const fields = new DerCursor(point, TAG.SEQUENCE, 'DistributionPoint');
    const name = fields.optional(context(0));
    const reasons = fields.optional(context(1, false));
    const crlIssuer = fields.optional(context(2));
    fields.end();
    return {
      ...(name && readPointName(name)),
      ...(reasons && { reasons: readReasonFlags(reasons) }),
      ...(crlIssuer && { crlIssuer: parseGeneralNames(crlIssuer) }),
    };
  });
}

/** IssuingDistributionPoint (RFC 5280 5.2.5). */
export function readIssuingDistributionPoint(node: DerNode): NonNullable<Crl['issuingDistributionPoint']> {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'IssuingDistributionPoint');
  const name = fields.optional(context(0));
  const onlyUserCerts = readFlag(fields, 1);
  const onlyCaCerts = readFlag(fields, 2);
  const reasons = fields.optional(context(3, false));
  const indirect = readFlag(fields, 4);
  const onlyAttributeCerts = readFlag(fields, 5);
  fields.end();
  return {
    ...(name && readPointName(name)),
    onlyUserCerts,
    onlyCaCerts,
    onlyAttributeCerts,
    ...(reasons && { onlySomeReasons: readReasonFlags(reasons) }),
    indirect,
  };
}

function readPointName(node: DerNode): Pick<DistributionPoint, 'fullName' | 'relativeName'> {
  const [name, ...more] = node.children();
  if (name && more.length === 0) {
    if (name.tag === context(0)) return { fullName: parseGeneralNames(name) };
    if (name.tag === context(1)) return { relativeName: parseRelativeName(name) };
  }
  throw new EncodingError('DER_UNEXPECTED', 'DistributionPointName: a full name or a relative name expected', node.start);
}

function readReasonFlags(node: DerNode): ReadonlySet<RevocationReason> {
  return namedBits(readBitString(node), REASON_FLAGS);
}

/** An implicitly tagged BOOLEAN DEFAULT FALSE. */
function readFlag(fields: DerCursor, number: number): boolean {
  const node = fields.optional(context(number, false));
  if (!node) return false;
  if (node.content.length !== 1) throw new EncodingError('DER_VALUE', 'a BOOLEAN of another length than one octet', node.start);
  return node.content[0] !== 0;
}
