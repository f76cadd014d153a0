import { digest } from '@sigillum/crypto';
import { type Budget, toHex } from '@sigillum/encoding';
import { parseOcspResponse, X509Error } from '@sigillum/x509';
import type { EmbeddedObject, Signature } from '../types.js';
import type { LevelContext } from './level-context.js';
import { tokenMaterialOf } from './token.js';

/**
 * The context with the revocation data that belong to this signature only: those in its own structure, in its time-stamps and in the document security
 * store, as it was in revision `until` where that is given.
 */
export function ownDataOf(signature: Signature, context: LevelContext, until = Number.POSITIVE_INFINITY): LevelContext {
  const { embedded, timestamps } = signature;
  const { budget } = context;
  const materials = [embedded, ...timestamps.map((one) => tokenMaterialOf(one, budget))];
  const inTime = ({ revision }: EmbeddedObject): boolean => revision === undefined || revision <= until;
  const crls = new Set(materials.flatMap((one) => one.crls.filter(inTime).map(idOfCrl)));
  const ocsps = new Set(materials.flatMap((one) => one.ocsps.filter(inTime).map((ocsp) => idOfOcsp(ocsp, budget))));
  return { ...context, crls: context.crls.filter(({ id }) => crls.has(id)), ocsps: context.ocsps.filter(({ id }) => ocsps.has(id)) };
}

const known = new WeakMap<EmbeddedObject, string>();

/** The id under which `parseCrl` knows the same bytes. */
function idOfCrl(object: EmbeddedObject): string {
  return once(object, () => `R-${toHex(digest('SHA-256', object.bytes)).toUpperCase()}`);
}

/** The id of the BasicOCSPResponse inside; empty where there is none. */
function idOfOcsp(object: EmbeddedObject, budget: Budget): string {
  return once(object, () => {
    try {
      return parseOcspResponse(object.bytes, budget).id;
    } catch (error) {
      if (error instanceof X509Error) return '';
      throw error;
    }
  });
}

function once(object: EmbeddedObject, compute: () => string): string {
  const id = known.get(object) ?? compute();
  known.set(object, id);
  return id;
}
