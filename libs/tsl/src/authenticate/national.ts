import type { Instant } from '@sigillum/encoding';

import { certificateReader, type CertificateReader } from '../read/identity.js';
import { euTerritory } from '../read/territory.js';
import type { ListPointer, TrustedList } from '../types.js';
import type { ListFile } from './lotl.js';
import { type OpenedList, openList } from './open-list.js';
import { type AuthenticatedList, concluded, formatWarnings } from './status.js';

const GENERIC_TYPE = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric';
const XML_LIST = 'application/vnd.etsi.tsl+xml';
const FAILED = 'EUTL_VERIFICATION_FAILED';

/** Pointers of a list of lists to XML lists: the national ones, and those of third countries under a recognition agreement. */
export function listPointers(lotl: TrustedList): ListPointer[] {
  return lotl.pointers.filter(
    ({ mimeType, tslType, mutualRecognition }) => mimeType === XML_LIST && (tslType === GENERIC_TYPE || mutualRecognition !== undefined),
  );
}

/** The pointer to the list of a country (PRO-4.2.4-03), by its EU code. */
export function pointerTo(lotl: TrustedList, territory: string): ListPointer | undefined {
  return listPointers(lotl).find((pointer) => euTerritory(pointer.territory ?? '') === euTerritory(territory));
}

/**
 * Authenticates a national list by the pointer that an authenticated list of lists has for it (TS 119 615 4.2.4, PRO-4.2.4-03
 * to -12). The signer's certificate has to be one of the pointer's, byte for byte. A list past its next update passes with a warning.
 */
export function authenticateList(
  pointer: ListPointer,
  file: ListFile,
  now: Instant,
  certificates: CertificateReader = certificateReader(),
): AuthenticatedList {
  const opened = openList(file.bytes, certificates);
  const place = { territory: euTerritory(pointer.territory ?? opened.list?.territory ?? ''), location: file.location };
  const failures = listFailures(pointer, opened);
  if (failures.length > 0) return concluded(place, opened, [FAILED, ...failures]);
  const expired = opened.list?.nextUpdate !== undefined && opened.list.nextUpdate < now;
  return concluded(place, opened, [
    'EUTL_VERIFICATION_PASSED',
    ...(expired ? ['WARNING_EUTL_NEXTUPDATE_PASSED'] : []),
    ...formatWarnings(opened),
  ]);
}

function listFailures(pointer: ListPointer, { list, signature, problems }: OpenedList): string[] {
  if (signature === undefined) return [...problems];
  if (signature.problems.length > 0 || signature.signer === undefined) return ['EUTL_SIGNATURE_VERIFICATION_FAILED', ...signature.problems];
  const { id } = signature.signer;
  if (!pointer.certificates.some((certificate) => certificate.id === id)) return ['EUTLSO_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL'];
  if (list === undefined) return [...problems];
  // one country's operator may not speak for another
  if (euTerritory(pointer.territory ?? '') !== list.territory) return ['TL_TERRITORY_MISMATCH'];
  if (pointer.tslType !== list.tslType) return ['TL_TYPE_UNEXPECTED'];
  return [];
}
