import { execFileSync, spawnSync } from 'node:child_process';
import { verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readDer } from '@sigillum/encoding';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Authority,
  createAuthority,
  createCrl,
  createOcspError,
  createOcspResponse,
  createSignedData,
  createTimestampRefusal,
  createTimestampResponse,
  createTimestampToken,
  digestOf,
  issueOcspResponder,
  issueSigner,
  issueTimestampAuthority,
  type TestIdentity,
  type TestKeyAlgorithm,
} from '../index.js';

const NOW = Date.UTC(2026, 5, 1, 12);
const HOUR = 3_600_000;
const opensslPresent = spawnSync('openssl', ['version']).status === 0;
if (!opensslPresent) console.info('openssl is not on the PATH: its cross-checks of the test PKI are skipped');

let root: Authority;
let issuing: Authority;
let signer: TestIdentity;
let folder: string;

function pem(label: string, der: Uint8Array): string {
  const body = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function openssl(...args: readonly string[]): string {
  const run = spawnSync('openssl', args, { encoding: 'utf8' });
  return `${run.stdout}${run.stderr}`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'testkit-'));
  root = createAuthority({ name: 'Test Root', algorithm: 'P-384' });
  issuing = createAuthority({ name: 'Test Issuing CA', parent: root, pathLength: 0 });
  signer = issueSigner(issuing, { name: 'Signer' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALGORITHMS: readonly TestKeyAlgorithm[] = [
  'RSA-1024',
  'RSA-2048',
  'RSA-3072',
  'RSA-PSS-2048',
  'P-256',
  'P-384',
  'P-521',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'Ed25519',
  'Ed448',
  'ML-DSA-65',
  'DSA-2048',
];

describe('certificates of every algorithm', () => {
  it.each(ALGORITHMS)('%s: a CA and an end entity verify with the engine', (algorithm) => {
    const authority = createAuthority({ name: `CA ${algorithm}`, algorithm });
    const leaf = issueSigner(authority, { name: 'Leaf', algorithm: 'P-256' });
    const parent = new X509Certificate(authority.certificate);
    const child = new X509Certificate(leaf.certificate);
    expect(parent.verify(parent.publicKey)).toBe(true);
    expect(child.verify(parent.publicKey)).toBe(true);
    expect(child.checkIssued(parent)).toBe(true);
    expect(child.subject).toBe('C=SE\nO=Sigillum Test\nCN=Leaf');
    expect(child.serialNumber).toBe('1001');
    expect(parent.ca).toBe(true);
  });

  it('is read the same by a second library', () => {
    const other = new pkijs.Certificate({ schema: asn1js.fromBER(Uint8Array.from(signer.certificate)).result });
    const text = (name: pkijs.RelativeDistinguishedNames) =>
      name.typesAndValues.map((one) => String((one.value as asn1js.Utf8String).valueBlock.value));
    expect(text(other.subject)).toEqual(['SE', 'Sigillum Test', 'Signer']);
    expect(text(other.issuer)).toEqual(['SE', 'Sigillum Test', 'Test Issuing CA']);
    expect(other.notBefore.value.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(other.extensions?.map((extension) => extension.extnID)).toEqual(['2.5.29.15', '2.5.29.14', '2.5.29.35']);
  });
});

describe('structures are read by pkijs', () => {
  const parse = (der: Uint8Array) => asn1js.fromBER(Uint8Array.from(der)).result;

  it('a CRL with reasons and an issuing distribution point', () => {
    const crl = new pkijs.CertificateRevocationList({
      schema: parse(
        createCrl({
          issuer: issuing,
          thisUpdate: NOW,
          revoked: [{ serialNumber: 7n, revocationDate: NOW - HOUR, reason: 'keyCompromise' }],
          distributionPoint: { urls: ['http://crl.test/1'], onlyUserCerts: true, onlySomeReasons: ['keyCompromise'] },
        }),
      ),
    });
    expect(crl.revokedCertificates?.length).toBe(1);
    expect(crl.crlExtensions?.extensions.map((extension) => extension.extnID)).toEqual(['2.5.29.35', '2.5.29.20', '2.5.29.28']);
    const point = crl.crlExtensions?.extensions[2]?.parsedValue as pkijs.IssuingDistributionPoint;
    expect(point.onlyContainsUserCerts).toBe(true);
  });

  it('an OCSP response by a delegated responder', () => {
    const responder = issueOcspResponder(issuing, { name: 'Responder' });
    const der = createOcspResponse({
      responder,
      nonce: Buffer.from('0102', 'hex'),
      responses: [
        {
          serialNumber: signer.serialNumber,
          issuer: issuing,
          thisUpdate: NOW,
          status: { revocationTime: NOW - HOUR, reason: 'superseded' },
        },
      ],
    });
    const outer = new pkijs.OCSPResponse({ schema: parse(der) });
    const basic = new pkijs.BasicOCSPResponse({ schema: parse(outer.responseBytes?.response.valueBlock.valueHexView ?? new Uint8Array()) });
    expect(basic.tbsResponseData.producedAt.toISOString()).toBe('2026-06-01T12:00:00.000Z');
    expect(basic.certs?.length).toBe(1);
    expect(basic.tbsResponseData.responses[0]?.certID.serialNumber.toString()).toContain('4097');
  });
});

describe('a big CRL', () => {
  it('has 200,000 entries and is signed', () => {
    const crl = createCrl({ issuer: issuing, thisUpdate: NOW, entries: 200_000 });
    const [tbs, , signature] = readDer(crl).children();
    const { publicKey } = new X509Certificate(issuing.certificate);
    expect(verify('sha256', tbs?.raw ?? new Uint8Array(), publicKey, signature?.content.subarray(1) ?? new Uint8Array())).toBe(true);
    expect(crl.length).toBeGreaterThan(4_000_000);
  });
});

describe.skipIf(!opensslPresent)('openssl agrees', () => {
  const at = String(NOW / 1000);

  it('verify: the path, and the revocation by a CRL', () => {
    const trust = file('root.pem', pem('CERTIFICATE', root.certificate));
    const chain = file('ca.pem', pem('CERTIFICATE', issuing.certificate));
    const leaf = file('leaf.pem', pem('CERTIFICATE', signer.certificate));
    expect(openssl('verify', '-x509_strict', '-attime', at, '-CAfile', trust, '-untrusted', chain, leaf)).toContain('leaf.pem: OK');
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - HOUR }];
    const crl = file('crl.pem', pem('X509 CRL', createCrl({ issuer: issuing, thisUpdate: NOW - HOUR, revoked })));
    const checked = openssl('verify', '-attime', at, '-crl_check', '-CRLfile', crl, '-CAfile', trust, '-untrusted', chain, leaf);
    expect(checked).toContain('certificate revoked');
  });

  it('crl: the delta indicator and the signature', () => {
    const crl = file(
      'delta.der',
      createCrl({
        issuer: issuing,
        thisUpdate: NOW,
        number: 5n,
        baseNumber: 4n,
        revoked: [{ serialNumber: 9n, revocationDate: NOW, reason: 'removeFromCRL' }],
      }),
    );
    const text = openssl(
      'crl',
      '-inform',
      'DER',
      '-in',
      crl,
      '-noout',
      '-text',
      '-CAfile',
      file('ca.pem', pem('CERTIFICATE', issuing.certificate)),
    );
    expect(text).toContain('verify OK');
    expect(text).toContain('Delta CRL Indicator: critical');
    expect(text).toContain('Remove From CRL');
    const distributionPoint = { urls: ['http://crl.test/1'], onlySomeReasons: ['keyCompromise', 'cACompromise'] as const, indirect: true };
    const partitioned = file('idp.der', createCrl({ issuer: issuing, thisUpdate: NOW, distributionPoint }));
    const idp = openssl('crl', '-inform', 'DER', '-in', partitioned, '-noout', '-text');
    expect(idp).toMatch(/Issuing Distribution Point: critical\s+Full Name:\s+URI:http:\/\/crl.test\/1/);
    expect(idp).toMatch(/Only Some Reasons:\s+Key Compromise, CA Compromise/);
    expect(idp).toContain('Indirect CRL');
  });

  it('ocsp: the response of a delegated responder', () => {
    const responder = issueOcspResponder(issuing, { name: 'Responder' });
    const response = createOcspResponse({
      responder,
      responses: [{ serialNumber: signer.serialNumber, issuer: issuing, thisUpdate: NOW }],
    });
    const trust = file('both.pem', pem('CERTIFICATE', root.certificate) + pem('CERTIFICATE', issuing.certificate));
    const text = openssl('ocsp', '-respin', file('ocsp.der', response), '-CAfile', trust, '-attime', at, '-text');
    expect(text).toContain('Response verify OK');
    expect(text).toContain('Cert Status: good');
  });

  it('cms: the signature over detached content', () => {
    const content = Buffer.from('content to be signed');
    const cms = file('sig.der', createSignedData({ signer, content, signingTime: NOW }));
    const trust = file('root.pem', pem('CERTIFICATE', root.certificate));
    const args = [
      '-purpose',
      'any',
      '-binary',
      '-inform',
      'DER',
      '-in',
      cms,
      '-content',
      file('content', content),
      '-CAfile',
      trust,
      '-attime',
      at,
    ];
    expect(openssl('cms', '-verify', '-cades', ...args)).toContain('CAdES Verification successful');
    const wrong = file('wrong.der', createSignedData({ signer, content, defects: ['signing-certificate-wrong-hash'] }));
    expect(openssl('cms', '-verify', '-cades', ...args.map((arg) => (arg === cms ? wrong : arg)))).toContain('CAdES Verification failure');
  });

  it('ts: a time-stamp response', () => {
    const unit = issueTimestampAuthority(root, { name: 'Time-stamping unit' });
    const imprint = digestOf('SHA-256', Buffer.from('data'));
    const token = createTimestampToken(imprint, { authority: unit, time: NOW, accuracy: 1 });
    const response = file('tsr.der', createTimestampResponse(token));
    const trust = file('root.pem', pem('CERTIFICATE', root.certificate));
    const digest = Buffer.from(imprint).toString('hex');
    expect(openssl('ts', '-verify', '-digest', digest, '-in', response, '-CAfile', trust, '-attime', at)).toContain('Verification: OK');
    expect(execFileSync('openssl', ['ts', '-reply', '-in', response, '-text'], { encoding: 'utf8' })).toContain('Jun  1 12:00:00 2026 GMT');
  });

  it('refusals of both kinds of service', () => {
    const later = openssl('ocsp', '-respin', file('later.der', createOcspError(3)), '-text', '-noverify');
    expect(later).toContain('trylater (3)');
    const refusal = openssl('ts', '-reply', '-in', file('refusal.der', createTimestampRefusal(2)), '-text');
    expect(refusal).toContain('Status: Rejected.');
    expect(refusal).toContain('transaction not permitted or supported');
  });

  it('ocsp: archiveCutoff, nonce and a responder named by its key', () => {
    const response = createOcspResponse({
      responder: issuing,
      byKey: true,
      nonce: Buffer.from('0102', 'hex'),
      responses: [{ serialNumber: 5n, issuer: issuing, thisUpdate: NOW, archiveCutoff: NOW - HOUR, hash: 'SHA-256' }],
    });
    const text = openssl('ocsp', '-respin', file('full.der', response), '-text', '-noverify');
    expect(text).toContain('OCSP Archive Cutoff');
    expect(text).toContain('OCSP Nonce');
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toMatch(/Responder Id: [0-9A-F]{40}/);
  });

  it('crl: entries of other issuers in an indirect list', () => {
    const revoked = [{ serialNumber: 3n, revocationDate: NOW, certificateIssuer: 'Another CA' }];
    const crl = createCrl({ issuer: issuing, thisUpdate: NOW, distributionPoint: { indirect: true }, revoked });
    const text = openssl('crl', '-inform', 'DER', '-in', file('indirect.der', crl), '-noout', '-text');
    expect(text).toMatch(/X509v3 Certificate Issuer: critical\s+DirName:.*SE.*Sigillum Test.*Another CA/);
  });
});
