import type { EvidenceSet } from '@sigillum/evidence';
import type { Certificate } from '@sigillum/x509';

/**
 * The certificates from which paths are built. One that is there only because it is an anchor ends a path as that anchor; it can stand inside one only
 * where its trust is limited, by a sunset or to what a list grants: another anchor may be found above it.
 */
export function pathCandidates({ certificates, anchors }: EvidenceSet): Certificate[] {
  const limited = anchors.filter(({ sunset, grants }) => sunset !== undefined || grants !== undefined);
  const limitedIds = new Set(limited.map((anchor) => anchor.certificate?.id));
  return certificates
    .filter(({ id, origins }) => limitedIds.has(id) || origins.some((origin) => origin !== 'trust-anchor'))
    .map((item) => item.value);
}
