import { displayNameOf } from '@sigillum/x509';
import { explainCode } from '../catalogue/catalogue.js';
import { requirementResult, type RequirementResult } from '../requirement.js';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { changeLines } from './changes.js';
import { documentVerdict, countedVerdicts } from '../verdict/document-verdict.js';
import { demonstrationLines } from './demonstration.js';
import { counted, findingText, moment, printable } from '../wording.js';
import { timeLines, timestampLines } from './times.js';
import { qualificationLines } from './qualification.js';
import { headline, nextLines, whyLines } from './verdict.js';

/**
 * The report for people: the verdict in words first, then why, who signed, when (claimed), what changed afterwards, what to do; figures for experts
 * last. Plain text; control characters of the document are replaced, so that it can go to a terminal.
 */
export function toTextReport(name: string, result: ValidationResult): string {
  const { signatures } = result;
  const blocks = signatures.length === 0 ? [noSignature(result)] : signatures.map((one) => signatureLines(one, result));
  const lines = [
    name,
    ...indented([...demonstrationLines(result.trust), ...countedVerdicts(signatures), ...blocks.flat(), ...footer(result)]),
    '',
  ];
  // Whatever the lines were made of: what was saved by others may have anything anywhere.
  return lines.map(printable).join('\n');
}

/** The text for a document that could not be read. */
export function toErrorText(name: string, error: { readonly code: string; readonly message: string }): string {
  const entry = explainCode(error.code);
  const lines = entry ? [`${entry.sentence} ${entry.why}`, `→ ${entry.next}`] : [];
  const block = ['! COULD NOT BE READ', ...indented([...lines, `Details: ${error.code}, ${printable(error.message)}`])];
  return [printable(name), ...indented(block), ''].join('\n');
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function noSignature(result: ValidationResult): string[] {
  const { headline: words, why, next } = documentVerdict(result);
  const [first = '', ...rest] = why;
  return [`○ ${words.toUpperCase()}`, ...indented([first, ...timestampLines(result.timestamps), ...rest, `→ ${next}`])];
}

function signatureLines(judged: JudgedSignature, result: ValidationResult): string[] {
  const { trust, requirement } = result;
  const passed = judged.conclusion.indication === 'TOTAL-PASSED';
  const why = whyLines(judged, trust);
  return [
    headline(judged, trust),
    ...indented([
      ...(passed ? [...qualificationLines(judged), ...why] : [...why, ...qualificationLines(judged)]),
      whoAndWhen(judged),
      ...timeLines(judged.conclusion, result),
      ...changeLines(judged),
      ...nextLines(judged, result),
      ...(requirement === undefined ? [] : requirementLines(requirementResult(judged, requirement, trust))),
      details(judged),
    ]),
  ];
}

function whoAndWhen({ signature, conclusion }: JudgedSignature): string {
  const { signingCertificate, intact, indication } = conclusion;
  const { claimedSigningTime } = signature.attributes;
  const when = claimedSigningTime === undefined ? 'no time is claimed' : `claimed time ${moment(claimedSigningTime)}`;
  if (!signingCertificate) return `The signer is not known; ${when}.`;
  // A name out of a certificate that nobody vouches for is a claim, and so is a name beside a value that does not fit.
  const verb = indication === 'TOTAL-PASSED' ? 'Signed by' : intact ? 'Signed in the name of' : 'Claims to be signed by';
  return `${verb} ${printable(displayNameOf(signingCertificate.subject))}; ${when}.`;
}

const OUTCOMES: Readonly<Record<RequirementResult['outcome'], string>> = {
  met: 'Requirement met',
  below: 'BELOW THE REQUIREMENT',
  'trust-data-missing': 'WHETHER THE REQUIREMENT IS MET CANNOT BE TOLD WITHOUT CURRENT TRUSTED LISTS',
  undecided: 'WHETHER THE REQUIREMENT IS MET CANNOT BE TOLD',
};

function requirementLines(result: RequirementResult | undefined): string[] {
  return result === undefined ? [] : [`${OUTCOMES[result.outcome]}. ${result.message}`];
}

function details({ signature, level, conclusion, qualification }: JudgedSignature): string {
  const { indication, subIndication } = conclusion;
  const verdict = subIndication === undefined ? indication : `${indication}/${subIndication}`;
  const known = qualification === undefined ? '' : `${qualification.word}, `;
  return `Details: ${verdict}, ${known}${level}, field ${printable(signature.label)}, covers ${printable(signature.coverage.text)}`;
}

const LISTS: Readonly<Record<ValidationResult['trust']['trustLists'], string>> = {
  missing: 'EU trusted lists are not at hand',
  'not-used': 'no EU trusted list used',
  used: 'EU trusted lists used',
};

function footer(result: ValidationResult): string[] {
  const { policy, validationTime, trust, evidence, signatures } = result;
  if (signatures.length === 0) return notes(result);
  const lists = trust.snapshot === undefined ? LISTS[trust.trustLists] : `EU trusted lists ${trust.snapshot.slice(0, 14)}… used`;
  const anchors = trust.anchors === 0 ? 'no trusted certificate given' : `${counted(trust.anchors, 'trusted certificate')} given`;
  return [
    ...notes(result),
    ...notHad(evidence.notCollected),
    `As of ${moment(validationTime)}; policy ${policy.name}, version ${policy.version}; ${anchors}, ${lists}.`,
  ];
}

/** Oddities of the document that matter and that no signature's reasons name. */
function notes({ document, signatures }: ValidationResult): string[] {
  const said = new Set(signatures.flatMap((one) => one.conclusion.reasons.map((reason) => reason.code)));
  const mattering = document.notes.filter((note) => explainCode(note.code)?.mender !== 'nobody' && !said.has(note.code));
  return [...new Set(mattering.map((note) => `note: ${findingText(note)}`))];
}

const WHY_NOT_HAD: Readonly<Record<ValidationResult['evidence']['notCollected'][number]['why'], string>> = {
  offline: 'not asked (offline)',
  'no-online-source': 'not asked (none is set up)',
  blocked: 'not asked (documents may not have that address asked)',
  'circuit-open': 'not asked (the host failed several times just now)',
  limit: 'not asked (the limit of one validation was reached)',
  'timed-out': 'asked in vain (no answer in time)',
  failed: 'asked in vain (no connection or an error)',
  'too-large': 'asked in vain (the answer is too large)',
  'not-what-was-asked': 'asked in vain (the answer is something else)',
};

function notHad(missing: ValidationResult['evidence']['notCollected']): string[] {
  const reasons = [...new Set(missing.map(({ why }) => why))];
  return reasons.map((why) => {
    const count = missing.filter((one) => one.why === why).length;
    return `${counted(count, 'online source')} ${WHY_NOT_HAD[why]}.`;
  });
}
