import { digest } from '@sigillum/crypto';
import { type Budget, CodedError, LimitError, equalBytes } from '@sigillum/encoding';
import { parseCertificate } from '../../certificate/parse-certificate.js';
import { asIssuer, isAnchor } from '../../path/anchor.js';
import { checkSignedObject, isBroken } from '../../path/issued.js';
import { readHint } from '../../path/key-identifier.js';
import { validatePath } from '../../path/validate.js';
import type { Certificate, CertificateIssuer, OcspResponse } from '../../types.js';
import type { OcspProblemCode, RevocationProblem, RevocationQuestion, RevocationSigner } from '../types.js';
import { keyBits } from './cert-id.js';
import { isTrustedResponderAt } from './trusted-responders.js';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

type FoundResponder = { readonly signer: RevocationSigner } | { readonly problem: RevocationProblem };

interface Contender {
  readonly role: RevocationSigner['role'];
  readonly key: CertificateIssuer;
}

/** What is told where several contenders fail: the one that came furthest. */
const ORDER: readonly OcspProblemCode[] = [
  'OCSP_RESPONDER_KEY_USAGE',
  'OCSP_RESPONDER_NOT_AUTHORISED',
  'OCSP_SIGNATURE_UNCHECKED',
  'OCSP_SIGNATURE',
  'OCSP_RESPONDER_NOT_FOUND',
];

/**
 * Who signed a response, and by what right (RFC 6960 4.2.2.2): the key that issued the certificate; a responder trusted as it stands; or a
 * certificate for OCSP signing that this same key issued directly. Whatever the right, it must be who the ResponderID names.
 */
export function findResponder(question: RevocationQuestion, response: OcspResponse): FoundResponder {
  const problems: RevocationProblem[] = [];
  for (const contender of contenders(question, response)) {
    if (!isNamed(response, contender.key)) continue;
    const failure = whyNot(question, response, contender);
    const { certificate } = contender.key;
    if (!failure) return { signer: { role: contender.role, ...(certificate && { certificate }) } };
    problems.push(failure);
  }
  problems.sort((a, b) => ORDER.indexOf(a.code as OcspProblemCode) - ORDER.indexOf(b.code as OcspProblemCode));
  return { problem: problems[0] ?? problem('OCSP_RESPONDER_NOT_FOUND', 'No certificate of its responder is at hand.') };
}

function contenders(question: RevocationQuestion, response: OcspResponse): readonly Contender[] {
  const { issuer, trustedResponders = [], candidates, certificate, budget } = question;
  const others = [...embedded(response, budget), ...candidates].filter(
    (candidate) => candidate.id !== certificate.id && !isAnchor(candidate, issuer),
  );
  // Renewed responders often keep name and key: the certificate in whose period the response was made comes first.
  others.sort((a, b) => Number(inPeriod(b, response)) - Number(inPeriod(a, response)));
  return [
    { role: 'issuer', key: issuer },
    ...trustedResponders
      .filter((anchor) => isTrustedResponderAt(anchor, response.producedAt))
      .map((key): Contender => ({ role: 'trusted', key })),
    ...others.map((responder): Contender => ({ role: 'delegated', key: asIssuer(responder) })),
  ];
}

function inPeriod({ notBefore, notAfter }: Certificate, { producedAt }: OcspResponse): boolean {
  return notBefore <= producedAt && producedAt <= notAfter;
}

const parsed = new WeakMap<OcspResponse, readonly Certificate[]>();

/** The certificates that came in the response; one that cannot be read can't be its responder's. */
function embedded(response: OcspResponse, budget: Budget): readonly Certificate[] {
  const known = parsed.get(response) ?? response.certificates.flatMap((bytes) => readOrNone(bytes) ?? []);
  parsed.set(response, known);
  budget.within('certificates', response.certificates.length);
  return known;
}

function readOrNone(bytes: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(bytes);
  } catch (error) {
    if (error instanceof CodedError && !(error instanceof LimitError)) return undefined;
    throw error;
  }
}

/** ResponderID: the subject, or the SHA-1 of the key bits (RFC 6960 4.2.1). */
function isNamed({ responder }: OcspResponse, key: CertificateIssuer): boolean {
  if ('byName' in responder) return responder.byName.key === key.subject.key;
  return equalBytes(responder.byKey, digest('SHA-1', keyBits(key)));
}

function whyNot(question: RevocationQuestion, response: OcspResponse, { role, key }: Contender): RevocationProblem | undefined {
  const { budget } = question;
  const check = checkSignedObject(key.publicKeyInfo, response, budget);
  if (isBroken(check)) return problem('OCSP_SIGNATURE', 'It was not signed with the key of its responder.');
  if (!check.ok) return problem('OCSP_SIGNATURE_UNCHECKED', `Its signature cannot be checked: ${check.problem}.`);
  const { certificate } = key;
  if (role !== 'delegated' || !certificate) return undefined;
  const purposes = readHint(() => certificate.extendedKeyUsage);
  // anyExtendedKeyUsage is no authorisation: RFC 6960 4.2.2.2 demands this very purpose.
  if (!purposes?.includes(OCSP_SIGNING)) {
    return problem('OCSP_RESPONDER_NOT_AUTHORISED', `"${certificate.subject.text}" is not the issuer, and not one for OCSP signing.`);
  }
  const path = { certificates: [certificate], anchor: question.issuer };
  const { valid, failures } = validatePath(path, {}, budget);
  if (!valid) {
    const why = failures.map(({ message }) => message).join('; ');
    return problem('OCSP_RESPONDER_NOT_AUTHORISED', `The responder was not issued by the key that issued the certificate: ${why}.`);
  }
  const usage = certificate.keyUsage;
  if (usage && !usage.has('digitalSignature') && !usage.has('nonRepudiation')) {
    return problem('OCSP_RESPONDER_KEY_USAGE', `The key of "${certificate.subject.text}" is not for signatures.`);
  }
  return undefined;
}

function problem(code: OcspProblemCode, message: string): RevocationProblem {
  return { code, message };
}
