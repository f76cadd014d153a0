import { withXml, type XmlDocument, type XmlElement } from '@sigillum/containers/xml';

import { TslError } from '../errors.js';
import type { TrustedList } from '../types.js';
import { refuseCritical } from './extensions.js';
import { certificateReader, type CertificateReader } from './identity.js';
import { readPointer } from './pointer.js';
import { readProvider } from './provider.js';
import { euTerritory } from './territory.js';
import { broken, instantOf, integerOf, namesOf, one, optional, requiredText, textOf, TSL, urisOf } from './values.js';

/** The largest list that is read; the largest of the EU in 2023 has 2.5 MB. */
export const MAX_LIST_BYTES = 32 * 1024 * 1024;

/** Versions of the format that are read: TS 119 612 V2.1.1 to V2.3.1 (5) and V2.4.1 (6). */
const VERSIONS: readonly number[] = [5, 6];

/**
 * Reads a list (TS 119 612 V2.1.1 to V2.4.1) without asking who signed it. Needs `loadXml`. Throws `TslError`
 * (TL_STRUCTURE, TL_VERSION_UNSUPPORTED, TL_CRITICAL_EXTENSION), `XmlError` and `LimitError`.
 */
export function readTrustedList(bytes: Uint8Array, certificates: CertificateReader = certificateReader()): TrustedList {
  return withXml(bytes, (document) => trustedListOf(document, certificates), MAX_LIST_BYTES);
}

/** The list in an open document. */
export function trustedListOf(document: XmlDocument, certificates: CertificateReader): TrustedList {
  const { root } = document;
  if (root.name !== 'TrustServiceStatusList' || root.namespace !== TSL) throw broken('The file is not a trust service status list.');
  const scheme = one(root, 'SchemeInformation');
  refuseCritical(scheme, 'SchemeExtensions');
  const version = integerOf(scheme, 'TSLVersionIdentifier');
  if (!VERSIONS.includes(version)) throw new TslError('TL_VERSION_UNSUPPORTED', `Version ${version} of the format is not read.`);
  const nextUpdate = one(scheme, 'NextUpdate').first('dateTime', TSL);
  const pointers = optional(scheme, 'PointersToOtherTSL')?.all('OtherTSLPointer', TSL) ?? [];
  return {
    version,
    sequenceNumber: integerOf(scheme, 'TSLSequenceNumber'),
    tslType: requiredText(scheme, 'TSLType'),
    territory: territoryOf(scheme),
    operatorNames: namesOf(optional(scheme, 'SchemeOperatorName')),
    schemeInformationUris: urisOf(optional(scheme, 'SchemeInformationURI')),
    issued: instantOf(one(scheme, 'ListIssueDateTime')),
    nextUpdate: nextUpdate && instantOf(nextUpdate),
    distributionPoints: urisOf(optional(scheme, 'DistributionPoints')),
    pointers: pointers.map((pointer) => readPointer(pointer, certificates)),
    providers: providersOf(root).map((provider) => readProvider(provider, certificates)),
  };
}

/** Scheme territory in capitals, by the names that the Commission uses for the United Kingdom and Greece (TS 119 615 4.2.4). */
function territoryOf(scheme: XmlElement): string {
  return euTerritory(textOf(one(scheme, 'SchemeTerritory')));
}

function providersOf(root: XmlElement): readonly XmlElement[] {
  return optional(root, 'TrustServiceProviderList')?.all('TrustServiceProvider', TSL) ?? [];
}
