import { readPublicKey } from '@sigillum/crypto';
import { toRfc3339 } from '@sigillum/encoding';
import { type CheckRow, failed, type Found, indeterminate, notRun, passed } from '../checks/row.js';
import { digestReliability, type Reliability, signatureReliability, worse } from '../policy/cryptography.js';
import type { SignerContext } from './context.js';

export type AcceptanceCheckId =
  | 'SAV.signature-algorithm'
  | 'SAV.reference-algorithms'
  | 'SAV.certificate-reference-algorithm'
  | 'SAV.certificate-reference-present'
  | 'SAV.message-digest'
  | 'SAV.signing-time-present'
  | 'SAV.signing-time-in-validity'
  | 'SAV.timestamp-not-in-future'
  | 'SAV.content-timestamps'
  | 'SAV.counter-signatures';

const CONSTRAINTS = indeterminate('SIG_CONSTRAINTS_FAILURE');
const CRYPTOGRAPHY = indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');

/** Signature acceptance validation (EN 319 102-1 5.2.8). */
export const ACCEPTANCE_CHECKS: readonly CheckRow<AcceptanceCheckId, SignerContext>[] = [
  { id: 'SAV.signature-algorithm', clause: 'EN 319 102-1 5.2.8.4.1', miss: CRYPTOGRAPHY, run: signatureAlgorithm },
  { id: 'SAV.reference-algorithms', clause: 'EN 319 102-1 5.2.8.4.1', miss: CRYPTOGRAPHY, run: referenceAlgorithms },
  {
    id: 'SAV.certificate-reference-algorithm',
    clause: 'EN 319 102-1 5.2.8.4.1',
    miss: CRYPTOGRAPHY,
    run: certificateReferenceAlgorithm,
  },
  {
    id: 'SAV.certificate-reference-present',
    clause: 'EN 319 102-1 5.2.8.4.2.2',
    miss: CONSTRAINTS,
    run: ({ signature }) =>
      signature.certificateReferences.length > 0
        ? passed()
        : failed(
            'CERTIFICATE_REFERENCE_ABSENT',
            'The signature has no signed reference to its certificate, so that it could be exchanged.',
          ),
  },
  { id: 'SAV.message-digest', clause: 'EN 319 102-1 5.2.8.4.2', miss: CONSTRAINTS, run: messageDigest },
  {
    id: 'SAV.signing-time-present',
    clause: 'EN 319 102-1 5.2.8.4.2.3',
    miss: CONSTRAINTS,
    run: ({ signature }) =>
      signature.attributes.claimedSigningTime === undefined
        ? failed('SIGNING_TIME_ABSENT', 'The signature does not say when it was made.')
        : passed(`Claimed: ${toRfc3339(signature.attributes.claimedSigningTime)}.`),
  },
  { id: 'SAV.signing-time-in-validity', clause: 'EN 319 102-1 5.2.8.4.2.3', miss: CONSTRAINTS, run: signingTimeInValidity },
  {
    id: 'SAV.timestamp-not-in-future',
    clause: 'EN 319 102-1 5.4.4, 5.2.8.4; RFC 3161 2.4.2',
    miss: CONSTRAINTS,
    run: timestampNotInFuture,
  },
  {
    id: 'SAV.content-timestamps',
    clause: 'EN 319 102-1 5.2.8.4.2.9',
    miss: CONSTRAINTS,
    run: ({ signature }) =>
      signature.timestamps.some((timestamp) => timestamp.kind === 'content-timestamp')
        ? notRun(
            'VALIDATED_APART',
            'Each content time-stamp has its own conclusion; what it means is said by the process (5.3.4 steps 4, 7).',
          )
        : notRun('NOT_APPLICABLE', 'The signature has no content time-stamp.'),
  },
  {
    id: 'SAV.counter-signatures',
    clause: 'EN 319 102-1 5.2.8.4.2.10',
    miss: CONSTRAINTS,
    run: ({ signature }) =>
      signature.counterSignatures.length > 0
        ? notRun('VALIDATED_APART', 'Each counter-signature has its own conclusion; none can change that of its parent.')
        : notRun('NOT_APPLICABLE', 'The signature has no counter-signature.'),
  },
];

/** What a check of algorithms says of the worst of them. */
export function ofReliability(reliability: Reliability, evidence: readonly string[] = []): Found {
  if (reliability.reliable) {
    return passed(reliability.until === undefined ? undefined : `Reliable until ${toRfc3339(reliability.until)}.`, evidence);
  }
  const found = failed(reliability.code, reliability.message, evidence);
  return reliability.severity === undefined ? found : { ...found, softenedTo: reliability.severity };
}

