import { type DerNode, DerCursor, readOid, TAG } from '@sigillum/encoding';
import type { CertificatePolicy } from '../types.js';

const CPS = '1.3.6.1.5.5.7.2.1';

/** CertificatePolicies (RFC 5280 4.2.1.4). Qualifiers other than a CPS address are passed over: nothing is decided by them. */
export function readCertificatePolicies(node: DerNode): readonly CertificatePolicy[] {
  return new DerCursor(node, TAG.SEQUENCE, 'CertificatePolicies').rest().map((policy) => {
    const fields = new DerCursor(policy, TAG.SEQUENCE, 'PolicyInformation');
    const oid = readOid(fields.next(TAG.OID, 'policyIdentifier'));
    const qualifiers = fields.optional(TAG.SEQUENCE)?.children() ?? [];
    fields.end();
    return { oid, cps: qualifiers.flatMap(readCps) };
  });
}

function readCps(node: DerNode): readonly string[] {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'PolicyQualifierInfo');
  const oid = readOid(fields.next(TAG.OID, 'policyQualifierId'));
  const uri = fields.peek();
  return oid === CPS && uri && !uri.constructed ? [Buffer.from(uri.content).toString('latin1')] : [];
}

/** PolicyMappings (RFC 5280 4.2.1.5). */
export function readPolicyMappings(node: DerNode): readonly { issuerDomain: string; subjectDomain: string }[] {
  return new DerCursor(node, TAG.SEQUENCE, 'PolicyMappings').rest().map((mapping) => {
    const fields = new DerCursor(mapping, TAG.SEQUENCE, 'PolicyMapping');
    const issuerDomain = readOid(fields.next(TAG.OID, 'issuerDomainPolicy'));
    const subjectDomain = readOid(fields.next(TAG.OID, 'subjectDomainPolicy'));
    fields.end();
    return { issuerDomain, subjectDomain };
  });
}
