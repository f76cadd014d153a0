import { toHex } from '@sigillum/encoding';
import { canonicalText } from '../../name/canonical-text.js';
import type { DistinguishedName, GeneralName, NameAttribute } from '../../types.js';

/** A DistributionPointName (RFC 5280 4.2.1.13) as it stands in a certificate or a CRL. */
interface PointName {
  readonly fullName?: readonly GeneralName[];
  readonly relativeName?: readonly NameAttribute[];
}

/** Keys under which the names of a distribution point compare; a relative one is put below `issuer`. Undefined where the point has no name. */
export function pointKeys(point: PointName, issuer: DistinguishedName | undefined): readonly string[] | undefined {
  if (point.fullName) return point.fullName.map(generalNameKey);
  if (!point.relativeName) return undefined;
  return issuer ? [`directory ${belowKey(issuer, point.relativeName)}`] : [];
}

/** Equal names have equal keys (RFC 5280 7.1 to 7.5). */
export function generalNameKey(name: GeneralName): string {
  switch (name.type) {
    case 'directory':
      return `directory ${name.value.key}`;
    case 'dns':
      return `dns ${name.value.toLowerCase()}`;
    case 'email':
      return `email ${name.value.replace(/@[^@]*$/, (host) => host.toLowerCase())}`;
    case 'uri':
      // RFC 5280 7.4: scheme and host without regard to case.
      return `uri ${name.value.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i, (start) => start.toLowerCase())}`;
    case 'registeredId':
      return `registeredId ${name.value}`;
    case 'other':
      return `other ${name.oid} ${toHex(name.value)}`;
    default:
      return `${name.type} ${toHex(name.value)}`;
  }
}

/** The key of the name that one relative name more makes out of `issuer`, in the form of `DistinguishedName.key`. */
function belowKey(issuer: DistinguishedName, relative: readonly NameAttribute[]): string {
  const attributes = relative.map(({ oid, value }) => JSON.stringify([oid, canonicalText(value)]));
  const last = attributes.sort().join('+');
  return issuer.rdns.length > 0 ? `${issuer.key}\n${last}` : last;
}
