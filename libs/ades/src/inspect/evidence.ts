import { parseTimestampToken } from '@sigillum/containers/tsp';
import { readPublicKey } from '@sigillum/crypto';
import { type Budget, CodedError, LimitError, toHex, toRfc3339 } from '@sigillum/encoding';
import { type Certificate, type Crl, type OcspResponse, parseCertificate, parseCrl, parseOcspResponse } from '@sigillum/x509';
import { embeddedIn } from '../cms/embedded.js';
import type { EmbeddedMaterial, EmbeddedObject, EvidenceOrigin } from '../types.js';
import { group, type InspectNode, line, lineIf } from './node.js';

/** Certificates, CRLs and OCSP responses, of the origins named, all where none is. */
export function materialNodes(material: EmbeddedMaterial, budget: Budget, origins?: readonly EvidenceOrigin[]): InspectNode[] {
  const chosen = (objects: readonly EmbeddedObject[]): readonly EmbeddedObject[] =>
    origins ? objects.filter(({ origin }) => origins.includes(origin)) : objects;
  return [
    group(
      'certificates',
      chosen(material.certificates).map((one) => certificateNode(one, budget)),
    ),
    group(
      'CRLs',
      chosen(material.crls).map((one) => crlNode(one, budget)),
    ),
    group(
      'OCSP responses',
      chosen(material.ocsps).map((one) => ocspNode(one, budget)),
    ),
  ].filter((node) => node !== undefined);
}

/** The fields of a time-stamp token; one line saying so where it is none. */
export function tokenNode(token: Uint8Array, budget: Budget): (InspectNode | undefined)[] {
  const read = readable(() => parseTimestampToken(token, budget));
  if (!read) return [line('token', `${token.length} bytes that are no readable time-stamp token`)];
  const { info, signedData, signer } = read;
  const { digestAlgorithm, algorithm, digest } = info.imprint;
  return [
    line('time', toRfc3339(info.genTime)),
    line('policy', info.policy),
    line('serial number', toHex(info.serialNumber)),
    line('imprint', `${digestAlgorithm ?? algorithm.oid} ${toHex(digest)}`),
    lineIf('accuracy', info.accuracy === undefined ? undefined : `${info.accuracy} ms`),
    ...materialNodes(embeddedIn(signedData, signer), budget),
  ];
}

function certificateNode({ bytes, origin }: EmbeddedObject, budget: Budget): InspectNode {
  const certificate = readable(() => parseCertificate(bytes, budget));
  if (!certificate) return unreadable('certificate', bytes, origin);
  return line(certificate.subject.text, origin, certificateLines(certificate));
}

function certificateLines(certificate: Certificate): (InspectNode | undefined)[] {
  const { id, issuer, serialNumber, notBefore, notAfter } = certificate;
  const constraints = readable(() => certificate.basicConstraints);
  const usage = readable(() => certificate.keyUsage);
  return [
    line('id', id),
    line('issuer', issuer.text),
    line('serial number', toHex(serialNumber)),
    line('valid', `${toRfc3339(notBefore)} to ${toRfc3339(notAfter)}`),
    line('key', keyText(certificate)),
    lineIf('key usage', usage && [...usage].join(', ')),
    lineIf('certification authority', constraints?.ca ? 'yes' : undefined),
  ];
}

function keyText({ publicKeyInfo }: Certificate): string {
  const key = readPublicKey(publicKeyInfo);
  if (!key.ok) return `not readable: ${key.problem}`;
  const { kind, bits, curve } = key.value;
  return curve === undefined ? `${kind}, ${bits} bits` : `${kind}, ${curve}`;
}

function crlNode({ bytes, origin }: EmbeddedObject, budget: Budget): InspectNode {
  const crl = readable(() => parseCrl(bytes, budget));
  return crl ? line(crl.issuer.text, origin, crlLines(crl)) : unreadable('CRL', bytes, origin);
}

function crlLines(crl: Crl): (InspectNode | undefined)[] {
  const entries = readable(() => crl.entryCount);
  return [
    line('id', crl.id),
    line('issued', toRfc3339(crl.thisUpdate)),
    lineIf('next', crl.nextUpdate === undefined ? undefined : toRfc3339(crl.nextUpdate)),
    line('entries', entries === undefined ? 'not readable' : String(entries)),
  ];
}

function ocspNode({ bytes, origin }: EmbeddedObject, budget: Budget): InspectNode {
  const response = readable(() => parseOcspResponse(bytes, budget));
  if (!response) return unreadable('OCSP response', bytes, origin);
  return line(responderText(response), origin, [
    line('id', response.id),
    line('produced', toRfc3339(response.producedAt)),
    ...response.responses.map((one) => line(`serial number ${toHex(one.serialNumber)}`, one.certStatus.status)),
    group(
      'certificates',
      response.certificates.map((one) => certificateNode({ bytes: one, origin }, budget)),
    ),
  ]);
}

function responderText({ responder }: OcspResponse): string {
  return 'byName' in responder ? responder.byName.text : `responder with key ${toHex(responder.byKey)}`;
}

function unreadable(what: string, bytes: Uint8Array, origin: EvidenceOrigin): InspectNode {
  return line(what, `${bytes.length} bytes that are not readable, ${origin}`);
}

/** What `read` gives; undefined where the bytes are not what they should be. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LimitError || !(error instanceof CodedError)) throw error;
    return undefined;
  }
}
