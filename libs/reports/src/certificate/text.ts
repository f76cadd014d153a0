import { displayNameOf } from '@sigillum/x509';
import { moment, printable } from '../text/plain.js';
import type { CertificateResult } from './result.js';

const VERDICTS = {
  PASSED: 'The certificate is valid',
  FAILED: 'The certificate is not valid',
  INDETERMINATE: 'It cannot be decided whether the certificate is valid',
} as const;

/** For people: the verdict, what the certificate was at its issuance and is now, the list entry that made it so, and why. */
export function toCertificateText(file: string, { certificate, conclusion, atIssuance, atValidation }: CertificateResult): string {
  const verdict = `${VERDICTS[conclusion.indication]}${conclusion.subIndication === undefined ? '' : ` (${conclusion.subIndication})`}`;
  const lines = [
    printable(file),
    `  ${verdict}, at ${moment(conclusion.validationTime)}.`,
    `  Holder: ${printable(displayNameOf(certificate.subject))}`,
    `  Issuer: ${printable(displayNameOf(certificate.issuer))}`,
    `  Valid from ${moment(certificate.notBefore)} to ${moment(certificate.notAfter)}`,
    ...qualificationLines('At issuance', atIssuance),
    ...qualificationLines('At validation', atValidation),
    ...conclusion.reasons.filter((one) => one.severity === 'fail').map((one) => `  - ${printable(one.message)} (${one.code})`),
  ];
  return `${lines.join('\n')}\n`;
}

function qualificationLines(when: string, { word, qscd, entry, reasons }: CertificateResult['atIssuance']): string[] {
  const provider = entry?.listed.provider.names[0];
  const by =
    entry === undefined
      ? ''
      : `, by ${printable(provider ?? 'a provider')} (${entry.listed.territory}): ${printable(entry.state.names[0] ?? '')}`;
  return [`  ${when}: ${word}, ${qscd}${by}`, ...reasons.map((one) => `    - ${printable(one.message)} (${one.code})`)];
}
