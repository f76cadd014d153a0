import { writeInteger, writeOctetString, writeOid, writeSequence, writeSetOf } from '@sigillum/encoding';

import { explicit, implicit } from '../asn1/elements.js';
import { OID } from '../asn1/oids.js';
import { digestIdentifier } from '../pki/signature-scheme.js';
import type { CmsDefect } from './defect.js';
import { contentDigestOf, type SignerInfoOptions, writeSignerInfo } from './signer-info.js';

export interface SignedDataOptions extends Omit<SignerInfoOptions, 'defects'> {
  /** What is signed. */
  readonly content: Uint8Array;
  /** Whether the content stands inside; detached unless said. */
  readonly attached?: boolean;
  /** id-data unless said. */
  readonly contentType?: string;
  /** The signer's certificate and its issuers without the root unless said. */
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  /** Further signers over the same content. */
  readonly coSigners?: readonly SignerInfoOptions[];
  readonly defects?: readonly CmsDefect[];
}

/** Element with an indefinite length around `content` (BER, X.690 8.1.3.6). */
function indefinite(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0)]);
}

function defaultCertificates({ signer }: SignedDataOptions): readonly Uint8Array[] {
  return [signer.certificate, ...signer.chain.slice(0, -1)];
}

/** A ContentInfo with SignedData (RFC 5652 5.1) whose every part can be chosen or broken. */
export function createSignedData(options: SignedDataOptions): Uint8Array {
  const { content, contentType = OID.data } = options;
  const defects = new Set(options.defects ?? []);
  const infoOptions: SignerInfoOptions = { ...options, defects };
  const signerInfos = defects.has('no-signer-info') ? [] : [writeSignerInfo(infoOptions, content, contentType)];
  if (defects.has('two-signer-infos')) {
    signerInfos.push(writeSignerInfo({ ...infoOptions, signerIdentifier: 'subjectKeyIdentifier' }, content, contentType));
  }
  for (const other of options.coSigners ?? []) signerInfos.push(writeSignerInfo(other, content, contentType));
  const digests = [infoOptions, ...(options.coSigners ?? [])].map((info) =>
    Buffer.from(digestIdentifier(contentDigestOf(info))).toString('hex'),
  );
  const listed = defects.has('digest-not-listed')
    ? [digestIdentifier('SHA-384')]
    : [...new Set(digests)].map((hex) => Buffer.from(hex, 'hex'));
  const attached = options.attached === true || defects.has('content-attached');
  const certificates = options.certificates ?? defaultCertificates(options);
  const crls = options.crls ?? [];
  const parts = [
    writeInteger(contentType === OID.data && options.signerIdentifier !== 'subjectKeyIdentifier' ? 1 : 3),
    writeSetOf(...listed),
    writeSequence(writeOid(contentType), ...(attached ? [explicit(0, writeOctetString(content))] : [])),
    ...(certificates.length > 0 ? [implicit(0, writeSetOf(...certificates))] : []),
    ...(crls.length > 0 ? [implicit(1, writeSetOf(...crls))] : []),
    writeSetOf(...signerInfos),
  ];
  if (defects.has('indefinite-length')) {
    return indefinite(0x30, writeOid(OID.signedData), indefinite(0xa0, indefinite(0x30, ...parts)));
  }
  const whole = writeSequence(writeOid(OID.signedData), explicit(0, writeSequence(...parts)));
  return defects.has('trailing-bytes') ? Buffer.concat([whole, Buffer.from('DEADBEEF', 'hex')]) : whole;
}
