import { sign } from 'node:crypto';
import { type Instant, toBase64, toRfc3339 } from '@sigillum/encoding';

import type { TestIdentity } from '../pki/authority.js';
import { digestOf } from '../pki/signature-scheme.js';
import { element, textElement } from './xml-text.js';
import { SIGNATURE_PLACE } from './write-list.js';

const DS = { 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' };
const XADES = { 'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#' };
const LIST = 'http://uri.etsi.org/02231/v2#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export interface SignListOptions {
  readonly signingTime?: Instant;
  /** 1 writes SigningCertificate instead of SigningCertificateV2. */
  readonly signingCertificateVersion?: 1 | 2;
  /** Names another certificate in the signed properties than that of the signer. */
  readonly namedCertificate?: Uint8Array;
  /** Signs SignedInfo in this inclusive canonical form; a URI. */
  readonly inclusive?: string;
  /** Changes SignedInfo before it is signed: for signatures that hold, over what they must not. */
  readonly alterSignedInfo?: (signedInfo: string) => string;
}

/**
 * Signs a list in canonical form (TS 119 612 B.1): enveloped, exclusive canonicalisation, the signing certificate named. The
 * signer has an elliptic or an RSA key. Returns the file.
 */
export function signTrustedList(list: string, signer: TestIdentity, options: SignListOptions = {}): Uint8Array {
  const properties = signedProperties(signer, options);
  const plain = signedInfo(list, properties, signer, options.inclusive);
  const info = options.alterSignedInfo?.(plain) ?? plain;
  // in an inclusive form the namespace of the list is in scope too
  const octets = options.inclusive === undefined ? info : info.replace('<ds:SignedInfo ', `<ds:SignedInfo xmlns="${LIST}" `);
  const value = sign('sha256', Buffer.from(octets, 'utf8'), { key: signer.key.privateKey, dsaEncoding: 'ieee-p1363' });
  const signature = element(
    'ds:Signature',
    { ...DS, Id: 'list-signature' },
    info,
    textElement('ds:SignatureValue', toBase64(value)),
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, textElement('ds:X509Certificate', toBase64(signer.certificate)))),
    element('ds:Object', {}, element('xades:QualifyingProperties', { ...XADES, Target: '#list-signature' }, properties)),
  );
  const end = list.lastIndexOf(SIGNATURE_PLACE);
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${list.slice(0, end)}${signature}${list.slice(end)}`, 'utf8');
}

function signedInfo(list: string, properties: string, signer: TestIdentity, canonicalization = EXCLUSIVE): string {
  const method = signer.key.algorithm.startsWith('RSA') ? RSA_SHA256 : ECDSA_SHA256;
  return element(
    'ds:SignedInfo',
    DS,
    element('ds:CanonicalizationMethod', { Algorithm: canonicalization }),
    element('ds:SignatureMethod', { Algorithm: method }),
    reference({ URI: '' }, [ENVELOPED, EXCLUSIVE], list),
    reference({ Type: 'http://uri.etsi.org/01903#SignedProperties', URI: '#signed-properties' }, [EXCLUSIVE], properties),
  );
}

function reference(attributes: Readonly<Record<string, string>>, transforms: readonly string[], octets: string): string {
  return element(
    'ds:Reference',
    attributes,
    element('ds:Transforms', {}, ...transforms.map((algorithm) => element('ds:Transform', { Algorithm: algorithm }))),
    element('ds:DigestMethod', { Algorithm: SHA256 }),
    textElement('ds:DigestValue', toBase64(digestOf('SHA-256', Buffer.from(octets, 'utf8')))),
  );
}

function signedProperties(signer: TestIdentity, options: SignListOptions): string {
  const digest = toBase64(digestOf('SHA-256', options.namedCertificate ?? signer.certificate));
  const cert = element(
    'xades:Cert',
    {},
    element('xades:CertDigest', {}, element('ds:DigestMethod', { ...DS, Algorithm: SHA256 }), textElement('ds:DigestValue', digest, DS)),
  );
  return element(
    'xades:SignedProperties',
    { ...XADES, Id: 'signed-properties' },
    element(
      'xades:SignedSignatureProperties',
      {},
      textElement('xades:SigningTime', toRfc3339(options.signingTime ?? Date.UTC(2026, 5, 1))),
      element(options.signingCertificateVersion === 1 ? 'xades:SigningCertificate' : 'xades:SigningCertificateV2', {}, cert),
    ),
  );
}
