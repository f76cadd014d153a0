import { inflateRawSync } from 'node:zlib';
import { digest } from '@sigillum/crypto';
import { equalBytes, fromBase64 } from '@sigillum/encoding';
import { type Certificate, parseCertificate } from '@sigillum/x509';

import { TslError } from '../errors.js';
import { sealed } from '../snapshot/seal.js';
import type { ListPointer, ServiceIdentity, TrustedList, TrustSnapshot } from '../types.js';
import { MAGIC } from './format.js';

/** The most that a stored snapshot may unfold to. */
const MAX_UNPACKED = 512 * 1024 * 1024;

type CertificateAt = (place: number) => Certificate;

/** An identity as it stands in the file: places of certificates, base64 of the key identifier. */
type StoredIdentity = Pick<ServiceIdentity, 'other' | 'subjectNameText'> & {
  readonly certificates: unknown;
  readonly subjectKeyIdentifier: unknown;
};

/**
 * Reads a snapshot that `writeSnapshot` wrote. Certificates are parsed when they are first asked for. Throws `TslError`
 * SNAPSHOT_UNREADABLE for anything else, and where the bytes or the snapshot's own name do not fit its content.
 */
export function readSnapshot(bytes: Uint8Array): TrustSnapshot {
  try {
    return readChecked(bytes);
  } catch (cause) {
    if (cause instanceof TslError) throw cause;
    throw unreadable('The stored trust snapshot cannot be read.', cause);
  }
}

function readChecked(bytes: Uint8Array): TrustSnapshot {
  const start = MAGIC.length + 32;
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC) throw unreadable('This is no stored trust snapshot.');
  const packed = bytes.subarray(start);
  if (!equalBytes(digest('SHA-256', packed), bytes.subarray(MAGIC.length, start)))
    throw unreadable('The stored trust snapshot is damaged.');
  const content = inflateRawSync(packed, { maxOutputLength: MAX_UNPACKED });
  const textStart = 4 + content.readUInt32BE(0);
  const head = JSON.parse(content.toString('utf8', 4, textStart)) as { text: number; certificates: number[] };
  const certificateAt = certificatesIn(content, textStart + head.text, head.certificates);
  const { id, ...stored } = JSON.parse(content.toString('utf8', textStart, textStart + head.text)) as TrustSnapshot;
  const snapshot = sealed({
    ...stored,
    trusted: stored.trusted.map((list) => revive(list, certificateAt)),
    ...(stored.listOfLists !== undefined && { listOfLists: revive(stored.listOfLists, certificateAt) }),
  });
  if (snapshot.id !== id) throw unreadable('The stored trust snapshot has another name than its content.');
  return snapshot;
}

function certificatesIn(content: Buffer, start: number, lengths: readonly number[]): CertificateAt {
  let end = start;
  const places = lengths.map((length) => [end, (end += length)] as const);
  const parsed = new Map<number, Certificate>();
  return (place) => {
    const known = parsed.get(place);
    if (known !== undefined) return known;
    const [from, to] = places[place] ?? [0, 0];
    const certificate = parseCertificate(content.subarray(from, to));
    parsed.set(place, certificate);
    return certificate;
  };
}

function revive(list: TrustedList, certificateAt: CertificateAt): TrustedList {
  return {
    ...list,
    pointers: list.pointers.map((pointer) => revivePointer(pointer, certificateAt)),
    providers: list.providers.map((provider) => ({
      ...provider,
      services: provider.services.map((service) => ({
        ...service,
        states: service.states.map((state) => ({ ...state, identity: reviveIdentity(state.identity, certificateAt) })),
      })),
    })),
  };
}

function revivePointer(pointer: ListPointer, certificateAt: CertificateAt): ListPointer {
  const { certificates: stored }: { certificates: unknown } = pointer;
  const { location, territory, tslType, mimeType, communityRules, mutualRecognition } = pointer;
  const all = certificatesAt(stored, certificateAt);
  return {
    location,
    get certificates() {
      return all();
    },
    ...{ territory, tslType, mimeType, communityRules, mutualRecognition },
  };
}

/** Nothing is parsed before it is asked for. */
function certificatesAt(stored: unknown, certificateAt: CertificateAt): () => readonly Certificate[] {
  let certificates: readonly Certificate[] | undefined;
  return () => (certificates ??= (stored as readonly number[]).map(certificateAt));
}

function reviveIdentity(stored: StoredIdentity, certificateAt: CertificateAt): ServiceIdentity {
  const key = stored.subjectKeyIdentifier as string | undefined;
  const all = certificatesAt(stored.certificates, certificateAt);
  return {
    get certificates() {
      return all();
    },
    get subjectName() {
      return all()[0]?.subject;
    },
    subjectKeyIdentifier: key === undefined ? undefined : fromBase64(key),
    other: stored.other,
    ...(stored.subjectNameText !== undefined && { subjectNameText: stored.subjectNameText }),
  };
}

function unreadable(message: string, cause?: unknown): TslError {
  return new TslError('SNAPSHOT_UNREADABLE', message, { cause });
}
