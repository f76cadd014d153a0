import { readFileSync } from 'node:fs';
import { CodedError, LimitError, readPem } from '@sigillum/encoding';
import { type CertificateRequest, NO_MATERIAL, validateCertificate } from '@sigillum/flows';
import { toCertificateReport } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { RequestError } from '../http/problem.js';
import type { ValidationJob } from './job.js';
import { trustOf } from './job-lists.js';
import type { Means, Result } from './means.js';
import { askedPolicies } from './policies.js';
import { type AskedBytes, readAt, readJsonRequest } from './read-request.js';

/** The binding of a TLS certificate to a 2-QWAC, and that certificate; together or not at all. */
const TLS_FIELDS = ['tlsBinding', 'tlsCertificate'];

/** A certificate with its verdict: of several in one PEM text the first is judged, and the others may stand in its chain. Throws errors with a code. */
export async function judgeCertificate(job: ValidationJob, means: Means): Promise<Result> {
  const asked = read(job);
  const [certificate, ...others] = certificatesIn(asked.bytes);
  const [policy = DEFAULT_POLICY, another] = askedPolicies(asked.policies, means.policies);
  if (another) throw new RequestError('PARAMETER_INVALID', 'policy: certificates are judged under one policy at a time.');
  const at = readAt(asked.at, job.now);
  const { anchors, lists: trust, offline } = trustOf(job, { trust: asked.trust, at }, means);
  const tls = tlsIn(asked);
  const request = {
    at,
    policy,
    anchors,
    supplied: { ...NO_MATERIAL, certificates: others },
    trust,
    offline,
    ...(tls && { tls }),
  };
  const result = await validateCertificate(certificate, request, means.ports);
  return { body: JSON.stringify(toCertificateReport(result)) };
}

function read(job: ValidationJob): AskedBytes {
  const body = readFileSync(job.path);
  if (job.kind === 'json') return readJsonRequest(body, 'certificate', job.maxBytes, TLS_FIELDS);
  const { at, policies, trust } = job;
  const beside = new Map(job.detached.map(({ name, path }) => [name, new Uint8Array(readFileSync(path))]));
  return { bytes: body, beside, at, policies, trust };
}

function tlsIn({ beside }: AskedBytes): CertificateRequest['tls'] {
  const [binding, certificate] = TLS_FIELDS.map((name) => beside.get(name));
  if (binding === undefined && certificate === undefined) return undefined;
  if (binding === undefined || certificate === undefined)
    throw new RequestError(
      'PARAMETER_INVALID',
      `Send ${TLS_FIELDS.join(' and ')} together: the binding, and the TLS certificate in question.`,
    );
  return { binding, certificate: certificatesIn(certificate)[0] };
}

function certificatesIn(bytes: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const stated = text.split('-----BEGIN ').length - 1;
  if (stated === 0) return [new Uint8Array(bytes)];
  const [first, ...others] = blocksIn(text);
  if (!first || others.length + 1 !== stated) throw unreadable('a PEM block breaks off or is something else');
  return [first, ...others];
}

function blocksIn(text: string): Uint8Array[] {
  try {
    return readPem(text).map((block) => block.bytes);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    throw unreadable(error.message);
  }
}

function unreadable(why: string): RequestError {
  return new RequestError('CERTIFICATE_UNREADABLE', `The certificate can't be read: ${why}.`);
}
