import { LimitError } from '@sigillum/encoding';
import type { EmbeddedTimestamp, Signature } from '../types.js';
import type { LevelContext } from './level-context.js';
import { ownDataOf } from './own-data.js';
import { isCovered } from './revocation-coverage.js';
import { signerOf, tokenSignerOf } from './token.js';

/**
 * The level of a signature, once it is known where certification paths end. Above the structural T there is LT, with a document security store
 * that came after the signature and revocation data for the paths of the signer and of all time-stamps but the last one of the document; and LTA, with a
 * document time-stamp over that data and over an older time-stamp or its own data (EN 319 142-1 6.3, requirements r to y). Where the
 * budget does not suffice, the structural level. Throws nothing for any document.
 */
export function determineLevel(signature: Signature, context: LevelContext): string {
  const since = securityStoreFor(signature);
  if (!signature.level.endsWith('-T') || since === undefined) return signature.level;
  const name = signature.level.slice(0, -1);
  try {
    if (!isLongTerm(signature, ownDataOf(signature, context))) return signature.level;
    const archived = documentTimestampsOf(signature).some((one) => isArchived(signature, one, since, context));
    return archived ? `${name}LTA` : `${name}LT`;
  } catch (error) {
    if (error instanceof LimitError) return signature.level;
    throw error;
  }
}

/** The first revision after the signed one that brought or changed a security store: an older one was not made for this signature. */
function securityStoreFor({ securityStores, coverage }: Signature): number | undefined {
  return securityStores?.find((revision) => revision > (coverage.revision ?? -1));
}

/** Document time-stamps that are what they claim to be, the oldest first. */
function documentTimestampsOf({ timestamps }: Signature): EmbeddedTimestamp[] {
  return timestamps
    .filter(({ kind, format }) => kind === 'document-timestamp' && format.every((one) => one.holds))
    .sort((a, b) => (a.coveredRevision ?? 0) - (b.coveredRevision ?? 0));
}

/** The last time-stamp of the document needs no data of its own yet: that is what the next augmentation brings. */
function isLongTerm(signature: Signature, context: LevelContext): boolean {
  const { certificates, budget } = context;
  const documents = documentTimestampsOf(signature);
  const timestamps = [...signature.timestamps.filter((one) => one.kind !== 'document-timestamp'), ...documents.slice(0, -1)];
  const answers = new Map<string, boolean>();
  const signers = [signerOf(signature, certificates), ...timestamps.map((one) => tokenSignerOf(one, certificates, budget))];
  return signers.every((signer) => signer !== undefined && isCovered(signer, context, answers));
}

function isArchived(signature: Signature, timestamp: EmbeddedTimestamp, since: number, context: LevelContext): boolean {
  const { coveredRevision } = timestamp;
  if (coveredRevision === undefined || coveredRevision < since) return false;
  const archived = ownDataOf(signature, context, coveredRevision);
  const signer = signerOf(signature, context.certificates);
  if (!signer || !isCovered(signer, archived)) return false;
  const isOlder = (one: EmbeddedTimestamp): boolean =>
    one.kind !== 'document-timestamp' || (one.coveredRevision !== undefined && one.coveredRevision < coveredRevision);
  if (signature.timestamps.some(isOlder)) return true;
  const own = tokenSignerOf(timestamp, context.certificates, context.budget);
  return own !== undefined && isCovered(own, archived);
}
