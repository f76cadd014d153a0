import { fromBase64, fromRfc3339, type Instant } from '@sigillum/encoding';
import { RequestError } from '../http/problem.js';

/** What a client may say beside the bytes; anything else is refused, so that a mistyped option can't be silently ignored. */
const OPTIONS = ['at', 'policy', 'trust'];

/** How something is to be looked at, as the client wrote it. */
export interface Asked {
  readonly at: string | undefined;
  readonly policies: readonly string[];
  /** The set of trusted lists. */
  readonly trust: string | undefined;
}

/** Bytes that came in a field, and those of further fields. */
export interface AskedBytes extends Asked {
  readonly bytes: Uint8Array;
  readonly beside: ReadonlyMap<string, Uint8Array>;
}

/** Reads a JSON body whose field `part` has the bytes, as those of `others` may; throws `RequestError` with what is wrong about it. */
export function readJsonRequest(
  body: Buffer,
  part: 'document' | 'certificate',
  maxBytes: number,
  others: readonly string[] = [],
): AskedBytes {
  const fields = parse(body);
  const known = [part, ...others, ...OPTIONS];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RequestError('PARAMETER_INVALID', `"${unknown.slice(0, 64)}" is not a field of this request; known are ${known.join(', ')}.`);
  const { [part]: written, at, policy, trust } = fields;
  if (typeof written !== 'string') throw new RequestError('DOCUMENT_MISSING', `Send the ${part} as base64 in "${part}".`);
  const bytes = decode(written, part);
  if (bytes.length > maxBytes) throw new RequestError('DOCUMENT_TOO_LARGE', `At most ${maxBytes} bytes are taken.`);
  const beside = new Map(
    others.flatMap((name) => (fields[name] === undefined ? [] : [[name, decode(text(fields[name], name) ?? '', name)] as const])),
  );
  return { bytes, beside, at: text(at, 'at'), policies: policyTexts(policy), trust: text(trust, 'trust') };
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // falls through to the one message for every body that is no object
  }
  throw new RequestError('REQUEST_MALFORMED', 'The body is not a JSON object.');
}

function decode(written: string, part: string): Uint8Array {
  try {
    return fromBase64(written);
  } catch {
    throw new RequestError('REQUEST_MALFORMED', `"${part}" is not base64.`);
  }
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new RequestError('PARAMETER_INVALID', `"${name}" is text.`);
}

/** A policy is a name, or an object that changes a known policy; several stand in a list. */
function policyTexts(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((one: unknown) => {
    if (typeof one === 'string') return one;
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) return JSON.stringify(one);
    throw new RequestError('PARAMETER_INVALID', '"policy" is a name, or an object that changes a known policy, or a list of these.');
  });
}

/** The moment of `at`, or `otherwise`. */
export function readAt(at: string | undefined, otherwise: Instant): Instant {
  if (at === undefined) return otherwise;
  const instant = fromRfc3339(at);
  if (instant === undefined)
    throw new RequestError('PARAMETER_INVALID', 'at: a moment with its time zone is expected, as in 2026-03-01T12:00:00Z.');
  return instant;
}
