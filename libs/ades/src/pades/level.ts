import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import type { CertificateReference, EmbeddedMaterial, EmbeddedTimestamp, SignedAttributes } from '../types.js';
import { ID_DATA } from '../cms/oids.js';
import type { SignatureDictionary } from './dictionary.js';

export interface PadesFacts {
  readonly dictionary: SignatureDictionary;
  readonly signedData: SignedData | undefined;
  readonly signer: SignerInfo | undefined;
  readonly attributes: SignedAttributes;
  readonly certificateReferences: readonly CertificateReference[];
  readonly embedded: EmbeddedMaterial;
  readonly timestamps: readonly EmbeddedTimestamp[];
  readonly hasSecurityStore: boolean;
}

/** The level that the signature's own structure shows (EN 319 142-1 6.3), before any trust is known. */
export function padesLevel(facts: PadesFacts): string {
  const { dictionary, timestamps } = facts;
  const timed = timestamps.some((one) => one.kind === 'signature-timestamp' || one.kind === 'document-timestamp');
  if (dictionary.subFilter === 'adbe.pkcs7.detached' || dictionary.subFilter === 'adbe.pkcs7.sha1') return timed ? 'PKCS7-T' : 'PKCS7-B';
  if (dictionary.subFilter !== 'ETSI.CAdES.detached') return 'PDF-NOT-ETSI';
  if (!isBaseline(facts)) return 'PAdES-BES';
  return timed ? 'PAdES-BASELINE-T' : 'PAdES-BASELINE-B';
}

function isBaseline({ dictionary, signer, signedData, attributes, certificateReferences }: PadesFacts): boolean {
  return (
    signer !== undefined &&
    signedData !== undefined &&
    signedData.certificates.length > 0 &&
    certificateReferences.length > 0 &&
    attributes.contentType === ID_DATA &&
    dictionary.signingTime !== undefined &&
    dictionary.filter !== undefined &&
    !(dictionary.reason !== undefined && (attributes.commitmentTypes.length > 0 || attributes.signaturePolicy !== undefined))
  );
}
