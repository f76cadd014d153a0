import type { ListGap } from '@sigillum/qualification';
import type { JudgedSignature, SignatureQualification } from '../result.js';

/** Whether no list in use speaks of the certificate, and one that may do so could not be used: then nothing is known of what it is. */
export function lacksList({ qualification }: Pick<JudgedSignature, 'qualification'>): boolean {
  return qualification?.certificate === undefined && gapsOf({ qualification }).some(({ state }) => state === 'unusable');
}

/** What is wrong with the lists that a qualification rests on; nothing where none was asked. */
export function gapsOf({ qualification }: { readonly qualification?: SignatureQualification | undefined }): readonly ListGap[] {
  return qualification?.gaps ?? [];
}

/** Field by field. */
export function gapsForPrograms(gaps: readonly ListGap[]): ListGap[] {
  return gaps.map(({ territory, state, codes }) => ({ territory, state, codes }));
}

const STATES: Readonly<Record<ListGap['state'], string>> = {
  unusable: 'could not be used',
  stale: 'may not be the newest: it is past its next update, or stands in for one that was refused',
};

/** The same for people, in a sentence each. */
export function gapSentences(gaps: readonly ListGap[]): string[] {
  return gaps.map(({ territory, state }) => {
    const list = territory === 'EU' ? 'list of the trusted lists' : `trusted list of ${territory}`;
    return `The ${list} ${STATES[state]}.`;
  });
}
