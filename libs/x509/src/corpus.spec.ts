import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPem, toRfc3339 } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { type Certificate, type Crl, displayNameOf, parseCertificate, parseCrl, parseOcspResponse, X509Error } from './index.js';

// The conformance corpus stands beside the project and is not part of it.
const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const present = existsSync(join(corpus, 'certs-crls/manifest.jsonl'));
if (!present) console.log('The conformance corpus is not beside the project: the x509 corpus tests are skipped.');

interface Facts {
  subject?: string;
  issuer?: string;
  serial?: string;
  not_before?: string;
  not_after?: string;
  this_update?: string;
  next_update?: string;
  revoked_entries?: number;
}

interface Entry {
  file: string;
  kind: 'certificate' | 'crl' | 'ocsp' | 'hostile';
  observed: Facts;
}

/** The DER in a file: of every certificate or list where it is PEM. */
function allBytesOf(path: string): Uint8Array[] {
  const bytes = readFileSync(join(corpus, path));
  const blocks = readPem(bytes.toString('latin1')).filter(({ label }) => /^(X509 CRL|CERTIFICATE)$/.test(label));
  return blocks.length > 0 ? blocks.map((block) => block.bytes) : [bytes];
}

const bytesOf = (path: string): Uint8Array => allBytesOf(path)[0] ?? new Uint8Array();

