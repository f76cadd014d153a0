import type { DocumentChange } from '@sigillum/ades';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { displayNameOf } from '@sigillum/x509';
import { explainCode } from './catalogue/catalogue.js';
import type { JudgedSignature, ValidationResult } from './result.js';

/**
 * The report for people: the verdict in words first, then why, who signed, when (claimed), what changed afterwards. Plain text; control
 * characters of the document are replaced, so that it can go to a terminal.
 */
export function toTextReport(name: string, result: ValidationResult): string {
  const { signatures, document } = result;
  const blocks = signatures.length === 0 ? [noSignature(document.timestamps.length)] : signatures.map((one) => signatureText(one, result));
  return [printable(name), ...blocks.flat().map((line) => `  ${line}`), ...footer(result).map((line) => `  ${line}`), ''].join('\n');
}

/** The text for a document that could not be read. */
export function toErrorText(name: string, error: { readonly code: string; readonly message: string }): string {
  return [printable(name), `  ✖ COULD NOT BE READ (${error.code})`, `    ${printable(error.message)}`, ''].join('\n');
}

function noSignature(timestamps: number): string[] {
  const more =
    timestamps > 0
      ? [`  There ${timestamps === 1 ? 'is 1 time-stamp' : `are ${timestamps} time-stamps`}; this version does not judge it alone.`]
      : [];
  return ['○ NO ELECTRONIC SIGNATURE HERE', '  A picture of a signature is none. Ask for a signed file.', ...more];
}

function signatureText(judged: JudgedSignature, { trust }: ValidationResult): string[] {
  const { signature, level, conclusion } = judged;
  const lines = [headline(judged), `  ${whoAndWhen(judged)}`];
  lines.push(...why(judged));
  lines.push(...changes(signature.changesAfter, signature.coverage.wholeDocument));
  lines.push(`  Covers:  ${printable(signature.coverage.text)}`);
  lines.push(
    `  Details: ${level}, ${conclusion.indication}${conclusion.subIndication ? `/${conclusion.subIndication}` : ''}, field ${printable(signature.label)}`,
  );
  if (conclusion.indication === 'TOTAL-PASSED' && trust.trustLists !== 'missing')
    lines.push('  Whether the signature is qualified was not determined: no trusted list was used.');
  return lines;
}

function headline({ conclusion }: JudgedSignature): string {
  switch (conclusion.indication) {
    case 'TOTAL-PASSED':
      return '✔ GENUINE (whether it is qualified was not determined)';
    case 'TOTAL-FAILED':
      return '✖ DO NOT RELY ON THIS';
    case 'INDETERMINATE':
      return conclusion.subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' ? '? SIGNER NOT KNOWN TO BE TRUSTED' : '? CANNOT BE CONFIRMED';
  }
}

function whoAndWhen({ signature, conclusion }: JudgedSignature): string {
  const { signingCertificate, intact } = conclusion;
  const { claimedSigningTime } = signature.attributes;
  // A name out of a certificate that nobody vouches for is a claim, and so is a name beside a value that does not fit.
  const verb = conclusion.indication === 'TOTAL-PASSED' ? 'Signed by' : intact ? 'Signed in the name of' : 'Claims to be signed by';
  const who = signingCertificate ? `${verb} ${printable(displayNameOf(signingCertificate.subject))}` : 'The signer is not known';
  return `${who}${claimedSigningTime === undefined ? ', no time is claimed' : `, claimed time ${moment(claimedSigningTime)}`}.`;
}

function why({ conclusion }: JudgedSignature): string[] {
  const entry = conclusion.subIndication && explainCode(conclusion.subIndication);
  const failures = conclusion.reasons.filter((reason) => reason.severity === 'fail').slice(0, 5);
  const warnings = conclusion.reasons.filter((reason) => reason.severity === 'warn').slice(0, 5);
  return [
    ...(entry ? [`  ${entry.sentence}`] : []),
    ...failures.map((reason) => `    - ${printable(reason.message)} (${reason.code})`),
    ...warnings.map((reason) => `    - note: ${printable(reason.message)} (${reason.code})`),
    ...(entry ? [`  → ${entry.next}`] : []),
  ];
}

function changes(after: readonly DocumentChange[], wholeDocument: boolean): string[] {
  const real = after.filter((change) => change.class !== 'unchanged');
  const refused = real.filter((change) => !change.allowed);
  if (real.length === 0) return [wholeDocument ? '  Nothing has changed since.' : '  Nothing that the signature covers has changed since.'];
  const counted = new Map<string, number>();
  for (const change of real.filter((one) => one.allowed)) counted.set(change.class, (counted.get(change.class) ?? 0) + 1);
  const allowed = [...counted]
    .map(([kind, count]) => `${CHANGE_WORDS[kind as DocumentChange['class']]}${count > 1 ? ` (${count})` : ''}`)
    .join(', ');
  return [
    ...(allowed ? [`  Added since, as a later step may: ${allowed}.`] : []),
    ...(refused.length > 0 ? ['  CHANGED AFTER SIGNING:'] : []),
    ...refused.slice(0, 8).map((change) => `    - ${printable(change.message)} (${change.code})`),
    ...(refused.length > 8 ? [`    - and ${refused.length - 8} more, see the detailed report`] : []),
  ];
}

const CHANGE_WORDS: Readonly<Record<DocumentChange['class'], string>> = {
  'validation-data': 'validation data',
  'document-timestamp': 'a time-stamp of the document',
  signature: 'a further signature',
  'form-fill': 'form fields filled in',
  annotation: 'annotations',
  metadata: 'metadata',
  unchanged: 'nothing',
  undefined: 'other changes',
};

function footer({ policy, validationTime, trust, evidence, document }: ValidationResult): string[] {
  const lists = trust.trustLists === 'missing' ? 'EU trusted lists are not at hand' : 'no EU trusted list used';
  const anchors =
    trust.anchors === 0 ? 'no trusted certificate given' : `${trust.anchors} trusted certificate${trust.anchors === 1 ? '' : 's'} given`;
  return [
    ...document.notes.map((note) => `note: ${printable(note.message)} (${note.code})`),
    ...notAsked(evidence.notCollected),
    `as of ${moment(validationTime)}, policy ${policy.name} ${policy.version}; ${anchors}, ${lists}`,
  ];
}

function notAsked(missing: ValidationResult['evidence']['notCollected']): string[] {
  const reasons = new Set(missing.map(({ why: reason }) => reason));
  return [...reasons].map(
    (reason) => `not asked: ${missing.filter((one) => one.why === reason).length} sources of certificates and revocation data (${reason})`,
  );
}

function moment(instant: Instant): string {
  return toRfc3339(instant).replace('T', ' ').replace('Z', ' UTC');
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '·');
}
