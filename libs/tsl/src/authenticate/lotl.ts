import type { Instant } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';

import { certificateReader, type CertificateReader } from '../read/identity.js';
import type { ListPointer, TrustedList } from '../types.js';
import { fileNameOf } from '../saved/file-name.js';
import { type OpenedList, openList } from './open-list.js';
import { type AuthenticatedList, concluded, formatWarnings } from './status.js';

/** A list file and where it came from: an address or the name of a saved file. */
export interface ListFile {
  readonly location: string;
  readonly bytes: Uint8Array;
  /** Whose list it claims to be, where that is known from outside: a file name, the pointer that was followed. */
  readonly territory?: string;
}

export interface LotlInput {
  readonly lotl: ListFile;
  /** Further copies of the list of lists, from other places. */
  readonly copies?: readonly ListFile[];
  readonly pivots: readonly ListFile[];
  /** The certificates that the Official Journal publishes. */
  readonly anchors: readonly Certificate[];
  /** The address of that publication. */
  readonly ojUrl: string;
  readonly now: Instant;
  readonly certificates?: CertificateReader;
}

const LOTL_TYPE = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists';
const FAILED = 'LOTL_VERIFICATION_FAILED';

/**
 * Authenticates the list of the lists (TS 119 615 4.1.4, PRO-4.1.4-01 to -15): from the certificates of the Official Journal
 * over its pivots, newest to oldest. Codes are spelt as there, followed by codes of this library that tell the reason. A new
 * location or publication (PRO-4.1.4-16, -17) is told by a warning and never adopted.
 */
export function authenticateLotl(input: LotlInput): AuthenticatedList {
  const certificates = input.certificates ?? certificateReader();
  const opened = openList(input.lotl.bytes, certificates);
  const place = { territory: opened.list?.territory ?? 'EU', location: input.lotl.location };
  const failures = lotlFailures(input, opened, certificates);
  if (failures.length > 0) return concluded(place, opened, [FAILED, ...failures]);
  return concluded(place, opened, ['LOTL_VERIFICATION_PASSED', ...changeWarnings(input, opened), ...formatWarnings(opened)]);
}

function lotlFailures(input: LotlInput, opened: OpenedList, certificates: CertificateReader): string[] {
  const { list, signature } = opened;
  if (signature === undefined) return [...opened.problems];
  if (list === undefined) return [...opened.problems, ...signature.problems];
  if (list.tslType !== LOTL_TYPE) return ['TL_TYPE_UNEXPECTED'];
  const pivots = pivotsOf(list, input.ojUrl);
  if (pivots === undefined) return ['OJEU_LOCATION_INPUT_NOT_MATCHING_OJEU_LOCATION_IN_LOTL'];
  if (new Set(pivots).size !== pivots.length) return ['PIVOT_LISTED_TWICE'];
  if (input.copies?.some(({ bytes }) => !sameFile(bytes, input.lotl.bytes)) === true) return ['LOTL_FILE_CONFLICT'];
  if (signature.problems.length > 0 || signature.signer === undefined) return ['LOTL_SIGNATURE_VERIFICATION_FAILED', ...signature.problems];
  const chain = walkPivots(input, signature.signer, pivots, certificates);
  if (chain !== undefined) return chain;
  if (pivots.length === 0 && !contains(selfCertificates(list), signature.signer)) return ['LOTL_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL'];
  if (list.nextUpdate === undefined || list.nextUpdate < input.now) return ['LOTL_NEXTUPDATE_PASSED'];
  return [];
}

/** Addresses of pivots before that of the publication (PRO-4.1.4-03); undefined where that is not among the addresses. */
export function pivotsOf(list: TrustedList, ojUrl: string): string[] | undefined {
  const end = list.schemeInformationUris.indexOf(ojUrl);
  if (end < 0) return undefined;
  // publications stand between the pivots; only XML files are lists (TS 119 612 B.0)
  return list.schemeInformationUris.slice(0, end).filter((uri) => /\.(?:xml|xtsl)$/i.test(uri));
}

/** The chain from the signer of the list of lists to the publication (PRO-4.1.4-10 to -12): what breaks it, undefined where it holds. */
function walkPivots(
  input: LotlInput,
  lotlSigner: Certificate,
  pivots: readonly string[],
  certificates: CertificateReader,
): string[] | undefined {
  let signer = lotlSigner;
  for (const [index, location] of pivots.entries()) {
    const i = index + 1;
    const file = input.pivots.find((pivot) => isAt(pivot, location)) ?? (isAt(input.lotl, location) ? input.lotl : undefined);
    if (file === undefined) return [`PIVOT_${i}_NOT_AVAILABLE`];
    const { list, signature, problems } = openList(file.bytes, certificates);
    if (list === undefined || list.tslType !== LOTL_TYPE) return [`PIVOT_${i}_UNREADABLE`, ...problems];
    if (!contains(selfCertificates(list), signer)) return [`PIVOT_${i - 1}_SIGNER_CERT_NOT_AUTHENTICATED_BY_PIVOT_${i}`];
    if (signature?.signer === undefined || signature.problems.length > 0) {
      return [`PIVOT_${i}_SIGNATURE_VERIFICATION_FAILED`, ...(signature?.problems ?? [])];
    }
    signer = signature.signer;
  }
  return contains(input.anchors, signer) ? undefined : [`PIVOT_${pivots.length}_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU`];
}

/** PRO-4.1.4-16 and -17: both are an operator's decision. */
function changeWarnings({ ojUrl, lotl }: LotlInput, { list }: OpenedList): string[] {
  const codes: string[] = [];
  const location = list && selfPointer(list)?.location;
  if (/^https?:/i.test(lotl.location) && location !== undefined && location !== lotl.location) codes.push('WARNING_LOTL_LOCATION_CHANGED');
  const first = list?.schemeInformationUris.find((uri) => !/\.(?:xml|xtsl)$/i.test(uri));
  if (first !== undefined && first !== ojUrl) codes.push('WARNING_OJEU_LOCATION_CHANGED');
  return codes;
}

function selfPointer(list: TrustedList): ListPointer | undefined {
  return list.pointers.find((pointer) => pointer.tslType === LOTL_TYPE && pointer.territory === list.territory);
}

/** The certificates by which the list of lists says that its own next version is signed. */
function selfCertificates(list: TrustedList): readonly Certificate[] {
  return selfPointer(list)?.certificates ?? [];
}

function contains(certificates: readonly Certificate[], wanted: Certificate): boolean {
  return certificates.some(({ id }) => id === wanted.id);
}

function isAt(file: ListFile, location: string): boolean {
  if (file.location === location || fileNameOf(file.location) === fileNameOf(location)) return true;
  // saved pivots bear their number alone, whatever their address was
  const number = /^eu-lotl-pivot-(\d+)\.xml$/.exec(fileNameOf(file.location))?.[1];
  return number !== undefined && /-pivot-(\d+)[-.]/.exec(fileNameOf(location))?.[1] === number;
}

function sameFile(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
