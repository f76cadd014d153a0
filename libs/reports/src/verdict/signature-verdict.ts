import type { Instant } from '@sigillum/encoding';
import { explainCode } from '../catalogue/catalogue.js';
import type { CatalogueEntry } from '../catalogue/entry.js';
import type { VERDICTS } from '../catalogue/facts/verdicts.js';
import type { JudgedSignature, SignatureQualification, ValidationResult } from '../result.js';
import { gapSentences, gapsOf, lacksList } from '../qualification/gaps.js';
import { moment } from '../wording.js';
import { decisiveEntry, decisiveReason, failsForChange, isOverAnother, refusedChanges, trustsNobody } from './decisive.js';

/** The seven verdicts for people; the catalogue has an entry for each. */
export type VerdictCode = keyof typeof VERDICTS;

/** A verdict in a few words, whole sentences and one thing to do. No text of the document is in it. */
export interface Verdict {
  readonly code: VerdictCode;
  readonly headline: string;
  /** Why, the most telling first. */
  readonly why: readonly string[];
  /** What the reader can do. */
  readonly next: string;
}

/** The first line of a verdict; `because` says more of what the words say. */
export interface Headline {
  readonly code: VerdictCode;
  readonly mark: '✔' | '!' | '✖' | '?' | '○';
  readonly words: string;
  readonly because?: string;
}

/** For the first line: by the decisive reason where it has a short name, else by sub-indication. */
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

const CHANGED = 'changed after signing';

/** Signature and seal have the same verdict, and each its own words. */
const QUALIFIED: Readonly<Partial<Record<SignatureQualification['word'], string>>> = {
  QESIG: 'Qualified signature',
  QESEAL: 'Qualified seal',
};

const CURRENT = { mark: '✔' } as const;
const OUTDATED = { mark: '!', because: 'by a trusted list that may be out of date' } as const;

/** Whether the lists make it a qualified signature or seal. */
export function isQualified(qualification: SignatureQualification | undefined): boolean {
  return qualification !== undefined && QUALIFIED[qualification.word] !== undefined;
}

/** The verdict on a signature in a few words; of a counter-signature they begin with that, since they are not about the document. */
export function headlineOf(judged: JudgedSignature, trust: ValidationResult['trust']): Headline {
  const headline = wordsOf(judged, trust);
  if (judged.signature.counterSignatureOf === undefined) return headline;
  const words = `Counter-signature: ${headline.words.charAt(0).toLowerCase()}${headline.words.slice(1)}`;
  return { ...headline, words, ...(isOverAnother(judged) ? { because: 'made for another signature' } : {}) };
}

function wordsOf(judged: JudgedSignature, trust: ValidationResult['trust']): Headline {
  const { indication, subIndication } = judged.conclusion;
  switch (indication) {
    case 'TOTAL-PASSED':
      return passed(judged);
    case 'TOTAL-FAILED': {
      const because = FAILED_BECAUSE[decisiveReason(judged)?.code ?? ''] ?? FAILED_BECAUSE[subIndication ?? ''] ?? 'proven bad';
      return { code: 'DO_NOT_RELY', mark: '✖', words: 'Do not rely on this', because: failsForChange(judged) ? CHANGED : because };
    }
    case 'INDETERMINATE':
      if (subIndication === 'NO_CERTIFICATE_CHAIN_FOUND') return unknownSigner(judged, trust);
      return {
        code: 'CANNOT_BE_CONFIRMED',
        mark: '?',
        words: subIndication === 'TRY_LATER' ? 'Cannot be confirmed yet' : 'Cannot be confirmed',
      };
  }
}

function passed(judged: JudgedSignature): Headline {
  // Only a policy that lets such changes pass comes here; whether they matter is for nobody but the reader to say.
  if (refusedChanges(judged).length > 0) return { code: 'CANNOT_BE_CONFIRMED', mark: '!', words: 'Genuine, but changed after signing' };
  if (judged.qualification === undefined) return genuine('whether it is qualified was not determined');
  const { word, certificate } = judged.qualification;
  const qualified = QUALIFIED[word];
  if (qualified !== undefined)
    return { code: 'QUALIFIED_SIGNATURE', words: qualified, ...(gapsOf(judged).length > 0 ? OUTDATED : CURRENT) };
  // Entries in conflict; where no list speaks of the certificate it is not a qualified one (TS 119 615 4.4), if all that may do so were asked.
  const contradictory = word === 'UNKNOWN_QC_QSCD' || (word === 'NA' && certificate !== undefined);
  if (contradictory || lacksList(judged)) return genuine('whether it is qualified cannot be told');
  return { code: 'GENUINE_SIGNATURE', mark: '✔', words: 'Genuine, but not qualified' };
}

function genuine(because: string): Headline {
  return { code: 'GENUINE_SIGNATURE', mark: '✔', words: 'Genuine', because };
}