const entries = (kind: Entry['kind']): [string, Facts][] =>
  !present
    ? []
    : readFileSync(join(corpus, 'certs-crls/manifest.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Entry)
        .filter((entry) => entry.kind === kind)
        .map(({ file, observed }) => [file, observed]);

const filesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => join(folder, file))
    .sort();

const certificatesIn = (folder: string): Certificate[] =>
  filesIn(folder, /\.(cer|crt|pem)$/)
    .filter((path) => !/crl\.pem$/.test(path))
    .flatMap(allBytesOf)
    .map((bytes) => parseCertificate(bytes));

const utc = (text: string | undefined) => text?.replace('+00:00', 'Z');
const serialOf = ({ serialNumber }: Certificate) =>
  BigInt.asIntN(serialNumber.length * 8, BigInt(`0x${Buffer.from(serialNumber).toString('hex')}`)).toString();

function count(problems: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The facts that both we and OpenSSL tell; `ca` there heeds the key usage, and `keyUsage` are the extended purposes. */
function ours(certificate: Certificate): unknown {
  return {
    sha256: certificate.sha256,
    serial: serialOf(certificate),
    from: certificate.notBefore,
    to: certificate.notAfter,
    ca: certificate.basicConstraints?.ca === true && (certificate.keyUsage?.has('keyCertSign') ?? true),
    purposes: certificate.extendedKeyUsage,
  };
}

function theirs({ bytes }: Certificate): unknown {
  const certificate = new X509Certificate(bytes);
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    serial: certificate.serialNumber.replace(/^(-?)(.*)$/, (_, sign: string, hex: string) => `${sign}${BigInt(`0x${hex}`)}`),
    from: Date.parse(certificate.validFrom),
    to: Date.parse(certificate.validTo),
    ca: certificate.ca,
    purposes: certificate.keyUsage as string[] | undefined,
  };
}

describe.skipIf(!present)('the conformance corpus (skipped where it is not beside the project)', () => {
  it('has the certificates and lists that the figures below are about', () => {
    expect([entries('certificate').length, entries('crl').length, entries('ocsp').length]).toEqual([49, 20, 4]);
  });

  it.each(entries('certificate'))('certificate %s says what was computed from it', (file, facts) => {
    const parsed = parseCertificate(bytesOf(`certs-crls/${file}`));
    expect({
      subject: displayNameOf(parsed.subject),
      issuer: displayNameOf(parsed.issuer),
      serial: serialOf(parsed),
      not_before: toRfc3339(parsed.notBefore),
      not_after: toRfc3339(parsed.notAfter),
    }).toEqual({ ...facts, not_before: utc(facts.not_before), not_after: utc(facts.not_after) });
  });

  it.each(entries('crl'))('list %s says what was computed from it', (file, facts) => {
    const parsed: Crl = parseCrl(bytesOf(`certs-crls/${file}`));
    expect(displayNameOf(parsed.issuer)).toBe(facts.issuer);
    expect(toRfc3339(parsed.thisUpdate)).toBe(utc(facts.this_update));
    expect(parsed.nextUpdate === undefined ? undefined : toRfc3339(parsed.nextUpdate)).toBe(utc(facts.next_update));
    expect(parsed.entryCount).toBe(facts.revoked_entries);
    expect(parsed.unknownCriticalExtensions).toEqual([]);
  });

  it('refuses the hostile list, as text and decoded', () => {
    const text = bytesOf('certs-crls/infinite-loop.crl');
    for (const bytes of [text, Buffer.from(Buffer.from(text).toString('latin1'), 'base64')]) {
      expect(() => parseCrl(bytes)).toThrow(expect.objectContaining({ code: 'CRL_UNREADABLE' }));
    }
  });

  it.each([
    ['harica_ocsp.bin', 'harica.cer', { status: 'good' }, 0],
    ['peru_ocsp.bin', 'peru_client.cer', { status: 'good' }, 0],
    ['sk_ocsp.bin', 'sk_user.cer', { status: 'revoked', revocationTime: Date.UTC(2017, 9, 31, 17, 23, 32), reason: 'unspecified' }, 3],
  ])('OCSP response %s is about %s', (file, certificate, status, certificates) => {
    const parsed = parseOcspResponse(bytesOf(`certs-crls/${file}`));
    expect(parsed.responses.map(({ certStatus }) => certStatus)).toEqual([status]);
    expect(parsed.responses[0]?.serialNumber).toEqual(parseCertificate(bytesOf(`certs-crls/${certificate}`)).serialNumber);
    expect(parsed.certificates.length).toBe(certificates);
    expect(() => parsed.certificates.map((bytes) => parseCertificate(bytes))).not.toThrow(X509Error);
  });

  it.each<[string, number, Record<string, number>]>([
    [
      'certificates',
      873,
      { CERTIFICATE_ALGORITHM_MISMATCH: 1, CERTIFICATE_NOT_DER: 1, CERTIFICATE_SERIAL_NUMBER: 3, CERTIFICATE_TIME_FORM: 3 },
    ],
    ['certs-crls', 49, { CERTIFICATE_SERIAL_NUMBER: 1 }],
    ['pkits/certs', 405, { CERTIFICATE_SERIAL_NUMBER: 1, CERTIFICATE_TIME_FORM: 2 }],
    ['trust-anchors', 353, { CERTIFICATE_ALGORITHM_MISMATCH: 1, CERTIFICATE_SERIAL_NUMBER: 2, CERTIFICATE_TIME_FORM: 24 }],
    ['test-anchors', 62, { CERTIFICATE_TIME_FORM: 1 }],
  ])('all certificates of %s read, with these problems', (folder, total, problems) => {
    const parsed = certificatesIn(folder);
    expect(parsed.length).toBe(total);
    expect(count(parsed.flatMap((certificate) => certificate.problems().map(({ code }) => code)))).toEqual(problems);
  });

  it('reads every certificate as another reader does', () => {
    const read = ['certificates', 'certs-crls', 'pkits/certs', 'trust-anchors', 'test-anchors'].flatMap(certificatesIn);
    expect(read.map(ours)).toEqual(read.map(theirs));
    expect(read.length).toBe(1742);
  });

  it('all lists of PKITS read; the unknown critical extensions are named', () => {
    const parsed = filesIn('pkits/crls', /\.crl$/).map((path) => [path, parseCrl(bytesOf(path))] as const);
    expect(parsed.length).toBe(173);
    expect(parsed.reduce((sum, [, crl]) => sum + crl.entryCount, 0)).toBe(40);
    const refused = parsed.filter(([, crl]) => crl.unknownCriticalExtensions.length > 0);
    expect(refused.map(([path, crl]) => [path, crl.unknownCriticalExtensions])).toEqual([
      ['pkits/crls/UnknownCRLExtensionCACRL.crl', ['2.16.840.1.101.2.1.12.2']],
    ]);
  });
});
