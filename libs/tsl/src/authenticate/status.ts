import type { Instant } from '@sigillum/encoding';

import type { ListStatus, TrustedList } from '../types.js';
import type { OpenedList } from './open-list.js';

/** From then on lists are issued in version 6 (Decision (EU) 2025/2164: 29 April 2026 in Brussels). */
const VERSION_6_FROM: Instant = Date.UTC(2026, 3, 28, 22);

/** An authenticated list, or none, and how it came out. */
export interface AuthenticatedList {
  readonly status: ListStatus;
  /** Only where the process did not fail. */
  readonly list: TrustedList | undefined;
}

/** The result of a process whose codes are known; `WARNING_…` codes alone do not fail it. */
export function concluded(
  place: { territory: string; location: string },
  opened: OpenedList | undefined,
  codes: readonly string[],
): AuthenticatedList {
  const failed = codes.some((code) => code.endsWith('_VERIFICATION_FAILED'));
  const warned = codes.some((code) => code.startsWith('WARNING_'));
  const { list } = opened ?? {};
  return {
    status: {
      ...place,
      process: failed ? 'PROCESS_FAILED' : warned ? 'PROCESS_PASSED_WITH_WARNING' : 'PROCESS_PASSED',
      codes,
      sha256: opened?.sha256,
      sequenceNumber: list?.sequenceNumber,
      issued: list?.issued,
      nextUpdate: list?.nextUpdate,
    },
    list: failed ? undefined : list,
  };
}

/** Departures from the format that leave no doubt about what is signed: they are told, and refuse nothing (TS 119 612 V2.4.1 B.1). */
export function formatWarnings({ list, signature }: OpenedList): string[] {
  const codes: string[] = [];
  if (list === undefined) return codes;
  if (list.version >= 6 && signature?.signingCertificateVersion === 1) codes.push('WARNING_TL_SIGNING_CERTIFICATE_V1_IN_VERSION_6');
  if (signature?.inclusive === true) codes.push('WARNING_TL_SIGNATURE_INCLUSIVE_CANONICALIZATION');
  if (list.version < 6 && list.issued >= VERSION_6_FROM) codes.push('WARNING_TL_VERSION_5_AFTER_ITS_END');
  return codes;
}
