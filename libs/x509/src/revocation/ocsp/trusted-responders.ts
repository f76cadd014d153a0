import type { Instant } from '@sigillum/encoding';
import { attributeOf } from '../../name/display-name.js';
import { readHint } from '../../path/key-identifier.js';
import type { CertificateIssuer, DistinguishedName, TrustAnchor } from '../../types.js';
import { canonicalText } from '../../name/canonical-text.js';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const ORGANIZATION = '2.5.4.10';
const COUNTRY = '2.5.4.6';

const responders = new WeakMap<readonly TrustAnchor[], ReadonlyMap<string, readonly TrustAnchor[]>>();

/**
 * Anchors that are OCSP responders for what an issuer issued (RFC 6960 4.2.2.2, first case: a local configuration; TS 119 612 5.5.1.1, services of type
 * Certstatus/OCSP): trusted as they stand, for OCSP signing, and of the same organisation and country as the issuer, so that no provider's responder speaks
 * for another's certificates. When each may have answered is for `isTrustedResponderAt`.
 */
export function trustedRespondersFor(issuer: CertificateIssuer, anchors: readonly TrustAnchor[]): readonly TrustAnchor[] {
  const holder = holderOf(issuer.subject);
  return holder === undefined ? [] : (respondersAmong(anchors).get(holder) ?? []);
}

/**
 * Whether a responder that is an anchor may have answered then: one of a trusted list had not lost its approval as a responder (TS 119 612 5.5.4). An anchor of
 * the caller's own may at any time.
 */
export function isTrustedResponderAt({ grants }: TrustAnchor, producedAt: Instant): boolean {
  if (grants === undefined) return true;
  return grants.some(({ type, until = Number.POSITIVE_INFINITY }) => type === 'Certstatus/OCSP' && producedAt < until);
}

function respondersAmong(anchors: readonly TrustAnchor[]): ReadonlyMap<string, readonly TrustAnchor[]> {
  const known = responders.get(anchors);
  if (known !== undefined) return known;
  const found = new Map<string, TrustAnchor[]>();
  for (const anchor of anchors) {
    const { certificate } = anchor;
    if (certificate === undefined || !readHint(() => certificate.extendedKeyUsage)?.includes(OCSP_SIGNING)) continue;
    const holder = holderOf(certificate.subject);
    if (holder !== undefined) found.set(holder, [...(found.get(holder) ?? []), anchor]);
  }
  responders.set(anchors, found);
  return found;
}

function holderOf(name: DistinguishedName): string | undefined {
  const [organization, country] = [attributeOf(name, ORGANIZATION), attributeOf(name, COUNTRY)];
  if (organization === undefined || country === undefined) return undefined;
  return `${canonicalText(country)}|${canonicalText(organization)}`;
}
