import type { Budget } from '@sigillum/encoding';
import type { TrustSnapshot } from '@sigillum/tsl';
import { type Certificate, type CertificationPath, isSelfIssued, issued } from '@sigillum/x509';
import type { ListedService } from '../service/listed-service.js';
import { identityKey, serviceIndexOf } from './service-index.js';

/**
 * The services whose identity is a certificate of the path, its anchor, or a listed certificate above that (TS 119 615 4.3.4: public key and subject name),
 * the nearest to the end entity first. Throws `LimitError` where the budget's `signatureChecks` are spent.
 */
export function listedServices(snapshot: TrustSnapshot, path: CertificationPath, budget: Budget): ListedService[] {
  const { byIdentity } = serviceIndexOf(snapshot);
  const holders = [...path.certificates, path.anchor, ...listedAbove(snapshot, path, budget)];
  const keys = [...new Set(holders.map(identityKey))];
  const found = keys.flatMap((key) => byIdentity.get(key) ?? []);
  return found.filter((one, index) => found.findIndex((other) => other.service === one.service) === index);
}

/** Listed certificates above the anchor: the anchor may itself have been issued by a listed root (RootCA-QC). */
function listedAbove(snapshot: TrustSnapshot, path: CertificationPath, budget: Budget): Certificate[] {
  const { bySubject } = serviceIndexOf(snapshot);
  const above: Certificate[] = [];
  let top: Certificate | undefined = path.anchor.certificate;
  const seen = new Set<string>();
  while (top !== undefined && !isSelfIssued(top) && !seen.has(top.id)) {
    const below: Certificate = top;
    seen.add(below.id);
    top = bySubject.get(below.issuer.key)?.find((candidate) => issued(candidate, below, budget).ok);
    if (top !== undefined) above.push(top);
  }
  return above;
}
