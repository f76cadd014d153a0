import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { digest, type DigestAlgorithm, digestAlgorithmOf, readAlgorithmIdentifier } from '@sigillum/crypto';
import { concatBytes, context, DerCursor, type DerNode, readDer, readOctetString, TAG, toHex, writeOid } from '@sigillum/encoding';
import { readValue, singleValueOf } from '../attribute-values.js';
import { HASH_INDEX } from '../oids.js';

/** Which parts of a CMS structure an archive time-stamp covers, by their digests. */
export interface HashIndex {
  /** The exact DER of the attribute's value, which the imprint covers. */
  readonly bytes: Uint8Array;
  /** undefined where it is unknown: then nothing can be found by it. */
  readonly algorithm: DigestAlgorithm | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly unsignedAttributes: readonly Uint8Array[];
  /** TS 101 733 hashes whole attributes, EN 319 122-1 each value with its type. */
  readonly form: 'attributes' | 'values';
}

/** What of a structure a hash index names, and how many of its digests name nothing. */
export interface IndexedParts {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly unmatched: number;
}

const FORMS = [
  [HASH_INDEX.v3, 'values'],
  [HASH_INDEX.v2, 'attributes'],
  [HASH_INDEX.v1, 'attributes'],
] as const;

/**
 * The hash index in the unsigned attributes of a token (EN 319 122-1 5.5.2: ATSHashIndexV3; TS 101 733 for its predecessors). Undefined where there
 * is not exactly one, or it is malformed.
 */
export function hashIndexOf({ unsignedAttributes }: SignerInfo): HashIndex | undefined {
  const present = FORMS.filter(([oid]) => unsignedAttributes.some((one) => one.oid === oid));
  const [first, ...more] = present;
  if (!first || more.length > 0) return undefined;
  const bytes = singleValueOf(unsignedAttributes, first[0]);
  return bytes && readValue(bytes, (node) => readIndex(node, bytes, first[1]));
}

const SHA_256 = '2.16.840.1.101.3.4.2.1';

function readIndex(node: DerNode, bytes: Uint8Array, form: HashIndex['form']): HashIndex {
  const parts = node.children();
  const identifier = parts.length === 4 ? readAlgorithmIdentifier(parts[0] ?? node).oid : SHA_256;
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'ATSHashIndex');
  if (parts.length === 4) cursor.next(TAG.SEQUENCE, 'hashIndAlgorithm');
  const digests = (name: string): Uint8Array[] => cursor.next(TAG.SEQUENCE, name).children().map(readOctetString);
  const [certificates, crls, unsignedAttributes] = [digests('certificates'), digests('crls'), digests('unsignedAttributes')];
  cursor.end();
  return { bytes, algorithm: digestAlgorithmOf(identifier), certificates, crls, unsignedAttributes, form };
}

/** The parts of a structure that the index names; what it does not name came later, and is left out (EN 319 122-1 5.5.2). */
export function indexedParts(index: HashIndex, signedData: SignedData, signer: SignerInfo): IndexedParts {
  const { algorithm } = index;
  const finder = (digests: readonly Uint8Array[]): Finder => new Finder(algorithm, digests);
  const certificates = finder(index.certificates);
  const crls = finder(index.crls);
  const attributes = finder(index.unsignedAttributes);
  const bags = bagsOf(signedData);
  const isNamed = (from: Finder, raws: readonly Uint8Array[]): Set<string> => new Set(raws.filter((one) => from.has(one)).map(toHex));
  const namedCertificates = isNamed(certificates, bags.certificates);
  const namedCrls = isNamed(crls, bags.crls);
  return {
    signedData: {
      ...signedData,
      certificates: signedData.certificates.filter((one) => namedCertificates.has(toHex(one))),
      crls: signedData.crls.filter((one) => namedCrls.has(toHex(one))),
      otherRevocationInfo: signedData.otherRevocationInfo.filter((_, position) => namedCrls.has(toHex(bags.others[position] ?? NOTHING))),
    },
    signer: { ...signer, unsignedAttributes: namedAttributes(signer, index, attributes) },
    unmatched: certificates.unused + crls.unused + attributes.unused,
  };
}

function namedAttributes(signer: SignerInfo, { form }: HashIndex, finder: Finder): SignerInfo['unsignedAttributes'] {
  const raws = unsignedAttributesOf(signer);
  return signer.unsignedAttributes.flatMap((attribute, position) => {
    const type = writeOid(attribute.oid);
    const whole = raws[position];
    const isWhole = form === 'attributes' && whole !== undefined && finder.has(whole);
    const values = attribute.values.filter((value) => isWhole || (form === 'values' && finder.has(concatBytes(type, value))));
    return values.length > 0 ? [{ ...attribute, values }] : [];
  });
}

/** Finds octets by their digest, and knows which digests found none. */
class Finder {
  readonly #algorithm: DigestAlgorithm | undefined;
  readonly #wanted: ReadonlySet<string>;
  readonly #used = new Set<string>();

  constructor(algorithm: DigestAlgorithm | undefined, digests: readonly Uint8Array[]) {
    this.#algorithm = algorithm;
    this.#wanted = new Set(digests.map(toHex));
  }

  has(octets: Uint8Array): boolean {
    if (this.#algorithm === undefined || this.#wanted.size === 0) return false;
    const found = toHex(digest(this.#algorithm, octets));
    if (!this.#wanted.has(found)) return false;
    this.#used.add(found);
    return true;
  }

  get unused(): number {
    return this.#wanted.size - this.#used.size;
  }
}

const NOTHING = new Uint8Array();

/** The elements of SignedData.certificates and .crls as they stand, and those of the latter that are no CRLs. */
function bagsOf({ bytes }: SignedData): { certificates: Uint8Array[]; crls: Uint8Array[]; others: Uint8Array[] } {
  const parts = readDer(bytes, { rules: 'ber' }).children();
  const inside = (number: number): DerNode[] =>
    parts
      .slice(3)
      .filter((one) => one.tag === context(number))
      .flatMap((one) => one.children());
  const raws = (nodes: readonly DerNode[]): Uint8Array[] => nodes.map((one) => one.raw);
  const crls = inside(1);
  return { certificates: raws(inside(0)), crls: raws(crls), others: raws(crls.filter((one) => one.tag !== TAG.SEQUENCE)) };
}

function unsignedAttributesOf({ bytes }: SignerInfo): Uint8Array[] {
  const unsigned = readDer(bytes, { rules: 'ber' }).children().at(-1);
  return unsigned?.tag === context(1) ? unsigned.children().map((one) => one.raw) : [];
}
