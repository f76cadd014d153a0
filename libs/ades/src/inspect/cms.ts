import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { type AlgorithmIdentifier, digestAlgorithmOf, readSignatureAlgorithm } from '@sigillum/crypto';
import { type Budget, EncodingError, readDer, toHex } from '@sigillum/encoding';
import { parseName, X509Error } from '@sigillum/x509';
import { embeddedIn } from '../cms/embedded.js';
import { attributeNode } from './attributes.js';
import { materialNodes } from './evidence.js';
import { group, type InspectNode, line, lineIf } from './node.js';

/** What a CMS signature is made of: its content, each SignerInfo with its attributes, certificates and revocation data. */
export function cmsNodes(signedData: SignedData, budget: Budget): (InspectNode | undefined)[] {
  const { version, contentType, content, signerInfos, length, notes, otherCertificates } = signedData;
  return [
    line('version', String(version)),
    line('length', `${length} bytes`),
    line('content', content ? `${contentType}, ${content.length} bytes inside` : `${contentType}, detached`),
    lineIf('encoding', notes.join(', ')),
    ...signerInfos.map((info) => signerInfoNode(info)),
    ...materialNodes(embeddedIn(signedData, signerInfos[0]), budget),
    group(
      'other certificates',
      otherCertificates.map(({ choice, bytes }) => line(`choice ${choice}`, `${bytes.length} bytes`)),
    ),
  ];
}

function signerInfoNode(info: SignerInfo): InspectNode {
  const { sid, digestAlgorithm, signatureAlgorithm, signature, signedAttributes, signedAttributesProblem, unsignedAttributes } = info;
  return line('signer', signerText(sid), [
    line('digest algorithm', digestAlgorithmOf(digestAlgorithm.oid) ?? digestAlgorithm.oid),
    line('signature algorithm', signatureText(signatureAlgorithm, digestAlgorithm)),
    line('signature value', `${signature.length} bytes`),
    lineIf('signed attributes are not DER', signedAttributesProblem),
    group('signed attributes', (signedAttributes ?? []).map(attributeNode)),
    group('unsigned attributes', unsignedAttributes.map(attributeNode)),
  ]);
}

function signerText(sid: SignerInfo['sid']): string {
  if (sid.kind === 'subjectKeyIdentifier') return `key identifier ${toHex(sid.keyIdentifier)}`;
  return `serial number ${toHex(sid.serialNumber)} of ${nameText(sid.issuer)}`;
}

function nameText(der: Uint8Array): string {
  try {
    return parseName(readDer(der, { rules: 'ber' })).text;
  } catch (error) {
    if (error instanceof X509Error || error instanceof EncodingError) return 'an unreadable name';
    throw error;
  }
}

/** Scheme, digest and parameters of a signature algorithm; its identifier where it is not known. */
export function signatureText(algorithm: AlgorithmIdentifier, digestAlgorithm?: AlgorithmIdentifier): string {
  const read = readSignatureAlgorithm(algorithm, digestAlgorithm && digestAlgorithmOf(digestAlgorithm.oid));
  if (!read.ok) return algorithm.oid;
  const { scheme, digest, pss } = read.value;
  return [scheme, digest, pss && `salt ${pss.saltLength}`].filter((part) => part !== undefined).join(', ');
}
