/** A named curve over a prime field. */
export interface Curve {
  readonly name: string;
  readonly oid: string;
  /** The name by which the engine knows it. */
  readonly engine: string;
  /** Bits of the field. */
  readonly bits: number;
  /** The order of the generator: a signature's r and s lie in [1, order − 1]. */
  readonly order: bigint;
}

const BRAINPOOL = '1.3.36.3.3.2.8.1.1';

// Orders: SEC 2 for the NIST curves and secp256k1, RFC 5639 section 3 for brainpool; a twisted curve (t1) has its sister's order.
const NAMED: readonly (readonly [name: string, engine: string, oid: string, bits: number, order: string])[] = [
  ['P-192', 'prime192v1', '1.2.840.10045.3.1.1', 192, 'ffffffffffffffffffffffff99def836146bc9b1b4d22831'],
  ['P-224', 'secp224r1', '1.3.132.0.33', 224, 'ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d'],
  ['P-256', 'prime256v1', '1.2.840.10045.3.1.7', 256, 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'],
  [
    'P-384',
    'secp384r1',
    '1.3.132.0.34',
    384,
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  ],
  [
    'P-521',
    'secp521r1',
    '1.3.132.0.35',
    521,
    '01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
  ],
  ['secp256k1', 'secp256k1', '1.3.132.0.10', 256, 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'],
];

const BRAINPOOL_ORDERS: readonly (readonly [bits: number, arc: number, order: string])[] = [
  [160, 1, 'e95e4a5f737059dc60df5991d45029409e60fc09'],
  [192, 3, 'c302f41d932a36cda7a3462f9e9e916b5be8f1029ac4acc1'],
  [224, 5, 'd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939f'],
  [256, 7, 'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7'],
  [320, 9, 'd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311'],
  [384, 11, '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565'],
  [
    512,
    13,
    'aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069',
  ],
];

function brainpool([bits, arc, order]: (typeof BRAINPOOL_ORDERS)[number]): Curve[] {
  return ['r1', 't1'].map((form, twist) => ({
    name: `brainpoolP${bits}${form}`,
    engine: `brainpoolP${bits}${form}`,
    oid: `${BRAINPOOL}.${arc + twist}`,
    bits,
    order: BigInt(`0x${order}`),
  }));
}

/** The named curves whose keys are read. */
export const CURVES: readonly Curve[] = [
  ...NAMED.map(([name, engine, oid, bits, order]) => ({ name, engine, oid, bits, order: BigInt(`0x${order}`) })),
  ...BRAINPOOL_ORDERS.flatMap(brainpool),
];

const BY_OID: ReadonlyMap<string, Curve> = new Map(CURVES.map((curve) => [curve.oid, curve]));

/** The curve of a dotted OID; undefined where it is unknown. */
export function curveOf(oid: string): Curve | undefined {
  return BY_OID.get(oid);
}

/** Octets of one scalar (r, s) of the curve. */
export function scalarLength(curve: Curve): number {
  return Math.ceil(curve.order.toString(16).length / 2);
}
