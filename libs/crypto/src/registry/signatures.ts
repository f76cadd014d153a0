import { type DigestAlgorithm, type KeyKind, type SignatureScheme } from '../types.js';

/**
 * What may stand in the parameters of the identifier. Standards demand NULL for RSA and nothing for ECDSA and DSA; real
 * certificates have either, so `lax` reads both; `curve` reads the OID of the key's curve, too, which cards of BSI TR-03111 repeat. `key` identifiers name a key algorithm and may repeat the key's parameters.
 */
export type ParameterRule = 'lax' | 'curve' | 'absent' | 'pss' | 'digest' | 'key';

export interface SignatureRow {
  readonly oid: string;
  readonly scheme: SignatureScheme;
  /** The digest that the OID names; absent where it is given beside it, in parameters, or where the scheme has none. */
  readonly digest?: DigestAlgorithm;
  readonly parameters: ParameterRule;
  /** The one kind of key that the OID admits, for schemes that have several. */
  readonly key?: KeyKind;
}

const PKCS1 = '1.2.840.113549.1.1';
const ANSI_ECDSA = '1.2.840.10045.4';
const NIST_SIGNATURES = '2.16.840.1.101.3.4.3';
const BSI_PLAIN = '0.4.0.127.0.7.1.1.4.1';

function rows(scheme: SignatureScheme, base: string, digests: readonly (readonly [string, DigestAlgorithm])[]): SignatureRow[] {
  const parameters = scheme === 'ECDSA' || scheme === 'PLAIN-ECDSA' ? 'curve' : 'lax';
  return digests.map(([arc, digest]) => ({ oid: `${base}.${arc}`, scheme, digest, parameters }));
}

// RFC 8017 A.2.4, RFC 3279, RFC 5758, OIW and TeleTrusT arcs of old certificates, NIST CSOR arcs for SHA-3.
const RSA: readonly SignatureRow[] = [
  { oid: `${PKCS1}.1`, scheme: 'RSA-PKCS1', parameters: 'lax' },
  ...rows('RSA-PKCS1', PKCS1, [
    ['4', 'MD5'],
    ['5', 'SHA-1'],
    ['11', 'SHA-256'],
    ['12', 'SHA-384'],
    ['13', 'SHA-512'],
    ['14', 'SHA-224'],
    ['16', 'SHA-512/256'],
  ]),
  ...rows('RSA-PKCS1', '1.3.14.3.2', [
    ['3', 'MD5'],
    ['29', 'SHA-1'],
  ]),
  ...rows('RSA-PKCS1', '1.3.36.3.3.1', [['2', 'RIPEMD-160']]),
  ...rows('RSA-PKCS1', NIST_SIGNATURES, [
    ['13', 'SHA3-224'],
    ['14', 'SHA3-256'],
    ['15', 'SHA3-384'],
    ['16', 'SHA3-512'],
  ]),
  { oid: `${PKCS1}.10`, scheme: 'RSA-PSS', parameters: 'pss' },
];

// ANSI X9.62 / RFC 5758, NIST CSOR; BSI TR-03111 5.2.1 for the plain format.
const ECDSA: readonly SignatureRow[] = [
  { oid: '1.2.840.10045.2.1', scheme: 'ECDSA', parameters: 'key' },
  { oid: `${ANSI_ECDSA}.3`, scheme: 'ECDSA', parameters: 'digest' },
  ...rows('ECDSA', ANSI_ECDSA, [
    ['1', 'SHA-1'],
    ['3.1', 'SHA-224'],
    ['3.2', 'SHA-256'],
    ['3.3', 'SHA-384'],
    ['3.4', 'SHA-512'],
  ]),
  ...rows('ECDSA', NIST_SIGNATURES, [
    ['9', 'SHA3-224'],
    ['10', 'SHA3-256'],
    ['11', 'SHA3-384'],
    ['12', 'SHA3-512'],
  ]),
  ...rows('PLAIN-ECDSA', BSI_PLAIN, [
    ['1', 'SHA-1'],
    ['2', 'SHA-224'],
    ['3', 'SHA-256'],
    ['4', 'SHA-384'],
    ['5', 'SHA-512'],
    ['6', 'RIPEMD-160'],
    ['8', 'SHA3-224'],
    ['9', 'SHA3-256'],
    ['10', 'SHA3-384'],
    ['11', 'SHA3-512'],
  ]),
];

const DSA: readonly SignatureRow[] = [
  { oid: '1.2.840.10040.4.1', scheme: 'DSA', parameters: 'key' },
  ...rows('DSA', '1.2.840.10040.4', [['3', 'SHA-1']]),
  ...rows('DSA', '1.3.14.3.2', [['27', 'SHA-1']]),
  ...rows('DSA', NIST_SIGNATURES, [
    ['1', 'SHA-224'],
    ['2', 'SHA-256'],
    ['3', 'SHA-384'],
    ['4', 'SHA-512'],
    ['5', 'SHA3-224'],
    ['6', 'SHA3-256'],
    ['7', 'SHA3-384'],
    ['8', 'SHA3-512'],
  ]),
];

// RFC 8410, RFC 9881: parameters absent, one OID for key and signature.
const OWN_HASH: readonly SignatureRow[] = [
  { oid: '1.3.101.112', scheme: 'EdDSA', parameters: 'absent', key: 'Ed25519' },
  { oid: '1.3.101.113', scheme: 'EdDSA', parameters: 'absent', key: 'Ed448' },
  { oid: `${NIST_SIGNATURES}.17`, scheme: 'ML-DSA', parameters: 'absent', key: 'ML-DSA-44' },
  { oid: `${NIST_SIGNATURES}.18`, scheme: 'ML-DSA', parameters: 'absent', key: 'ML-DSA-65' },
  { oid: `${NIST_SIGNATURES}.19`, scheme: 'ML-DSA', parameters: 'absent', key: 'ML-DSA-87' },
];

/** Every signature algorithm that certificates and CMS name by an OID. */
export const SIGNATURES: readonly SignatureRow[] = [...RSA, ...ECDSA, ...DSA, ...OWN_HASH];

const BY_OID: ReadonlyMap<string, SignatureRow> = new Map(SIGNATURES.map((row) => [row.oid, row]));

/** The row of a dotted OID; undefined where it is unknown. */
export function signatureRow(oid: string): SignatureRow | undefined {
  return BY_OID.get(oid);
}

/** The OID that names a scheme together with a digest; undefined where none was assigned. */
export function signatureOid(scheme: SignatureScheme, digest: DigestAlgorithm): string | undefined {
  return SIGNATURES.find((row) => row.scheme === scheme && row.digest === digest)?.oid;
}

/** The OID of signatures by a kind of key that has one only (Edwards curves, ML-DSA); undefined for the other kinds. */
export function keySignatureOid(kind: KeyKind): string | undefined {
  return SIGNATURES.find((row) => row.key === kind)?.oid;
}
