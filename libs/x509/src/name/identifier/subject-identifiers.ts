import type { DistinguishedName } from '../../types.js';
import { readSemanticIdentifier, type SemanticIdentifier } from './semantics.js';

const SERIAL_NUMBER = '2.5.4.5';
const ORGANIZATION_IDENTIFIER = '2.5.4.97';

/** An identifier out of a name, as written and, where it follows EN 319 412-1 5.1, as read. */
export interface NameIdentifier {
  readonly attribute: 'serialNumber' | 'organizationIdentifier';
  readonly value: string;
  readonly read: SemanticIdentifier | undefined;
}

/** The identifiers in a name in their order. A serialNumber may also hold what is one of an organisation, as names without organizationIdentifier do. */
export function identifiersOf(name: DistinguishedName): NameIdentifier[] {
  return name.rdns.flat().flatMap(({ oid, value }): NameIdentifier[] => {
    if (oid === SERIAL_NUMBER) {
      const read = readSemanticIdentifier(value, 'natural') ?? readSemanticIdentifier(value, 'legal');
      return [{ attribute: 'serialNumber', value, read }];
    }
    if (oid !== ORGANIZATION_IDENTIFIER) return [];
    return [{ attribute: 'organizationIdentifier', value, read: readSemanticIdentifier(value, 'legal') }];
  });
}
