import { digest } from '@sigillum/crypto';
import { CodedError, toHex } from '@sigillum/encoding';
import { withXml } from '@sigillum/containers/xml';

import type { CertificateReader } from '../read/identity.js';
import { MAX_LIST_BYTES, trustedListOf } from '../read/trusted-list.js';
import type { TrustedList } from '../types.js';
import { checkListSignature, type ListSignature } from './list-signature.js';

/** A list file with what its signature and its content turned out to be; whether it is trusted is not decided here. */
export interface OpenedList {
  /** Lower-case hex of the file. */
  readonly sha256: string;
  readonly signature: ListSignature | undefined;
  readonly list: TrustedList | undefined;
  /** Codes of what could not be read. */
  readonly problems: readonly string[];
}

/** Opens a list once for both its signature and its content, which come from the very same tree. Never throws for what is in the file. */
export function openList(bytes: Uint8Array, certificates: CertificateReader): OpenedList {
  const sha256 = toHex(digest('SHA-256', bytes));
  try {
    return withXml(
      bytes,
      (document) => {
        const signature = checkListSignature(document);
        const content = reading(() => trustedListOf(document, certificates));
        const file = { sha256, ...(signature.signer && { signedBy: signature.signer.id }) };
        return { sha256, signature, list: content.value && { ...file, ...content.value }, problems: content.problems };
      },
      MAX_LIST_BYTES,
    );
  } catch (error) {
    return { sha256, signature: undefined, list: undefined, problems: [codeOf(error)] };
  }
}

function reading(read: () => TrustedList): { value: TrustedList | undefined; problems: readonly string[] } {
  try {
    return { value: read(), problems: [] };
  } catch (error) {
    return { value: undefined, problems: [codeOf(error)] };
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof CodedError)) throw error;
  const { code } = error as CodedError;
  if (code === 'XML_NOT_LOADED') throw error;
  return code;
}
