import { explainCode } from '../catalogue/catalogue.js';
import { gapSentences } from '../qualification/gaps.js';
import { demonstrationLines } from '../text/demonstration.js';
import { findingText, moment, printable } from '../wording.js';
import { contentsOf } from './contents.js';
import { contentsLines, remarkLines } from './contents-text.js';
import type { CertificateResult } from './result.js';

const VERDICTS = {
  PASSED: 'The certificate is valid',
  FAILED: 'The certificate is not valid',
  INDETERMINATE: 'It cannot be decided whether the certificate is valid',
} as const;

/** For people: the verdict, what the certificate was at its issuance and is now, the list entry that made it so, and why. */
export function toCertificateText(file: string, result: CertificateResult): string {
  const { certificate, conclusion, trust } = result;
  const verdict = `${VERDICTS[conclusion.indication]}${conclusion.subIndication === undefined ? '' : ` (${conclusion.subIndication})`}`;
  const lines = [
    printable(file),
    ...demonstrationLines(trust).map((line) => `  ${line}`),
    `  ${verdict}, at ${moment(conclusion.validationTime)}.`,
    ...contentsLines(contentsOf(certificate)).map((line) => `  ${line}`),
    `  Valid from ${moment(certificate.notBefore)} to ${moment(certificate.notAfter)}`,
    ...qualified(result),
    ...conclusion.reasons.filter((one) => one.severity === 'fail').map((one) => `  - ${findingText(one)}`),
    ...remarkLines(result).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where no list was asked there is one thing to say, and no two times. */
function qualified({ trust, atIssuance, atValidation, gaps }: CertificateResult): string[] {
  if (trust.trustLists === 'used')
    return [
      ...qualificationLines('At issuance', atIssuance),
      ...qualificationLines('At validation', atValidation),
      ...gapSentences(gaps.filter(({ state }) => state === 'stale')).map((line) => `  ${printable(line)}`),
    ];
  return ['  Whether it is qualified was not determined:', ...reasonLines(atValidation)];
}

function qualificationLines(when: string, qualification: CertificateResult['atIssuance']): string[] {
  const { word, qscd, entry } = qualification;
  const provider = entry?.listed.provider.names[0];
  const by =
    entry === undefined
      ? ''
      : `: ${printable(provider ?? 'a provider')} (${entry.listed.territory}), ${printable(entry.state.names[0] ?? '')}`;
  return [`  ${when}: ${explainCode(word)?.sentence ?? ''} (${word}, ${qscd})${by}`, ...reasonLines(qualification)];
}

function reasonLines({ reasons }: CertificateResult['atIssuance']): string[] {
  return reasons.map((one) => `    - ${findingText(one)}`);
}
