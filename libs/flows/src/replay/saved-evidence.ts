import { digest } from '@sigillum/crypto';
import { canonicalJson, LimitError, shape, ShapeError, toHex } from '@sigillum/encoding';
import { documentShape, evidenceShape } from '@sigillum/evidence';
import { toDetailedReport, toSimpleReport, type TrustUsed, type ValidationResult } from '@sigillum/reports';
import { isDemonstration } from '@sigillum/tsl/in-use';
import { policyShape } from '@sigillum/validation';
import type { JudgeInput } from '../judge.js';
import { SavedEvidenceError } from './errors.js';
import { listsShape } from './lists-shape.js';

const { instant, object, oneOf, optional, record, text, whole } = shape;

const FORMAT = 'sigillum-evidence';

/** Goes up with every change of the form; others are refused by their number. Files without trusted lists are still of version 1. */
const WITHOUT_LISTS = 1;
const WITH_LISTS = 2;
const VERSIONS: readonly unknown[] = [WITHOUT_LISTS, WITH_LISTS];

/** What a file says about itself, beside what the verdict was drawn from. */
export interface SavedAbout {
  /** The document, as whoever asked called it. */
  readonly name: string;
  /** Version of the program that drew the verdict. */
  readonly program: string;
  /** SHA-256 (hex) of the whole document. */
  readonly documentDigest?: string;
}

/** A file of saved evidence, read and found undamaged. Nobody vouches for it: whoever can write it can write what it says, list entries included. */
export interface SavedEvidence extends JudgeInput {
  readonly about: SavedAbout;
  /** The simple report that was drawn then, as JSON, and the SHA-256 (hex) of the detailed one. */
  readonly report: object;
  readonly detailedDigest: string;
}

const body = record<SavedEvidence>({
  about: record<SavedAbout>({ name: text, program: text, documentDigest: optional(text) }),
  at: instant,
  trust: record<TrustUsed>({
    anchors: whole,
    trustLists: oneOf({ 'not-used': true, missing: true, used: true }),
    snapshot: optional(text),
    set: optional(oneOf({ demonstration: true })),
  }),
  lists: optional(listsShape),
  policy: policyShape,
  document: documentShape,
  evidence: evidenceShape,
  report: object,
  detailedDigest: text,
});

/** SHA-256 of the detailed report of a result: what the saved file keeps of it. */
export function detailedDigestOf(result: ValidationResult): string {
  return sha256(JSON.stringify(toDetailedReport(result)));
}

/**
 * Everything that a result was drawn from, and the result, as the text of one file (`docs/saved-evidence.md`). `lists` are those that it was judged under; throws
 * `RangeError` where they are others than the result names.
 */
export function saveEvidence(result: ValidationResult, about: SavedAbout, lists?: JudgeInput['lists']): string {
  const { document, evidence, policy, validationTime: at, trust } = result;
  if (!namesLists({ trust, lists })) throw new RangeError('The trusted lists that are to be saved are not those of the verdict.');
  const [report, detailedDigest] = [toSimpleReport(result), detailedDigestOf(result)];
  const saved = canonicalJson(
    body.write({ about, at, trust, policy, document, evidence, report, detailedDigest, ...(lists && { lists }) }),
  );
  const version = lists === undefined ? WITHOUT_LISTS : WITH_LISTS;
  return `{"format":"${FORMAT}","version":${version},"digest":"${sha256(saved)}","body":${saved}}\n`;
}

/** Lists are there where they were used, are those that are named, and made-up ones are said to be that. */
function namesLists({ trust, lists }: { readonly trust: TrustUsed; readonly lists?: JudgeInput['lists'] | undefined }): boolean {
  const madeUp = lists !== undefined && isDemonstration(lists);
  return (
    trust.snapshot === lists?.id && (trust.trustLists === 'used') === (lists !== undefined) && (trust.set === 'demonstration') === madeUp
  );
}

/**
 * Reads such a file. Throws `SavedEvidenceError`: UNREADABLE where it is none, VERSION where it is of a version that is not known, DAMAGED where its
 * digest does not fit.
 */
export function readSavedEvidence(file: string): SavedEvidence {
  const saved = openedFile(file);
  if (sha256(canonicalOf(saved.body)) !== saved.digest) {
    throw new SavedEvidenceError(
      'SAVED_EVIDENCE_DAMAGED',
      'The file was changed after it was saved: its digest does not fit what it says.',
    );
  }
  try {
    const read = body.read(saved.body, 'body');
    if (!namesLists(read) || (saved.version === WITH_LISTS) !== (read.lists !== undefined))
      throw new ShapeError('body.lists', 'what body.trust names');
    return read;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new SavedEvidenceError('SAVED_EVIDENCE_UNREADABLE', `The file does not say what is needed; ${error.message}.`, { cause: error });
  }
}

function openedFile(file: string): { readonly version: unknown; readonly digest: unknown; readonly body: unknown } {
  const saved = parsed(file);
  if (typeof saved !== 'object' || saved === null || !('format' in saved) || saved.format !== FORMAT || !('version' in saved)) {
    throw new SavedEvidenceError('SAVED_EVIDENCE_UNREADABLE', 'The file is no evidence that was saved with a validation.');
  }
  if (!VERSIONS.includes(saved.version)) {
    const version = JSON.stringify(saved.version)?.slice(0, 20);
    throw new SavedEvidenceError(
      'SAVED_EVIDENCE_VERSION',
      `The file is of version ${version}; this program reads versions ${VERSIONS.join(' and ')}.`,
    );
  }
  if (!('digest' in saved) || !('body' in saved)) {
    throw new SavedEvidenceError('SAVED_EVIDENCE_UNREADABLE', 'The file breaks off: "digest" or "body" is missing.');
  }
  return { version: saved.version, digest: saved.digest, body: saved.body };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch {
    throw new SavedEvidenceError('SAVED_EVIDENCE_UNREADABLE', 'The file is not JSON, or breaks off.');
  }
}

function canonicalOf(json: unknown): string {
  try {
    return canonicalJson(json);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    throw new SavedEvidenceError('SAVED_EVIDENCE_UNREADABLE', error.message, { cause: error });
  }
}

function sha256(written: string): string {
  return toHex(digest('SHA-256', Buffer.from(written, 'utf8')));
}
