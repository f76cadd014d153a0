import { type Instant, writeBitString, writeInteger, writeOctetString, writeSequence } from '@sigillum/encoding';

import { explicit, implicit, time } from '../asn1/elements.js';
import { extension, type ExtensionProfile, writeExtensions } from './extension.js';
import { keyIdentifier, type TestKey } from './key.js';
import { type TestName, writeName } from './name.js';
import { signatureIdentifier, signData, type TestScheme } from './signature-scheme.js';

export interface CertificateContent {
  readonly serialNumber: bigint;
  readonly issuer: TestName;
  readonly subject: TestName;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly key: TestKey;
  readonly issuerKey: TestKey;
  readonly scheme?: TestScheme;
  readonly profile: ExtensionProfile;
  /** Key identifiers are written unless turned off. */
  readonly keyIdentifiers?: boolean;
  /** Overrides for forged certificates. */
  readonly tbsSignatureIdentifier?: Uint8Array;
  readonly spki?: Uint8Array;
}

/** A version 3 certificate (RFC 5280 4.1), signed with the issuer's key. DER. */
export function writeCertificate(content: CertificateContent): Uint8Array {
  const identifier = signatureIdentifier(content.issuerKey, content.scheme);
  const identifiers =
    content.keyIdentifiers === false
      ? []
      : [
          extension('2.5.29.14', false, writeOctetString(keyIdentifier(content.key))),
          extension('2.5.29.35', false, writeSequence(implicit(0, writeOctetString(keyIdentifier(content.issuerKey))))),
        ];
  const extensions = [...writeExtensions(content.profile), ...identifiers];
  const tbs = writeSequence(
    explicit(0, writeInteger(2)),
    writeInteger(content.serialNumber),
    content.tbsSignatureIdentifier ?? identifier,
    writeName(content.issuer),
    writeSequence(time(content.notBefore), time(content.notAfter)),
    writeName(content.subject),
    content.spki ?? content.key.spki,
    ...(extensions.length > 0 ? [explicit(3, writeSequence(...extensions))] : []),
  );
  return signedStructure(tbs, content.issuerKey, content.scheme);
}

/** SEQUENCE { tbs, signatureAlgorithm, signature }: certificates and CRLs. */
export function signedStructure(tbs: Uint8Array, key: TestKey, scheme?: TestScheme): Uint8Array {
  return writeSequence(tbs, signatureIdentifier(key, scheme), writeBitString(signData(key, tbs, scheme)));
}
