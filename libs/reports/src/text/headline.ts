import type { SignatureConclusion } from '@sigillum/validation';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { refusedChanges } from './changes.js';

/** Why it is proven bad: by the decisive reason where that has a short name, else by sub-indication. */
const FAILED_BECAUSE: Readonly<Record<string, string>> = {
  PDF_CONTENTS_ABSENT: 'nothing was signed',
  PDF_CONTENTS_EMPTY: 'nothing was signed',
  PDF_TRAILING_BYTES: 'something was appended',
  FORMAT_FAILURE: 'not built as a signature must be',
  HASH_FAILURE: 'the content was changed after signing',
  SIG_CRYPTO_FAILURE: 'forged or damaged',
  REVOKED: 'the certificate had been withdrawn',
  EXPIRED: 'the certificate had expired',
};

/** The verdict in words, for the first line of a signature. `decisive`: the code of the reason that says more than the sub-indication. */
export function headline(judged: JudgedSignature, trust: ValidationResult['trust'], decisive: string | undefined): string {
  const { indication, subIndication } = judged.conclusion;
  switch (indication) {
    case 'TOTAL-PASSED':
      return refusedChanges(judged).length > 0 ? '! GENUINE, BUT CHANGED AFTER SIGNING' : genuine(judged);
    case 'TOTAL-FAILED': {
      const because = FAILED_BECAUSE[decisive ?? ''] ?? FAILED_BECAUSE[subIndication ?? ''];
      return `✖ DO NOT RELY ON THIS: ${isChanged(judged) ? 'changed after signing' : (because ?? 'proven bad')}`;
    }
    case 'INDETERMINATE':
      return open(subIndication, trust);
  }
}

function genuine({ qualification }: JudgedSignature): string {
  if (qualification === undefined) return '✔ GENUINE (whether it is qualified was not determined)';
  const { word, certificate } = qualification;
  if (word === 'QESIG') return '✔ QUALIFIED SIGNATURE';
  if (word === 'QESEAL') return '✔ QUALIFIED SEAL';
  const contradictory = word === 'UNKNOWN_QC_QSCD' || (word === 'NA' && certificate !== undefined);
  return contradictory ? '✔ GENUINE (whether it is qualified cannot be told)' : '✔ GENUINE, BUT NOT QUALIFIED';
}

function open(subIndication: SignatureConclusion['subIndication'], trust: ValidationResult['trust']): string {
  if (subIndication === 'TRY_LATER') return '? CANNOT BE CONFIRMED YET';
  if (subIndication !== 'NO_CERTIFICATE_CHAIN_FOUND') return '? CANNOT BE CONFIRMED';
  if (trustsNobody(trust)) return '! WE CANNOT JUDGE: no trusted authority is at hand';
  return trust.trustLists === 'used' ? '? SIGNER NOT ON A TRUSTED LIST' : '? SIGNER NOT KNOWN TO BE TRUSTED';
}

/** Whether there was neither a certificate nor a list to trust: our lack, and nothing against the signer. */
export function trustsNobody({ anchors, trustLists }: ValidationResult['trust']): boolean {
  return anchors === 0 && trustLists !== 'used';
}

/** Whether it is a later change that made the signature fail. */
export function isChanged(judged: JudgedSignature): boolean {
  return judged.conclusion.subIndication === 'FORMAT_FAILURE' && refusedChanges(judged).length > 0;
}

/** Several signatures in one line; of one, or none, nothing. */
export function summary(signatures: readonly JudgedSignature[]): string[] {
  const all = signatures.length;
  if (all < 2) return [];
  const having = (indication: string): number => signatures.filter((one) => one.conclusion.indication === indication).length;
  const [genuine, bad, open] = [having('TOTAL-PASSED'), having('TOTAL-FAILED'), having('INDETERMINATE')];
  if (genuine === all) return [`All ${all} signatures are genuine${qualified(signatures)}.`];
  if (bad === all) return [`None of the ${all} signatures is to be relied on.`];
  if (open === all) return [`None of the ${all} signatures can be confirmed.`];
  const rest = [...(bad > 0 ? [`${bad} not to be relied on`] : []), ...(open > 0 ? [`${open} not to be confirmed`] : [])];
  return [`${genuine} of ${all} signatures ${genuine === 1 ? 'is' : 'are'} genuine; ${rest.join(', ')}.`];
}

function qualified(signatures: readonly JudgedSignature[]): string {
  if (signatures.some(({ qualification }) => qualification === undefined)) return '';
  const count = signatures.filter(({ qualification }) => qualification?.word === 'QESIG' || qualification?.word === 'QESEAL').length;
  if (count === signatures.length) return ' and qualified';
  return count === 0 ? ', none of them qualified' : `, ${count} of them qualified`;
}
