import { digest, digestAlgorithmOf } from '@sigillum/crypto';
import { CodedError, LimitError, equalBytes } from '@sigillum/encoding';
import type { OcspResponse, OcspSingleResponse } from '../../types.js';
import type {
  OcspAssessment,
  OcspProblemCode,
  RevocationFacts,
  RevocationProblem,
  RevocationQuestion,
  RevocationSigner,
  RevocationVerdict,
} from '../types.js';
import { isFinal } from '../finality.js';
import { matchCertId } from './cert-id.js';
import { findResponder } from './responder.js';

/**
 * Holds an OCSP response against one certificate (RFC 6960 3.2, steps 1 to 4): is it about this certificate, from somebody who may say so, and what
 * does it say. Times are not judged (steps 5 and 6). Throws `LimitError` only.
 */
export function ocspStatus(question: RevocationQuestion, response: OcspResponse): OcspAssessment {
  try {
    return judge(question, response);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return unusable(response, { code: 'OCSP_MALFORMED', message: error.message });
  }
}

function judge(question: RevocationQuestion, response: OcspResponse): OcspAssessment {
  const single = singleFor(question, response);
  if ('code' in single) return unusable(response, single);
  const [unknown] = [...response.unknownCriticalExtensions, ...single.unknownCriticalExtensions];
  if (unknown !== undefined) {
    return unusable(response, problem('OCSP_UNKNOWN_CRITICAL_EXTENSION', `Its critical extension ${unknown} is not known.`));
  }
  const hash = checkCertHash(question, single);
  if (typeof hash === 'object') return unusable(response, hash);
  const found = findResponder(question, response);
  if ('problem' in found) return unusable(response, found.problem);
  const verdict = verdictOf(single);
  if (!verdict) return unusable(response, problem('OCSP_STATUS_UNKNOWN', 'The responder does not know the certificate.'));
  return { usable: true, source: response, facts: factsOf(response, single, found.signer, hash), verdict };
}

/** The single response for the certificate. Of several one that says revoked for good, since none takes that back; else the one issued last, revoked before good. */
function singleFor({ certificate, issuer }: RevocationQuestion, response: OcspResponse): OcspSingleResponse | RevocationProblem {
  const matches = response.responses.map((single) => ({ single, match: matchCertId(single, certificate, issuer) }));
  const fitting = matches.filter(({ match }) => match === true).map(({ single }) => single);
  const weight = (single: OcspSingleResponse): number => (isFinal(verdictOf(single)) ? 2 : single.certStatus.status === 'revoked' ? 1 : 0);
  const isAbove = (a: OcspSingleResponse, b: OcspSingleResponse): number =>
    Number(weight(b) === 2) - Number(weight(a) === 2) || b.thisUpdate - a.thisUpdate || weight(b) - weight(a);
  const [speaking] = fitting.sort(isAbove);
  if (speaking) return speaking;
  return matches.some(({ match }) => match === 'unsupported')
    ? problem('OCSP_HASH_UNSUPPORTED', 'It names the certificate by a digest that is not supported.')
    : problem('OCSP_CERTIFICATE_MISMATCH', 'It is about another certificate.');
}

/** Whether certHash is there and matches, or why the response can't be used. */
function checkCertHash({ certificate }: RevocationQuestion, { certHash }: OcspSingleResponse): boolean | RevocationProblem {
  if (!certHash) return false;
  const algorithm = digestAlgorithmOf(certHash.algorithm);
  if (!algorithm) return problem('OCSP_HASH_UNSUPPORTED', 'Its certHash is a digest that is not supported.');
  if (equalBytes(digest(algorithm, certificate.bytes), certHash.value)) return true;
  return problem('OCSP_CERT_HASH', 'Its certHash is that of another certificate.');
}

function verdictOf({ certStatus }: OcspSingleResponse): RevocationVerdict | undefined {
  if (certStatus.status !== 'revoked') return certStatus.status === 'good' ? { status: 'good' } : undefined;
  const { revocationTime, reason } = certStatus;
  return { status: 'revoked', revocationTime, reason, hold: reason === 'certificateHold' };
}

function factsOf(response: OcspResponse, single: OcspSingleResponse, signer: RevocationSigner, certHashMatches: boolean): RevocationFacts {
  return {
    kind: 'OCSP',
    id: response.id,
    issuedAt: response.producedAt,
    thisUpdate: single.thisUpdate,
    nextUpdate: single.nextUpdate,
    producedAt: response.producedAt,
    ...(single.archiveCutoff !== undefined && { expiredSince: single.archiveCutoff }),
    ...(certHashMatches && { certHashMatches }),
    signer,
  };
}

function problem(code: OcspProblemCode, message: string): RevocationProblem {
  return { code, message };
}

function unusable(source: OcspResponse, why: RevocationProblem): OcspAssessment {
  return { usable: false, source, problems: [why] };
}