function unknownSigner(judged: JudgedSignature, trust: ValidationResult['trust']): Headline {
  const lack = lackOf(judged, trust);
  if (lack !== undefined) return { code: 'CANNOT_JUDGE', mark: '!', words: 'We cannot judge', because: LACKS[lack] };
  const words = trust.trustLists === 'used' ? 'Signer not on a trusted list' : 'Signer not known to be trusted';
  return { code: 'SIGNER_NOT_TRUSTED', mark: '?', words };
}

const LACKS = {
  CANNOT_JUDGE: 'no trusted authority is at hand',
  TL_LIST_UNUSABLE: 'a trusted list could not be used',
} as const;

/** What is not at hand here to tell who the signer is, by the code that explains it; undefined where nothing is amiss with our trust. */
function lackOf(judged: JudgedSignature, trust: ValidationResult['trust']): keyof typeof LACKS | undefined {
  if (judged.conclusion.subIndication !== 'NO_CERTIFICATE_CHAIN_FOUND') return undefined;
  if (trustsNobody(trust)) return 'CANNOT_JUDGE';
  return lacksList(judged) ? 'TL_LIST_UNUSABLE' : undefined;
}

/** Why the verdict is what it is, in sentences of the catalogue. */
export function whySentences(judged: JudgedSignature, trust: ValidationResult['trust']): string[] {
  const { subIndication } = judged.conclusion;
  const lack = lackOf(judged, trust);
  if (lack !== undefined) return sentencesOf(lack);
  if (isChanged(judged)) return ['The document was changed after signing in a way that no later step may change it.'];
  if (subIndication !== undefined) return sentencesOf(decisiveEntry(judged, subIndication)?.code ?? subIndication);
  return [];
}

function sentencesOf(code: string): string[] {
  const entry = explainCode(code);
  return entry ? [`${entry.sentence} ${entry.why}`] : [];
}

/** Whether a later change decides, or would have to and the policy lets it pass. */
function isChanged(judged: JudgedSignature): boolean {
  return failsForChange(judged) || (judged.conclusion.indication === 'TOTAL-PASSED' && refusedChanges(judged).length > 0);
}

/** What the reader can do; undefined where nothing has to be done. */
export function nextStep(judged: JudgedSignature, { trust, validationTime }: ValidationResult): string | undefined {
  const { subIndication, data } = judged.conclusion;
  const lack = lackOf(judged, trust);
  if (lack !== undefined) return explainCode(lack)?.next;
  if (isChanged(judged)) return 'Do not rely on this copy; ask for the document as it was signed.';
  const due = data.retry?.flatMap(({ until }) => until ?? []) ?? [];
  if (due.length > 0) return whenDue(Math.max(...due), validationTime);
  if (subIndication !== undefined) return decisiveEntry(judged, subIndication)?.next;
  if (judged.qualification === undefined) return undefined;
  if (gapsOf(judged).length > 0) return explainCode('TL_LIST_UNUSABLE')?.next;
  const { word } = judged.qualification;
  return (QUALIFIED[word] === undefined ? qualificationEntry(judged.qualification) : explainCode('QUALIFIED_SIGNATURE'))?.next;
}

/** TRY_LATER: when the last of the missing answers is due. */
function whenDue(due: Instant, now: Instant): string {
  return due > now
    ? `Validate again after ${moment(due)}: newer data about withdrawal is due then.`
    : `Validate again with access to the network, or supply newer data about withdrawal; it was due at ${moment(due)}.`;
}

/** What the word of a qualification means; where no list speaks of the certificate, that, or that the one which may do so could not be asked. */
export function qualificationEntry(qualification: SignatureQualification): CatalogueEntry | undefined {
  if (lacksList({ qualification })) return explainCode('TL_LIST_UNUSABLE');
  return explainCode(qualification.certificate === undefined ? 'TL_SERVICE_NOT_FOUND' : qualification.word);
}

/** The verdict on one signature, in the words of the report for people. */
export function signatureVerdict(judged: JudgedSignature, result: ValidationResult): Verdict {
  const { code, words, because } = headlineOf(judged, result.trust);
  const { indication } = judged.conclusion;
  const why = whySentences(judged, result.trust);
  const meaning = indication === 'TOTAL-PASSED' && judged.qualification ? qualificationEntry(judged.qualification) : undefined;
  const otherwise = meaning ? [`${meaning.sentence} ${meaning.why}`] : sentencesOf(code);
  return {
    code,
    headline: because === undefined ? words : `${words}: ${because}`,
    why: [...(why.length > 0 ? why : otherwise), ...(indication === 'TOTAL-FAILED' ? [] : gapSentences(gapsOf(judged)))],
    next: nextStep(judged, result) ?? explainCode(code)?.next ?? '',
  };
}
