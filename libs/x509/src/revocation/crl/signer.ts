import { isAnchor } from '../../path/anchor.js';
import { buildPaths } from '../../path/build.js';
import { checkSignedObject, isBroken } from '../../path/issued.js';
import { matchKeyIdentifier } from '../../path/key-identifier.js';
import { validatePath } from '../../path/validate.js';
import type { Certificate, CertificateIssuer, CertificationPath, Crl } from '../../types.js';
import type { CrlProblemCode, RevocationProblem, RevocationQuestion, RevocationSigner } from '../types.js';

/** The signer with its key, by which a delta has to be signed as well. */
export type FoundSigner =
  { readonly signer: RevocationSigner; readonly publicKeyInfo: Uint8Array } | { readonly problem: RevocationProblem };

interface Contender {
  readonly role: RevocationSigner['role'];
  readonly key: CertificateIssuer;
}

/** From "nobody there" to "almost": what is told where several contenders fail. */
const ORDER: readonly CrlProblemCode[] = [
  'CRL_SIGNER_PATH',
  'CRL_SIGNER_KEY_USAGE',
  'CRL_SIGNATURE_UNCHECKED',
  'CRL_SIGNATURE',
  'CRL_SIGNER_NOT_FOUND',
];

/**
 * Who signed a CRL (RFC 5280 6.3.3 f, g): the key that issued the certificate, the anchor, or a certificate of the CRL issuer's name with
 * cRLSign and a valid path to the same anchor. Times and the signer's own status are not judged here.
 */
export function findCrlSigner(question: RevocationQuestion, crl: Crl): FoundSigner {
  const problems: RevocationProblem[] = [];
  for (const contender of contenders(question, crl)) {
    const outcome = tryContender(question, crl, contender);
    if ('signer' in outcome) return outcome;
    problems.push(outcome.problem);
  }
  problems.sort((a, b) => ORDER.indexOf(a.code as CrlProblemCode) - ORDER.indexOf(b.code as CrlProblemCode));
  return { problem: problems[0] ?? problem('CRL_SIGNER_NOT_FOUND', crl, 'no certificate of its issuer is at hand') };
}

function contenders({ issuer, anchor, candidates }: RevocationQuestion, crl: Crl): readonly Contender[] {
  const found: Contender[] = [];
  if (issuer.subject.key === crl.issuer.key) found.push({ role: 'issuer', key: issuer });
  if (anchor.subject.key === crl.issuer.key && anchor !== issuer) found.push({ role: 'trusted', key: anchor });
  const named = candidates.filter((candidate) => candidate.subject.key === crl.issuer.key && !isAnchor(candidate, issuer));
  named.sort((a, b) => likelihood(b, crl) - likelihood(a, crl) || (a.id < b.id ? -1 : 1));
  return [...found, ...named.map((certificate): Contender => ({ role: 'delegated', key: { ...keyOf(certificate), certificate } }))];
}

function keyOf({ subject, publicKeyInfo }: Certificate): Pick<CertificateIssuer, 'subject' | 'publicKeyInfo'> {
  return { subject, publicKeyInfo };
}

/** A key identifier that fits, and a period in which the CRL was issued. */
function likelihood(certificate: Certificate, crl: Crl): number {
  const match = { same: 4, unknown: 2, different: 0 }[matchKeyIdentifier(crl.authorityKeyIdentifier, certificate)];
  return match + (certificate.notBefore <= crl.thisUpdate && crl.thisUpdate <= certificate.notAfter ? 1 : 0);
}

function tryContender(question: RevocationQuestion, crl: Crl, { role, key }: Contender): FoundSigner {
  const { certificate } = key;
  const check = checkSignedObject(key.publicKeyInfo, crl, question.budget);
  if (isBroken(check)) return { problem: problem('CRL_SIGNATURE', crl, 'it was not signed with the key of its issuer') };
  if (!check.ok) return { problem: problem('CRL_SIGNATURE_UNCHECKED', crl, `its signature cannot be checked: ${check.problem}`) };
  if (certificate && !maySignCrls(certificate, role)) {
    return { problem: problem('CRL_SIGNER_KEY_USAGE', crl, 'the certificate of its issuer lacks cRLSign') };
  }
  const { publicKeyInfo } = key;
  if (role !== 'delegated' || !certificate) return { signer: { role, ...(certificate && { certificate }) }, publicKeyInfo };
  const path = pathOf(question, certificate);
  if (!path) return { problem: problem('CRL_SIGNER_PATH', crl, 'its issuer has no valid path to the anchor') };
  return { signer: { role, certificate, path }, publicKeyInfo };
}

/** Without a key usage a CA may sign CRLs (RFC 5280 4.2.1.3); whoever else bears its name has to be entitled in so many words. */
function maySignCrls({ keyUsage, basicConstraints }: Certificate, role: RevocationSigner['role']): boolean {
  return keyUsage?.has('cRLSign') ?? (role !== 'delegated' || (basicConstraints?.ca ?? false));
}

function pathOf({ candidates, anchor, budget }: RevocationQuestion, certificate: Certificate): CertificationPath | undefined {
  for (const path of buildPaths(certificate, { candidates, anchors: [anchor], budget })) {
    if (validatePath(path, {}, budget).valid) return path;
  }
  return undefined;
}

function problem(code: CrlProblemCode, crl: Crl, what: string): RevocationProblem {
  return { code, message: `The CRL of "${crl.issuer.text}" is not usable: ${what}.` };
}
