import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import type { CertificateReference, EmbeddedTimestamp, FormatFinding, SignedAttributes } from '../../types.js';
import type { SignatureDictionary } from '../dictionary/signature-dictionary.js';
import { baselineFindings } from './baseline-requirements.js';

export interface PadesFacts {
  readonly dictionary: SignatureDictionary;
  readonly signedData: SignedData | undefined;
  readonly signer: SignerInfo | undefined;
  readonly attributes: SignedAttributes;
  readonly certificateReferences: readonly CertificateReference[];
  readonly timestamps: readonly EmbeddedTimestamp[];
  readonly hasSecurityStore: boolean;
}

const PKCS7 = new Set(['adbe.pkcs7.detached', 'adbe.pkcs7.sha1']);

/**
 * The level that the structure alone shows, before any trust is known (EN 319 142-1 6.3; EN 319 142-2 5 for BES, EPES and LTV): B or T of the
 * baseline, and the findings about it. LT and LTA depend on where the certification paths end.
 */
export function padesLevel(facts: PadesFacts): { level: string; findings: readonly FormatFinding[] } {
  const { dictionary, timestamps, signer, signedData } = facts;
  if (!signer || !signedData) return { level: 'PDF-NOT-ETSI', findings: [] };
  const timed = timestamps.some((one) => one.kind === 'signature-timestamp' || isDocumentTimestamp(one));
  if (PKCS7.has(dictionary.subFilter ?? '')) {
    return { level: signedData.certificates.length === 0 ? 'PDF-NOT-ETSI' : timed ? 'PKCS7-T' : 'PKCS7-B', findings: [] };
  }
  if (dictionary.subFilter !== 'ETSI.CAdES.detached') return { level: 'PDF-NOT-ETSI', findings: [] };
  const findings = baselineFindings({ ...facts, signer, signedData });
  if (findings.every((one) => one.holds)) return { level: timed ? 'PAdES-BASELINE-T' : 'PAdES-BASELINE-B', findings };
  return { level: extendedLevel(facts), findings };
}

/** Whether it is a document time-stamp whose type and range can be relied on. */
function isDocumentTimestamp({ kind, format }: EmbeddedTimestamp): boolean {
  return kind === 'document-timestamp' && format.every((one) => one.holds || one.rule !== 'sub-filter');
}

function extendedLevel({ hasSecurityStore, timestamps, attributes, certificateReferences }: PadesFacts): string {
  if (certificateReferences.length === 0) return 'PDF-NOT-ETSI';
  if (hasSecurityStore && timestamps.some(isDocumentTimestamp)) return 'PAdES-LTV';
  return attributes.signaturePolicy?.kind === 'explicit' ? 'PAdES-EPES' : 'PAdES-BES';
}
