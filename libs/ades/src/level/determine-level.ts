import { LimitError } from '@sigillum/encoding';
import { type Certificate, parseOcspResponse, X509Error } from '@sigillum/x509';
import { digest } from '@sigillum/crypto';
import { toHex, type Budget } from '@sigillum/encoding';
import type { EmbeddedObject, EmbeddedTimestamp, Signature } from '../types.js';
import type { LevelContext } from './level-context.js';
import { isCovered } from './revocation-coverage.js';
import { signerOf, tokenSignerOf } from './token-signer.js';

/**
 * The level of a signature, once it is known where certification paths end. Above the structural T there is LT, with a document security store
 * and revocation data for the paths of the signer and of all time-stamps that are not there for the archive, and LTA, with a document time-stamp over that
 * data and over an older time-stamp or its own data (EN 319 142-1 6.3, requirements r to y). Where the budget does not suffice, the
 * structural level. Throws nothing for any document.
 */
export function determineLevel(signature: Signature, context: LevelContext): string {
  if (!signature.level.endsWith('-T') || signature.securityStoreSince === undefined) return signature.level;
  const name = signature.level.slice(0, -1);
  try {
    if (!isLongTerm(signature, context)) return signature.level;
    return archiveTimestampsOf(signature).some((one) => isArchived(signature, one, context)) ? `${name}LTA` : `${name}LT`;
  } catch (error) {
    if (error instanceof LimitError) return signature.level;
    throw error;
  }
}

/** Document time-stamps over a revision that has a security store, the oldest first. */
function archiveTimestampsOf({ timestamps, securityStoreSince: since }: Signature): EmbeddedTimestamp[] {
  const archive = timestamps.filter(
    ({ kind, format, coveredRevision }) =>
      kind === 'document-timestamp' &&
      since !== undefined &&
      coveredRevision !== undefined &&
      coveredRevision >= since &&
      format.every((one) => one.holds),
  );
  return archive.sort((a, b) => (a.coveredRevision ?? 0) - (b.coveredRevision ?? 0));
}

/** The last archive time-stamp needs no data of its own yet: that is what the next one is for. */
function isLongTerm(signature: Signature, context: LevelContext): boolean {
  const last = archiveTimestampsOf(signature).at(-1);
  const answers = new Map<string, boolean>();
  const signers = signature.timestamps
    .filter((one) => one !== last && one.format.every((rule) => rule.holds))
    .map((one) => tokenSignerOf(one, context.certificates, context.budget));
  return [signerOf(signature, context.certificates), ...signers].every(
    (signer) => signer !== undefined && isCovered(signer, context, answers),
  );
}

function isArchived(signature: Signature, timestamp: EmbeddedTimestamp, context: LevelContext): boolean {
  const signer = signerOf(signature, context.certificates);
  const archived = archivedContext(signature, timestamp, context);
  if (!signer || !isCovered(signer, archived)) return false;
  const { coveredRevision = 0 } = timestamp;
  const older = signature.timestamps.some(
    (one) => one !== timestamp && (one.kind !== 'document-timestamp' || (one.coveredRevision ?? coveredRevision) < coveredRevision),
  );
  return older || isOwnDataCovered(tokenSignerOf(timestamp, context.certificates, context.budget), archived);
}

function isOwnDataCovered(signer: Certificate | undefined, archived: LevelContext): boolean {
  return signer !== undefined && isCovered(signer, archived);
}

/** The same without the revocation data that came into the document behind what the time-stamp covers. */
function archivedContext({ embedded }: Signature, { coveredRevision = 0 }: EmbeddedTimestamp, context: LevelContext): LevelContext {
  const later = ({ revision }: EmbeddedObject): boolean => revision !== undefined && revision > coveredRevision;
  const ids = new Set<string>();
  for (const { bytes } of embedded.crls.filter(later)) ids.add(idOfCrl(bytes));
  for (const { bytes } of embedded.ocsps.filter(later)) ids.add(idOfOcsp(bytes, context.budget) ?? '');
  for (const one of embedded.crls) if (!later(one) && ids.size > 0) ids.delete(idOfCrl(one.bytes));
  for (const one of embedded.ocsps) if (!later(one) && ids.size > 0) ids.delete(idOfOcsp(one.bytes, context.budget) ?? '');
  if (ids.size === 0) return context;
  return { ...context, crls: context.crls.filter((one) => !ids.has(one.id)), ocsps: context.ocsps.filter((one) => !ids.has(one.id)) };
}

function idOfCrl(bytes: Uint8Array): string {
  return `R-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
}

function idOfOcsp(bytes: Uint8Array, budget: Budget): string | undefined {
  try {
    return parseOcspResponse(bytes, budget).id;
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
}
