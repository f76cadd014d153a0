import { DerCursor, fromHex, readDer, readOctetString, TAG, toHex } from '@sigillum/encoding';
import { createAuthority, issueSigner } from '@sigillum/testkit';
import * as pkijs from 'pkijs';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../certificate/parse-certificate.js';
import { matchCertId } from '../revocation/ocsp/cert-id.js';
import { writeOcspRequest } from './request.js';

const authority = createAuthority({ name: 'Issuer', algorithm: 'P-256' });
const signer = parseCertificate(issueSigner(authority, { name: 'Signer', algorithm: 'P-256', serialNumber: 0x80ffn }).certificate);
const issuer = trustAnchorOf(parseCertificate(authority.certificate));

describe('writeOcspRequest', () => {
  it.each(['SHA-1', 'SHA-256'] as const)('names the certificate by %s, as another reader finds it', (hash) => {
    const [request] = pkijs.OCSPRequest.fromBER(Buffer.from(writeOcspRequest({ certificate: signer, issuer, hash }))).tbsRequest
      .requestList;
    const certId = request?.reqCert;
    const single = {
      hashAlgorithm: certId?.hashAlgorithm.algorithmId ?? '',
      issuerNameHash: certId?.issuerNameHash.valueBlock.valueHexView ?? new Uint8Array(),
      issuerKeyHash: certId?.issuerKeyHash.valueBlock.valueHexView ?? new Uint8Array(),
      serialNumber: certId?.serialNumber.valueBlock.valueHexView ?? new Uint8Array(),
    };
    expect(toHex(single.serialNumber)).toBe('0080ff');
    expect(single.hashAlgorithm).toBe(hash === 'SHA-1' ? '1.3.14.3.2.26' : '2.16.840.1.101.3.4.2.1');
    const rest = { certStatus: { status: 'good' }, thisUpdate: 0, nextUpdate: undefined, archiveCutoff: undefined } as const;
    expect(matchCertId({ ...single, ...rest, certHash: undefined, unknownCriticalExtensions: [] }, signer, issuer)).toBe(true);
  });

  it('carries the nonce as an OCTET STRING (RFC 9654) and has no extension without one', () => {
    const nonce = fromHex('0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20');
    const request = pkijs.OCSPRequest.fromBER(Buffer.from(writeOcspRequest({ certificate: signer, issuer, nonce })));
    const [extension] = request.tbsRequest.requestExtensions ?? [];
    expect(extension?.extnID).toBe('1.3.6.1.5.5.7.48.1.2');
    expect(toHex(readOctetString(readDer(extension?.extnValue.valueBlock.valueHexView ?? nonce)))).toBe(toHex(nonce));
    const tbs = new DerCursor(readDer(writeOcspRequest({ certificate: signer, issuer })), TAG.SEQUENCE, 'OCSPRequest').next(
      TAG.SEQUENCE,
      'tbsRequest',
    );
    expect(tbs.children().length).toBe(1);
  });
});
