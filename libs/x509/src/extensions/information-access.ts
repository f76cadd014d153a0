import { context, type DerNode, DerCursor, readOid, TAG } from '@sigillum/encoding';
import { parseGeneralName } from '../name/general-name.js';

const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** AuthorityInfoAccess (RFC 5280 4.2.2.1): the addresses of the two methods that validation uses; other methods and name forms are passed over. */
export function readAuthorityInfoAccess(node: DerNode): { ocsp: readonly string[]; caIssuers: readonly string[] } {
  const descriptions = new DerCursor(node, TAG.SEQUENCE, 'AuthorityInfoAccessSyntax').rest().map((description) => {
    const fields = new DerCursor(description, TAG.SEQUENCE, 'AccessDescription');
    const method = readOid(fields.next(TAG.OID, 'accessMethod'));
    const location = fields.next(undefined, 'accessLocation');
    fields.end();
    const name = location.tag === context(6, false) ? parseGeneralName(location) : undefined;
    return { method, uri: name?.type === 'uri' ? name.value : undefined };
  });
  const of = (method: string) => descriptions.flatMap((found) => (found.method === method && found.uri !== undefined ? [found.uri] : []));
  return { ocsp: of(OCSP), caIssuers: of(CA_ISSUERS) };
}
