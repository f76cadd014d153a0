/** What a command tells the shell; one number for one document, the worst of several (README, `sigillum help`). */
export const EXIT = {
  passed: 0,
  failed: 1,
  usage: 2,
  undecided: 3,
  noSignature: 4,
  belowRequirement: 5,
  trustDataMissing: 6,
  unreadable: 7,
  serviceFailed: 8,
  interrupted: 130,
} as const;

const WORST_FIRST: readonly number[] = [130, 2, 1, 7, 6, 8, 3, 5, 4, 0];

/** The worst of several statuses; 0 for none. */
export function worstOf(statuses: readonly number[]): number {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? EXIT.passed;
}
