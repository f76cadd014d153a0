import { type DigestAlgorithm, digest, joseAlgorithm, readPublicKey, verifySignature } from '@sigillum/crypto';
import {
  EncodingError,
  equalBytes,
  fromBase64,
  fromBase64Url,
  type Instant,
  shape,
  ShapeError,
  toBase64Url,
  toRfc3339,
} from '@sigillum/encoding';
import { type CompactJws, JwsError, readCompactJws } from '@sigillum/containers/jws';
import { type Certificate, parseCertificate, X509Error } from '@sigillum/x509';

/** Why a binding binds nothing. */
export type TlsBindingProblem =
  | 'TLS_BINDING_MALFORMED' // no JAdES signature of the profile of TS 119 411-5 annex B
  | 'TLS_BINDING_NO_2_QWAC' // the certificate at hand is of no kind that signs bindings
  | 'TLS_BINDING_OTHER_SIGNER' // made by another certificate than the one at hand
  | 'TLS_BINDING_OTHER_SITE' // about other TLS certificates
  | 'TLS_BINDING_EXPIRED'
  | 'TLS_BINDING_SIGNATURE'; // the value does not hold, or could not be computed

export type TlsBinding = { readonly ok: true } | { readonly ok: false; readonly code: TlsBindingProblem; readonly message: string };

/** A signed binding, and what it is asked about. */
export interface TlsBindingQuestion {
  /** JAdES in compact form, as a web site serves it. */
  readonly binding: Uint8Array;
  /** The 2-QWAC. */
  readonly signer: Certificate;
  /** DER of the certificate that the web site uses for TLS. */
  readonly tlsCertificate: Uint8Array;
  readonly at: Instant;
}

interface Header {
  readonly alg: string;
  readonly cty: string;
  readonly x5c: readonly string[];
  readonly sigD: {
    readonly mId: string;
    readonly pars: readonly string[];
    readonly hashM: string;
    readonly hashV: readonly string[];
    readonly ctys?: readonly string[];
  };
  readonly kid?: string;
  readonly 'x5t#S256'?: string;
  readonly iat?: number;
  readonly exp?: number;
  readonly crit?: readonly string[];
}

const { listOf, number, optional, record, text } = shape;

/** The members that annex B admits, and `crit`, which TS 119 182-1 5.1.9 demands beside `sigD`; a header with any other is none. */
const HEADER = record<Header>({
  alg: text,
  cty: text,
  x5c: listOf(text),
  sigD: record<Header['sigD']>({ mId: text, pars: listOf(text), hashM: text, hashV: listOf(text), ctys: optional(listOf(text)) }),
  kid: optional(text),
  'x5t#S256': optional(text),
  iat: optional(number),
  exp: optional(number),
  crit: optional(listOf(text)),
});

const CONTENT_TYPE = 'TLS-Certificate-Binding-v1';
const BY_URI_HASH = 'http://uri.etsi.org/19182/ObjectIdByURIHash';
const DIGESTS: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ['S256', 'SHA-256'],
  ['S384', 'SHA-384'],
  ['S512', 'SHA-512'],
]);

/**
 * Whether a binding ties a TLS certificate to a 2-QWAC (TS 119 411-5 annex B): signed by that very certificate, in force, and with the digest of the TLS
 * certificate among its own. Says nothing of the 2-QWAC itself. Never throws for what is in the binding.
 */
export function checkTlsBinding(question: TlsBindingQuestion): TlsBinding {
  const { binding, signer, tlsCertificate } = question;
  try {
    const jws = readCompactJws(Buffer.from(binding).toString('latin1'));
    const header = HEADER.read(jws.header, 'header');
    return (
      misshapen(header, jws) ??
      byAnother(header, signer) ??
      elsewhere(header, tlsCertificate) ??
      ended(header, question) ??
      forged(header, jws, signer) ?? { ok: true }
    );
  } catch (error) {
    if (error instanceof JwsError || error instanceof ShapeError || error instanceof EncodingError || error instanceof X509Error)
      return problem('TLS_BINDING_MALFORMED', error.message);
    throw error;
  }
}

