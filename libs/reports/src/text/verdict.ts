import type { JudgedSignature, ValidationResult } from '../result.js';
import { type Reason, refusedChanges, type SubIndication, trustsNobody } from '../verdict/decisive.js';
import { headlineOf, nextStep, whySentences } from '../verdict/signature-verdict.js';
import { findingText } from '../wording.js';

const FAILURES_SHOWN = 5;
const WARNINGS_SHOWN = 3;

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

/** The verdict in words, for the first line of a signature. */
export function headline(judged: JudgedSignature, trust: ValidationResult['trust']): string {
  const { mark, words, because } = headlineOf(judged, trust);
  return `${mark} ${words.toUpperCase()}${because === undefined ? '' : `: ${because}`}`;
}

/** Why the verdict is what it is: a sentence, then what was found, as far as it says more. */
export function whyLines(judged: JudgedSignature, trust: ValidationResult['trust']): string[] {
  const { indication, intact } = judged.conclusion;
  const said = whySentences(judged, trust);
  const found = telling(judged, trust).filter((reason) => !said.some((sentence) => sentence.startsWith(reason.message)));
  return [
    ...said,
    ...limited(found, 'fail', FAILURES_SHOWN).map((text) => `  - ${text}`),
    ...limited(found, 'warn', WARNINGS_SHOWN).map((text) => `  - note: ${text}`),
    ...(indication === 'INDETERMINATE' && intact ? ['The content itself is what was signed.'] : []),
  ];
}

function limited(reasons: readonly Reason[], severity: Reason['severity'], most: number): string[] {
  const lines = reasons.filter((reason) => reason.severity === severity).map(findingText);
  return lines.length > most ? [...lines.slice(0, most), `${lines.length - most} more in the detailed report`] : lines;
}

/** What the reader can do; empty where there is nothing to do. */
export function nextLines(judged: JudgedSignature, result: ValidationResult): string[] {
  const next = nextStep(judged, result);
  return next === undefined ? [] : [`→ ${next}`];
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
