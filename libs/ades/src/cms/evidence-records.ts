import type { SignerInfo } from '@sigillum/containers/cms';
import { identify } from '../identifiers.js';
import type { EmbeddedEvidenceRecord } from '../types.js';
import { valuesOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

const KINDS = [
  ['internal', ATTRIBUTE.evidenceRecordInternal],
  ['external', ATTRIBUTE.evidenceRecordExternal],
] as const;

/** The evidence records in the unsigned attributes of a SignerInfo (RFC 4998 appendix A, EN 319 122-3 5.2); none is read here. */
export function evidenceRecordsIn({ unsignedAttributes }: SignerInfo, place: string): EmbeddedEvidenceRecord[] {
  return KINDS.flatMap(([kind, oid]) =>
    valuesOf(unsignedAttributes, oid).map((bytes) => ({ id: identify('E', `${place} evidence-record`, bytes), kind, bytes })),
  );
}
