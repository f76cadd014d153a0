import type { FormatFinding, FormatRule, Signature, SignedReference } from '@sigillum/ades';
import { type KeyProblem, readPublicKey, type SignatureProblem, verifySignature } from '@sigillum/crypto';
import { equalBytes } from '@sigillum/encoding';
import { type CheckRow, failed, type Found, indeterminate, passed, totalFailure } from '../checks/row.js';
import type { Miss } from '../conclusion.js';
import type { SignerContext } from './context.js';

export type CryptographicCheckId =
  'CV.references-found' | 'CV.reference-digests-computed' | 'CV.reference-digests' | 'CV.signature-computed' | 'CV.signature-value';

/** What became of the signature value; computed once for the rows that speak of it. */
export type ValueCheck = { readonly state: 'holds' } | { readonly state: 'open' | 'broken'; readonly found: Found };

export interface CryptographicContext extends SignerContext {
  readonly value: ValueCheck;
}

/** Cryptographic verification (EN 319 102-1 5.2.7). */
export const CRYPTOGRAPHIC_CHECKS: readonly CheckRow<CryptographicCheckId, CryptographicContext>[] = [
  {
    id: 'CV.references-found',
    clause: 'EN 319 102-1 5.2.7.4 step 1',
    miss: indeterminate('SIGNED_DATA_NOT_FOUND'),
    run({ signature }) {
      if (signature.references.length === 0) return failed('NOTHING_SIGNED', 'The signature refers to no data.');
      const lost = signature.references.filter((reference) => !reference.found);
      return lost.length === 0
        ? passed()
        : failed('SIGNED_DATA_NOT_FOUND', `The signed data could not be obtained: ${names(lost)}.`, lost.map(nameOf));
    },
  },
  {
    id: 'CV.reference-digests-computed',
    clause: 'EN 319 102-1 5.2.7.4 step 2',
    miss: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
    run({ signature }) {
      const unknown = signature.references.filter((reference) => reference.found && reference.digestAlgorithm === undefined);
      if (unknown.length === 0) return passed();
      const algorithms = unknown.map((reference) => reference.digestIdentifier).join(', ');
      return failed('DIGEST_ALGORITHM_UNKNOWN', `A digest algorithm is not known: ${algorithms}.`, unknown.map(nameOf));
    },
  },
  {
    id: 'CV.reference-digests',
    clause: 'EN 319 102-1 5.2.7.4 step 2',
    miss: totalFailure('HASH_FAILURE'),
    run({ signature }) {
      const differ = signature.references.filter((one) => one.found && one.digestAlgorithm !== undefined && !holds(one));
      if (differ.length === 0) return passed();
      const message = `The signed data is not what was signed: the digest of ${names(differ)} differs.`;
      return failed('SIGNED_DATA_CHANGED', message, differ.map(nameOf));
    },
  },
  {
    id: 'CV.signature-computed',
    clause: 'EN 319 102-1 5.2.7.4 step 3',
    miss: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
    run: ({ value }) => (value.state === 'open' ? value.found : passed()),
  },
  {
    id: 'CV.signature-value',
    clause: 'EN 319 102-1 5.2.7.4 step 3',
    miss: totalFailure('SIG_CRYPTO_FAILURE'),
    run({ value, signer }) {
      if (value.state === 'broken') return value.found;
      if (value.state === 'holds') return passed(undefined, signer === undefined ? [] : [signer.id]);
      return { outcome: 'not-run', code: 'SIGNATURE_NOT_COMPUTED', message: 'The signature value could not be computed.' };
    },
  },
];

/** Whether every digest and the signature value hold: nothing that was signed has changed. */
export function isIntact(context: CryptographicContext): boolean {
  const { references } = context.signature;
  return context.value.state === 'holds' && references.length > 0 && references.every(holds);
}

function holds(reference: SignedReference): boolean {
  const { found, expected, actual } = reference;
  return found && expected !== undefined && actual !== undefined && equalBytes(expected, actual);
}

/** The signature value against the signer's key. What could not be computed is open, never broken, and never holds. */
export function checkValue({ signature, signer, budget }: SignerContext): ValueCheck {
  const { signedBytes, signatureValue, algorithm } = signature;
  if (signer === undefined) {
    const miss = indeterminate('NO_SIGNING_CERTIFICATE_FOUND');
    return open('SIGNER_UNKNOWN', 'There is no signing certificate to verify the signature value with.', miss);
  }
  if (signatureValue === undefined) return broken('SIGNATURE_VALUE_ABSENT', 'There is no signature value.', signer.id);
  if (signedBytes === undefined) {
    const miss = indeterminate('SIGNED_DATA_NOT_FOUND');
    return open('SIGNED_BYTES_ABSENT', 'What the signature value is computed over could not be obtained.', miss);
  }
  if (algorithm === undefined) {
    return open('ALGORITHM_UNSUPPORTED', `The signature algorithm ${signature.algorithmIdentifier} is not known.`);
  }
  const key = readPublicKey(signer.publicKeyInfo);
  if (!key.ok) return open(key.problem, `The key of the signing certificate is refused (${key.problem}).`);
  budget.spend('signatureChecks');
  const check = verifySignature({ key: key.value, algorithm, data: signedBytes, signature: signatureValue });
  const spoiled = check.ok ? spoiledAttributes(signature) : undefined;
  if (spoiled !== undefined) return broken(spoiled.code ?? 'SIGNED_ATTRIBUTES_WRONG', spoiled.message ?? spoiled.rule, signer.id);
  if (check.ok) return { state: 'holds' };
  if (PROVEN_WRONG.has(check.problem)) {
    const message = `The signature value does not hold under the key of the signing certificate (${check.problem}).`;
    return broken(check.problem, message, signer.id);
  }
  return open(check.problem, `The signature value could not be verified (${check.problem}).`);
}

const SPOILING: ReadonlySet<FormatRule> = new Set<FormatRule>(['signed-attributes-der', 'content-type', 'no-embedded-content']);

/**
 * What RFC 5652 makes part of verification besides the value: the signed attributes are digested in DER (5.4), whatever stands in the
 * file, their content type is that of what is signed (5.6), and content that the structure holds is what is signed, not the file beside it
 * (5.4). A value over other attributes or other content is none over these.
 */
function spoiledAttributes({ format }: Signature): FormatFinding | undefined {
  const broken = format.filter((finding) => !finding.holds);
  if (broken.some((finding) => finding.rule === 'signed-attributes-present')) return undefined;
  return broken.find((finding) => SPOILING.has(finding.rule));
}

/** A value that can't have been made by this key in this way; all other problems leave the question open. */
const PROVEN_WRONG: ReadonlySet<SignatureProblem | KeyProblem> = new Set<SignatureProblem>([
  'SIGNATURE_MISMATCH',
  'SIGNATURE_ENCODING',
  'ALGORITHM_KEY_MISMATCH',
]);

function open(code: string, message: string, miss?: Miss): ValueCheck {
  return { state: 'open', found: failed(code, message, [], miss) };
}

function broken(code: string, message: string, signerId: string): ValueCheck {
  return { state: 'broken', found: failed(code, message, [signerId]) };
}

function nameOf(reference: SignedReference): string {
  return reference.name;
}

function names(references: readonly SignedReference[]): string {
  return references.map(nameOf).join(', ');
}
