/** One row of a decision table: if the condition holds, this is the answer. */
export interface DecisionRow<Facts, Answer> {
  /** Stable name of the row. */
  readonly id: string;
  /** Where the standard has it. */
  readonly clause: string;
  when(this: void, facts: Facts): boolean;
  readonly then: Answer;
}

/** The first row of the table that applies. Throws `RangeError` where a table has no row for the facts, which is an error in the table. */
export function decide<Facts, Answer>(table: readonly DecisionRow<Facts, Answer>[], facts: Facts): DecisionRow<Facts, Answer> {
  const row = table.find((one) => one.when(facts));
  if (row === undefined) throw new RangeError('A decision table has no row for these facts.');
  return row;
}

/** The condition of a last row. */
export const otherwise = (): boolean => true;