function signatureAlgorithm({ signature, signer, parameters, now }: SignerContext): Found {
  const { algorithm } = signature;
  if (algorithm === undefined) {
    return failed('ALGORITHM_UNKNOWN', `The signature algorithm ${signature.algorithmIdentifier} is not known.`);
  }
  if (signer === undefined) return failed('SIGNER_UNKNOWN', 'Without a signing certificate the size of the key is not known.');
  const key = readPublicKey(signer.publicKeyInfo);
  if (!key.ok) return failed(key.problem, `The key of the signing certificate is refused (${key.problem}).`, [signer.id]);
  return ofReliability(signatureReliability(algorithm, key.value.bits, now, parameters.cryptography), [signer.id]);
}

/** How reliable the signature's own algorithms are at the context's time: value, data and certificate references; the worst counts. */
export function signatureReliabilityOf({ signature, signer, parameters, now }: SignerContext): Reliability {
  const key = signer && readPublicKey(signer.publicKeyInfo);
  if (signature.algorithm === undefined || !key?.ok) {
    const message = 'The algorithm or the key of the signature is not known.';
    return { reliable: false, code: 'ALGORITHM_UNKNOWN', message, deadline: undefined, severity: undefined };
  }
  return [
    signatureReliability(signature.algorithm, key.value.bits, now, parameters.cryptography),
    ...[...signature.references, ...signature.certificateReferences].map((one) =>
      digestReliability(one.digestAlgorithm, one.digestIdentifier, now, parameters.cryptography),
    ),
  ].reduce(worse);
}

function referenceAlgorithms({ signature, parameters, now }: SignerContext): Found {
  const each = signature.references.map((one) =>
    digestReliability(one.digestAlgorithm, one.digestIdentifier, now, parameters.cryptography),
  );
  const [first] = each;
  return first === undefined ? notRun('NOT_APPLICABLE', 'The signature refers to no data.') : ofReliability(each.reduce(worse, first));
}

function certificateReferenceAlgorithm({ signature, parameters, now }: SignerContext): Found {
  const each = signature.certificateReferences.map((one) =>
    digestReliability(one.digestAlgorithm, one.digestIdentifier, now, parameters.cryptography),
  );
  const [first] = each;
  if (first === undefined) return notRun('CERTIFICATE_REFERENCE_ABSENT', 'The signature has no signed reference to its certificate.');
  return ofReliability(each.reduce(worse, first));
}

function messageDigest({ signature }: SignerContext): Found {
  const rules = new Set(['signed-attributes-present', 'message-digest-attribute']);
  const broken = signature.format.find((finding) => rules.has(finding.rule) && !finding.holds);
  return broken === undefined
    ? passed()
    : failed(broken.code ?? 'MESSAGE_DIGEST_ABSENT', broken.message ?? 'No signed attribute has the digest of the data.');
}

/** Milliseconds that the clock of a time-stamping authority may be ahead of ours. */
const AHEAD = 5 * 60_000;

/** What is here was made before: a token that states a later time states a wrong one. */
function timestampNotInFuture({ signature, now }: SignerContext): Found {
  const stated = signature.attributes.claimedSigningTime;
  if (signature.form !== 'RFC3161' || stated === undefined) return notRun('NOT_APPLICABLE', 'It is no time-stamp.');
  if (stated <= now + AHEAD) return passed();
  const message = `It states ${toRfc3339(stated)}, but was there by ${toRfc3339(now)}.`;
  return failed('TIMESTAMP_FROM_THE_FUTURE', message);
}

function signingTimeInValidity({ signature, signer }: SignerContext): Found {
  const claimed = signature.attributes.claimedSigningTime;
  if (claimed === undefined) return notRun('SIGNING_TIME_ABSENT', 'The signature does not say when it was made.');
  if (signer === undefined) return notRun('SIGNING_CERTIFICATE_NOT_FOUND', 'There is no signing certificate.');
  const { notBefore, notAfter } = signer;
  if (claimed >= notBefore && claimed <= notAfter) return passed(undefined, [signer.id]);
  return failed(
    'SIGNING_TIME_OUT_OF_VALIDITY',
    `The claimed signing time ${toRfc3339(claimed)} is outside the certificate's validity, ${toRfc3339(notBefore)} to ${toRfc3339(notAfter)}.`,
    [signer.id],
  );
}