function misshapen({ cty, crit, sigD }: Header, { payload }: CompactJws): TlsBinding | undefined {
  const lengths = [sigD.pars, sigD.ctys ?? sigD.pars].map((list) => list.length);
  const rules: readonly (readonly [boolean, string])[] = [
    [payload === '', 'its payload is not detached'],
    [cty === CONTENT_TYPE, `its content type is not ${CONTENT_TYPE}`],
    [crit === undefined || (crit.length === 1 && crit[0] === 'sigD'), 'crit names something else than sigD'],
    [sigD.mId === BY_URI_HASH, 'sigD refers to certificates in another way than by their digests'],
    [
      sigD.hashV.length > 0 && lengths.every((length) => length === sigD.hashV.length),
      'sigD has lists of different lengths, or names nothing',
    ],
    [DIGESTS.has(sigD.hashM), 'sigD names a digest algorithm that the profile does not have'],
  ];
  const broken = rules.find(([holds]) => !holds);
  return broken && problem('TLS_BINDING_MALFORMED', `The binding is not of the profile of TS 119 411-5: ${broken[1]}.`);
}

/** The certificate is compared in full: a digest or a name of it is a hint at most. */
function byAnother({ x5c: [own], 'x5t#S256': thumbprint }: Header, { bytes }: Certificate): TlsBinding | undefined {
  const same = own !== undefined && equalBytes(fromBase64(own), bytes);
  const agrees = thumbprint === undefined || equalBytes(fromBase64Url(thumbprint), digest('SHA-256', bytes));
  return same && agrees ? undefined : problem('TLS_BINDING_OTHER_SIGNER', 'The binding was made by another certificate.');
}

/** Digests are over the base64url of the certificate, since `b64` is absent (TS 119 182-1 5.2.8.3.3). */
function elsewhere({ sigD: { hashM, hashV } }: Header, tlsCertificate: Uint8Array): TlsBinding | undefined {
  const algorithm = DIGESTS.get(hashM);
  const own = algorithm && digest(algorithm, Buffer.from(toBase64Url(tlsCertificate), 'latin1'));
  const named = own !== undefined && hashV.some((one) => equalBytes(fromBase64Url(one), own));
  return named ? undefined : problem('TLS_BINDING_OTHER_SITE', 'The binding does not name this TLS certificate.');
}

/** The end that the binding states, or that of one of the two certificates where it comes sooner (annex B, exp); certificates are good to their last second. */
function ended({ exp }: Header, { signer, tlsCertificate, at }: TlsBindingQuestion): TlsBinding | undefined {
  const last = Math.min(signer.notAfter, parseCertificate(tlsCertificate).notAfter);
  if (at <= last && (exp === undefined || at < exp * 1000)) return undefined;
  const end = exp === undefined ? last : Math.min(last, Math.floor(exp) * 1000);
  const text = end > -1e14 ? toRfc3339(end) : 'a time that does not exist';
  return problem('TLS_BINDING_EXPIRED', `The binding was good until ${text}.`);
}

function forged({ alg }: Header, { signature, signingInput }: CompactJws, { publicKeyInfo }: Certificate): TlsBinding | undefined {
  const publicKey = readPublicKey(publicKeyInfo);
  if (!publicKey.ok) return problem('TLS_BINDING_SIGNATURE', 'The key of the certificate can not be used.');
  const algorithm = joseAlgorithm(alg, publicKey.value);
  if (!algorithm.ok)
    return problem('TLS_BINDING_SIGNATURE', 'The binding names an algorithm that does not go with the key of the certificate.');
  const checked = verifySignature({ key: publicKey.value, algorithm: algorithm.value, data: signingInput, signature });
  return checked.ok ? undefined : problem('TLS_BINDING_SIGNATURE', `The signature of the binding does not hold (${checked.problem}).`);
}

function problem(code: TlsBindingProblem, message: string): TlsBinding {
  return { ok: false, code, message };
}
