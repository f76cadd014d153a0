import type { CheckResult } from '../conclusion.js';

/** The steps of a process as they are taken, each a check of the report. */
export interface StepLog {
  /** `clause` without the standard's name; `code` and `message` are kept where the step did not hold, the message also where it did. */
  add(step: string, clause: string, holds: boolean, code: string, message: string, evidence?: readonly string[]): void;
  checks(): readonly CheckResult[];
}

export function stepLog(process: string): StepLog {
  const taken: CheckResult[] = [];
  return {
    add(step, clause, holds, code, message, evidence = []) {
      const head = { id: `${process}.${step}`, clause: `EN 319 102-1 ${clause}`, severity: 'fail', message, evidence } as const;
      taken.push(holds ? { ...head, outcome: 'passed' } : { ...head, outcome: 'failed', code });
    },
    checks: () => taken,
  };
}
