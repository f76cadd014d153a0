import { createHash } from 'node:crypto';
import { type Budget, toHex } from '@sigillum/encoding';
import { reading } from '../errors.js';
import { EXTENSION } from '../extensions/oids.js';
import { type ExtensionReader, readExtension } from '../extensions/read-extensions.js';
import type { Certificate, CertificateProblem, Extension, TrustAnchor } from '../types.js';
import { EXTENSION_READERS, type ExtensionValue, type ReadableExtension } from './extension-readers.js';
import { type CertificateFields, readCertificateFields } from './fields.js';
import { findProblems } from './problems.js';

/**
 * Reads one DER certificate. Its fields are read now, its extensions on first use; the bytes are kept, not copied, and
 * must not be written to afterwards. Throws `X509Error` CERTIFICATE_UNREADABLE, `LimitError`.
 */
export function parseCertificate(bytes: Uint8Array, budget?: Budget): Certificate {
  return reading('CERTIFICATE_UNREADABLE', 'The certificate', () => new ParsedCertificate(readCertificateFields(bytes, budget)));
}

/** The name and key that a certificate brings, as a trust anchor (RFC 5280 6.1.1 d). */
export function trustAnchorOf(certificate: Certificate): TrustAnchor {
  return { subject: certificate.subject, publicKeyInfo: certificate.publicKeyInfo, certificate };
}

/** Key identifier by method 1 of RFC 5280 4.2.1.2: SHA-1 of the key bits, whatever the extension of the certificate says. */
export function subjectKeyIdOf(certificate: Certificate): Uint8Array {
  return createHash('sha1').update(certificate.publicKeyBits).digest();
}

class ParsedCertificate implements Certificate {
  readonly #fields: CertificateFields;
  readonly #values = new Map<ReadableExtension, unknown>();
  #sha256: string | undefined;
  #problems: readonly CertificateProblem[] | undefined;

  constructor(fields: CertificateFields) {
    this.#fields = fields;
  }

  get bytes() {
    return this.#fields.bytes;
  }
  get id() {
    return `C-${this.sha256.toUpperCase()}`;
  }
  get sha256() {
    return (this.#sha256 ??= toHex(createHash('sha256').update(this.bytes).digest()));
  }
  get version() {
    return this.#fields.version;
  }
  get serialNumber() {
    return this.#fields.serialNumber;
  }
  get signatureAlgorithm() {
    return this.#fields.signatureAlgorithm;
  }
  get tbsSignatureAlgorithm() {
    return this.#fields.tbsSignatureAlgorithm;
  }
  get issuer() {
    return this.#fields.issuer;
  }
  get subject() {
    return this.#fields.subject;
  }
  get notBefore() {
    return this.#fields.notBefore;
  }
  get notAfter() {
    return this.#fields.notAfter;
  }
  get publicKeyInfo() {
    return this.#fields.publicKeyInfo;
  }
  get publicKeyBits() {
    return this.#fields.publicKeyBits;
  }
  get tbs() {
    return this.#fields.tbs;
  }
  get signature() {
    return this.#fields.signature;
  }
  get extensions() {
    return this.#fields.extensions;
  }
  get basicConstraints() {
    return this.#value('basicConstraints');
  }
  get keyUsage() {
    return this.#value('keyUsage');
  }
  get privateKeyUsagePeriod() {
    return this.#value('privateKeyUsagePeriod');
  }
  get extendedKeyUsage() {
    return this.#value('extendedKeyUsage');
  }
  get subjectAltName() {
    return this.#value('subjectAltName');
  }
  get issuerAltName() {
    return this.#value('issuerAltName');
  }
  get subjectKeyIdentifier() {
    return this.#value('subjectKeyIdentifier');
  }
  get authorityKeyIdentifier() {
    return this.#value('authorityKeyIdentifier');
  }
  get policies() {
    return this.#value('certificatePolicies');
  }
  get policyMappings() {
    return this.#value('policyMappings');
  }
  get policyConstraints() {
    return this.#value('policyConstraints');
  }
  get inhibitAnyPolicy() {
    return this.#value('inhibitAnyPolicy');
  }
  get nameConstraints() {
    return this.#value('nameConstraints');
  }
  get crlDistributionPoints() {
    return this.#value('crlDistributionPoints');
  }
  get freshestCrl() {
    return this.#value('freshestCrl');
  }
  get authorityInfoAccess() {
    return this.#value('authorityInfoAccess');
  }
  get qcStatements() {
    return this.#value('qcStatements');
  }
  get ocspNoCheck() {
    return this.extension(EXTENSION.ocspNoCheck) !== undefined;
  }
  get noRevocationAvailable() {
    return this.extension(EXTENSION.noRevocationAvailable) !== undefined;
  }
  get validityAssuredShortTerm() {
    return this.extension(EXTENSION.validityAssuredShortTerm) !== undefined;
  }

  extension(oid: string): Extension | undefined {
    return this.extensions.find((extension) => extension.oid === oid);
  }

  problems(): readonly CertificateProblem[] {
    return (this.#problems ??= findProblems(this.#fields));
  }

  #value<Name extends ReadableExtension>(name: Name): ExtensionValue<Name> | undefined {
    if (!this.#values.has(name)) {
      const reader = EXTENSION_READERS[name] as ExtensionReader<ExtensionValue<Name>>;
      this.#values.set(name, readExtension(this.extensions, EXTENSION[name], reader));
    }
    return this.#values.get(name) as ExtensionValue<Name> | undefined;
  }
}
