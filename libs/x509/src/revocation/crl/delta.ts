import { type Budget, equalBytes } from '@sigillum/encoding';
import { EXTENSION } from '../../extensions/oids.js';
import { checkSignedObject } from '../../path/issued.js';
import type { Crl } from '../../types.js';

export function isDelta(crl: Crl): boolean {
  return crl.extensions.some(({ oid }) => oid === EXTENSION.deltaCrlIndicator);
}

/** The newest delta CRL that may be applied to a complete CRL (RFC 5280 5.2.4, 6.3.3 c, h). */
export function deltaFor(complete: Crl, crls: readonly Crl[], publicKeyInfo: Uint8Array, budget: Budget): Crl | undefined {
  const signed = crls.filter((crl) => isDelta(crl) && fits(complete, crl) && checkSignedObject(publicKeyInfo, crl, budget).ok);
  const fitting = signed.filter((crl) => !crl.unknownCriticalEntry);
  fitting.sort((a, b) => b.thisUpdate - a.thisUpdate || (a.id < b.id ? -1 : 1));
  return fitting[0];
}

function fits(complete: Crl, delta: Crl): boolean {
  const { crlNumber } = complete;
  if (crlNumber === undefined || delta.crlNumber === undefined || delta.baseCrlNumber === undefined) return false;
  return (
    delta.issuer.key === complete.issuer.key &&
    delta.unknownCriticalExtensions.length === 0 &&
    sameExtension(complete, delta, EXTENSION.issuingDistributionPoint) &&
    sameExtension(complete, delta, EXTENSION.authorityKeyIdentifier) &&
    delta.baseCrlNumber <= crlNumber &&
    crlNumber < delta.crlNumber
  );
}

function sameExtension(a: Crl, b: Crl, oid: string): boolean {
  const [first, second] = [a, b].map((crl) => crl.extensions.find((extension) => extension.oid === oid)?.value);
  if (!first || !second) return first === second;
  return equalBytes(first, second);
}
