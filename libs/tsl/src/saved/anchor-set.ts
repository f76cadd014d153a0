import { digest } from '@sigillum/crypto';
import { CodedError, shape, type Shape, toHex } from '@sigillum/encoding';
import { type Certificate, parseCertificate } from '@sigillum/x509';

import { TslError } from '../errors.js';

/** A publication of the Official Journal: where the list of the lists is, and who signs it. */
export interface AnchorSet {
  /** `C/2026/1944` */
  readonly publication: string;
  /** Day of publication. */
  readonly date: string;
  /** The address by which lists of the lists name it. */
  readonly ojUrl: string;
  readonly lotlUrl: string;
  readonly certificates: readonly Certificate[];
}

interface StoredSet {
  readonly publication: string;
  readonly date: string;
  readonly ojUrl: string;
  readonly lotlUrl: string;
  readonly source: string;
  readonly certificates: readonly { readonly subject: string; readonly sha256: string; readonly der: Uint8Array }[];
}

const SET: Shape<StoredSet> = shape.record({
  publication: shape.text,
  date: shape.text,
  ojUrl: shape.text,
  lotlUrl: shape.text,
  source: shape.text,
  certificates: shape.listOf(shape.record({ subject: shape.text, sha256: shape.text, der: shape.bytes })),
});

/**
 * Reads a set of anchors out of its JSON file. `TslError` LOTL_ANCHORS_UNREADABLE where it is no such file, is empty, or where a
 * certificate has another fingerprint than the one beside it.
 */
export function readAnchorSet(text: string): AnchorSet {
  try {
    const { publication, date, ojUrl, lotlUrl, certificates } = SET.read(JSON.parse(text), 'anchors');
    return { publication, date, ojUrl, lotlUrl, certificates: certificates.map(readAnchor) };
  } catch (cause) {
    if (!(cause instanceof CodedError) && !(cause instanceof SyntaxError)) throw cause;
    throw new TslError('LOTL_ANCHORS_UNREADABLE', 'The anchors of the list of the lists cannot be read.', { cause });
  }
}

/** A name for a set by its content: `A-` and 16 hexadecimal digits over the announcement, the address of the list and the fingerprints. */
export function anchorSetId({ ojUrl, lotlUrl, certificates }: AnchorSet): string {
  const lines = [ojUrl, lotlUrl, ...certificates.map(({ sha256 }) => sha256).sort()];
  return `A-${toHex(digest('SHA-256', Buffer.from(lines.join('\n'), 'utf8')))
    .slice(0, 16)
    .toUpperCase()}`;
}

function readAnchor({ sha256, der }: StoredSet['certificates'][number]): Certificate {
  const certificate = parseCertificate(der);
  if (certificate.sha256 !== sha256) throw new TslError('LOTL_ANCHORS_UNREADABLE', 'An anchor has another fingerprint than stated.');
  return certificate;
}
