import { getCurves } from 'node:crypto';
import { readDer, readOid, TAG } from '@sigillum/encoding';
import { curveOf } from '../registry/curves.js';
import { type AlgorithmIdentifier } from '../types.js';
import { importKey, type KeyResult, refuse } from './material.js';

const ENGINE_CURVES: ReadonlySet<string> = new Set(getCurves());

/**
 * An elliptic curve key (RFC 5480 2): a named curve, and a point on it, compressed or not. Parameters spelled out are refused,
 * since whoever chooses the generator can sign for any point (CVE-2020-0601). That the point lies on the curve is the engine's check.
 */
export function readEcKey(spki: Uint8Array, algorithm: AlgorithmIdentifier, point: Uint8Array): KeyResult {
  if (!algorithm.parameters) return refuse('KEY_UNREADABLE');
  const parameters = readDer(algorithm.parameters);
  if (parameters.tag === TAG.SEQUENCE) return refuse('KEY_EXPLICIT_CURVE');
  if (parameters.tag !== TAG.OID) return refuse('KEY_CURVE_UNSUPPORTED');
  const curve = curveOf(readOid(parameters));
  if (!curve || !ENGINE_CURVES.has(curve.engine)) return refuse('KEY_CURVE_UNSUPPORTED');
  if (!hasPointForm(point, Math.ceil(curve.bits / 8))) return refuse('KEY_POINT_INVALID');
  const engine = importKey(spki);
  if (!engine) return refuse('KEY_POINT_INVALID');
  return { ok: true, value: { publicKey: { kind: 'EC', bits: curve.bits, curve: curve.name, spki }, engine, curve } };
}

/** SEC 1 2.3.3 without the point at infinity and without the hybrid form, which RFC 5480 2.2 forbids. */
function hasPointForm(point: Uint8Array, field: number): boolean {
  const [form] = point;
  if (form === 4) return point.length === 1 + 2 * field;
  return (form === 2 || form === 3) && point.length === 1 + field;
}
