import { type DerNode, DerCursor, EncodingError, readOid, TAG, toHex } from '@sigillum/encoding';
import { reading } from '../errors.js';
import type { DistinguishedName, NameAttribute } from '../types.js';
import { type ParsedAttribute, readAttributeText } from './attribute-value.js';
import { canonicalText } from './canonical-text.js';
import { rfc4514Text } from './rfc4514.js';

/** Reads a Name (RFC 5280 4.1.2.4). Throws `X509Error` NAME_UNREADABLE. `key` and `text` are made on first use. */
export function parseName(node: DerNode): DistinguishedName {
  const parsed = reading('NAME_UNREADABLE', 'a distinguished name', () => readRdns(node));
  let key: string | undefined;
  let text: string | undefined;
  return {
    rdns: parsed.map((rdn) => rdn.map(({ oid, text: value }) => ({ oid, value }))),
    der: node.raw,
    get key() {
      return (key ??= parsed.map(rdnKey).join('\n'));
    },
    get text() {
      return (text ??= rfc4514Text(parsed));
    },
  };
}

/** Reads the attributes of one RelativeDistinguishedName, also an implicitly tagged one (nameRelativeToCRLIssuer). */
export function parseRelativeName(node: DerNode): readonly NameAttribute[] {
  return readRdn(node).map(({ oid, text: value }) => ({ oid, value }));
}

/** Whether `name` stands at or below `base`: the relative names of `base` are its first ones (RFC 5280 4.2.1.10). */
export function isNameWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.rdns.length === 0 || name.key === base.key || name.key.startsWith(`${base.key}\n`);
}

function readRdns(node: DerNode): ParsedAttribute[][] {
  return new DerCursor(node, TAG.SEQUENCE, 'Name').rest().map((rdn) => {
    if (rdn.tag !== TAG.SET) throw new EncodingError('DER_UNEXPECTED', 'Name: a SET expected', rdn.start);
    return readRdn(rdn);
  });
}

function readRdn(rdn: DerNode): ParsedAttribute[] {
  return rdn.children().map((attribute) => {
    const fields = new DerCursor(attribute, TAG.SEQUENCE, 'AttributeTypeAndValue');
    const oid = readOid(fields.next(TAG.OID, 'type'));
    const value = fields.next(undefined, 'value');
    fields.end();
    return { oid, der: value.raw, ...readAttributeText(value) };
  });
}

/** The attributes of a relative name are a set: their order says nothing. JSON keeps the parts apart and holds no line feed. */
function rdnKey(rdn: readonly ParsedAttribute[]): string {
  const attributes = rdn.map(({ oid, comparable, der }) =>
    JSON.stringify(comparable === undefined ? [oid, 'der', toHex(der)] : [oid, canonicalText(comparable)]),
  );
  // An empty set, which is no relative name but occurs, must not vanish from the key.
  return attributes.sort().join('+') || '+';
}
