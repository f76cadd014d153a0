import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { context, type DerNode } from '@sigillum/encoding';
import type { EmbeddedMaterial, EmbeddedObject, EvidenceOrigin } from '../types.js';
import { readValue, valuesOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

/** id-ri-ocsp-response, id-pkix-ocsp-basic (RFC 5940 2.1, EN 319 122-1). */
const OCSP_FORMATS = new Set(['1.3.6.1.5.5.7.16.2', '1.3.6.1.5.5.7.48.1.1']);

export const NOTHING_EMBEDDED: EmbeddedMaterial = { certificates: [], crls: [], ocsps: [] };

/** Certificates and revocation data in a CMS signature, each with its place; none of them is judged here. */
export function embeddedIn(signedData: SignedData, signer: SignerInfo | undefined): EmbeddedMaterial {
  const from = (origin: EvidenceOrigin, objects: readonly Uint8Array[]): EmbeddedObject[] => objects.map((bytes) => ({ bytes, origin }));
  const archival = revocationArchival(signer);
  const values = revocationValues(signer);
  const ocsps = signedData.otherRevocationInfo.filter((one) => OCSP_FORMATS.has(one.format)).map((one) => one.bytes);
  return {
    certificates: [
      ...from('signature', signedData.certificates),
      ...from(
        'unsigned-attribute',
        valuesOf(signer?.unsignedAttributes, ATTRIBUTE.certificateValues).flatMap((value) => readValue(value, rawChildren) ?? []),
      ),
    ],
    crls: [...from('signature', signedData.crls), ...from('signed-attribute', archival.crls), ...from('unsigned-attribute', values.crls)],
    ocsps: [...from('signature', ocsps), ...from('signed-attribute', archival.ocsps), ...from('unsigned-attribute', values.ocsps)],
  };
}

/** Joins the material of several places. */
export function joinMaterial(...materials: readonly EmbeddedMaterial[]): EmbeddedMaterial {
  return {
    certificates: materials.flatMap((one) => one.certificates),
    crls: materials.flatMap((one) => one.crls),
    ocsps: materials.flatMap((one) => one.ocsps),
  };
}

interface RevocationData {
  readonly crls: Uint8Array[];
  readonly ocsps: Uint8Array[];
}

/** adbe-revocationInfoArchival (ISO 32000 12.8.3.3.2): CRLs in [0], OCSP responses in [1]. */
function revocationArchival(signer: SignerInfo | undefined): RevocationData {
  return join(valuesOf(signer?.signedAttributes, ATTRIBUTE.adobeRevocation).map((value) => readValue(value, revocationChoices)));
}

/** revocation-values (EN 319 122-1 A.1.1.2): the same two tags, BasicOCSPResponse in [1]. */
function revocationValues(signer: SignerInfo | undefined): RevocationData {
  return join(valuesOf(signer?.unsignedAttributes, ATTRIBUTE.revocationValues).map((value) => readValue(value, revocationChoices)));
}

function revocationChoices(node: DerNode): RevocationData {
  const inside = (number: number): Uint8Array[] =>
    node
      .children()
      .filter((one) => one.tag === context(number))
      .flatMap((one) => one.children().flatMap(rawChildren));
  return { crls: inside(0), ocsps: inside(1) };
}

function join(parts: readonly (RevocationData | undefined)[]): RevocationData {
  return { crls: parts.flatMap((one) => one?.crls ?? []), ocsps: parts.flatMap((one) => one?.ocsps ?? []) };
}

function rawChildren(node: DerNode): Uint8Array[] {
  return node.children().map((child) => child.raw);
}
