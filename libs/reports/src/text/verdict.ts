import type { Instant } from '@sigillum/encoding';
import type { SignatureConclusion } from '@sigillum/validation';
import { explainCode } from '../catalogue/catalogue.js';
import type { CatalogueEntry } from '../catalogue/entry.js';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { refusedChanges } from './changes.js';
import { isChanged, trustsNobody } from './headline.js';
import { moment, printable, toTheSecond } from './plain.js';
import { nextByQualification } from './qualification.js';

type Reason = SignatureConclusion['reasons'][number];
type SubIndication = NonNullable<SignatureConclusion['subIndication']>;

const FAILURES_SHOWN = 5;
const WARNINGS_SHOWN = 3;

/** Sub-indications that say less than the reason behind them does. */
const GENERAL: ReadonlySet<SubIndication> = new Set<SubIndication>([
  'FORMAT_FAILURE',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'POLICY_PROCESSING_ERROR',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'SIGNED_DATA_NOT_FOUND',
  'TRY_LATER',
]);

/** Reasons whose message repeats the sentence of the sub-indication. */
const REPEATED: Readonly<Partial<Record<SubIndication, readonly string[]>>> = {
  NO_CERTIFICATE_CHAIN_FOUND: ['CHAIN_NOT_FOUND'],
  HASH_FAILURE: ['SIGNED_DATA_CHANGED'],
  SIG_CRYPTO_FAILURE: ['SIGNATURE_MISMATCH'],
};

const WITHOUT_VALUE = [
  'SIGNING_CERTIFICATE_NOT_FOUND',
  'SIGNER_UNKNOWN',
  'NOTHING_SIGNED',
  'SIGNED_DATA_NOT_FOUND',
  'SIGNED_BYTES_ABSENT',
  'SIGNATURE_VALUE_ABSENT',
  'ALGORITHM_UNKNOWN',
  'ALGORITHM_UNSUPPORTED',
  'CERTIFICATE_REFERENCE_ABSENT',
];

/** Reasons that follow of themselves from another one. */
const FOLLOWING: Readonly<Record<string, readonly string[]>> = {
  SIGNING_CERTIFICATE_NOT_FOUND: ['SIGNER_UNKNOWN'],
  PDF_CONTENTS_ABSENT: WITHOUT_VALUE,
  PDF_CONTENTS_EMPTY: WITHOUT_VALUE,
};

/** Why the verdict is what it is: a sentence, then what was found, as far as it says more. */
export function whyLines(judged: JudgedSignature, trust: ValidationResult['trust']): string[] {
  const { indication, intact } = judged.conclusion;
  const said = sentences(judged, trust);
  const found = telling(judged, trust).filter((reason) => !said.some((sentence) => sentence.startsWith(reason.message)));
  return [
    ...said,
    ...limited(found, 'fail', FAILURES_SHOWN).map((text) => `  - ${text}`),
    ...limited(found, 'warn', WARNINGS_SHOWN).map((text) => `  - note: ${text}`),
    ...(indication === 'INDETERMINATE' && intact ? ['The content itself is what was signed.'] : []),
  ];
}

function limited(reasons: readonly Reason[], severity: Reason['severity'], most: number): string[] {
  const lines = reasons
    .filter((reason) => reason.severity === severity)
    .map((reason) => `${printable(toTheSecond(reason.message))} (${reason.code})`);
  return lines.length > most ? [...lines.slice(0, most), `${lines.length - most} more in the detailed report`] : lines;
}

/** What the reader can do; empty where there is nothing to do. */
export function nextLines(judged: JudgedSignature, { trust, validationTime }: ValidationResult): string[] {
  const { subIndication, data } = judged.conclusion;
  if (subIndication === undefined) return refusedChanges(judged).length > 0 ? [] : nextByQualification(judged);
  if (subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' && trustsNobody(trust))
    return ['→ Name the authorities that you trust and validate again; this says nothing against the signer.'];
  if (isChanged(judged)) return ['→ Do not rely on this copy; ask for the document as it was signed.'];
  const due = data.retry?.flatMap(({ until }) => until ?? []) ?? [];
  if (due.length > 0) return [whenDue(Math.max(...due), validationTime)];
  const entry = entryOf(judged, subIndication);
  return entry ? [`→ ${entry.next}`] : [];
}

/** TRY_LATER: when the last of the missing answers is due. */
function whenDue(due: Instant, now: Instant): string {
  return due > now
    ? `→ Validate again after ${moment(due)}: newer data about withdrawal is due then.`
    : `→ Validate again with access to the network, or supply newer data about withdrawal; it was due at ${moment(due)}.`;
}

function sentences(judged: JudgedSignature, trust: ValidationResult['trust']): string[] {
  const { subIndication } = judged.conclusion;
  if (subIndication === undefined) return [];
  if (subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' && trustsNobody(trust))
    return ['Whether the certificate is that of the person it names could not be checked.'];
  if (isChanged(judged)) return ['The document was changed after signing in a way that no later step may change it.'];
  const entry = entryOf(judged, subIndication);
  return entry ? [`${entry.sentence} ${entry.why}`] : [];
}

function entryOf(judged: JudgedSignature, subIndication: SubIndication): CatalogueEntry | undefined {
  return explainCode(decisive(judged)?.code ?? subIndication) ?? explainCode(subIndication);
}

/** The reason that explains the verdict better than its sub-indication. */
export function decisive({ conclusion }: JudgedSignature): Reason | undefined {
  const { subIndication, reasons } = conclusion;
  return subIndication !== undefined && GENERAL.has(subIndication) ? reasons.find((reason) => reason.severity === 'fail') : undefined;
}

/** The reasons without those that stand among the changes, repeat what was said, or follow from another. */
function telling(judged: JudgedSignature, trust: ValidationResult['trust']): Reason[] {
  const { reasons, subIndication } = judged.conclusion;
  const left = new Set([
    ...refusedChanges(judged).map((change) => change.code),
    ...((subIndication && REPEATED[subIndication]) ?? []),
    ...reasons.flatMap((reason) => FOLLOWING[reason.code] ?? []),
    ...(trustsNobody(trust) ? ['CHAIN_NOT_FOUND'] : []),
  ]);
  const kept = reasons.filter((reason) => !left.has(reason.code));
  return kept.filter((reason, index) => kept.findIndex((one) => one.code === reason.code && one.message === reason.message) === index);
}
