import type { CheckResult, Conclusion, Miss } from '../conclusion.js';

/** The steps of a process as they are taken, each a check of the report. */
export interface StepLog {
  /** `clause` without the standard's name; `code` is kept where the step did not hold. Returns whether it held. */
  add(step: string, clause: string, holds: boolean, code: string, message: string, evidence?: readonly string[]): boolean;
  /** Something that does not decide. */
  warn(step: string, clause: string, code: string, message: string, evidence?: readonly string[]): void;
  /** PASSED, or the miss, with the steps taken. */
  conclude(miss: Miss | undefined): Conclusion;
  checks(): readonly CheckResult[];
}

export function stepLog(process: string): StepLog {
  const taken: CheckResult[] = [];
  return {
    add(step, clause, holds, code, message, evidence = []) {
      const head = { id: `${process}.${step}`, clause: `EN 319 102-1 ${clause}`, severity: 'fail', message, evidence } as const;
      taken.push(holds ? { ...head, outcome: 'passed' } : { ...head, outcome: 'failed', code });
      return holds;
    },
    warn(step, clause, code, message, evidence = []) {
      const id = `${process}.${step}`;
      taken.push({ id, clause: `EN 319 102-1 ${clause}`, severity: 'warn', outcome: 'failed', code, message, evidence });
    },
    conclude(miss) {
      return miss === undefined
        ? { indication: 'PASSED', checks: taken }
        : miss.indication === 'FAILED'
          ? { indication: 'FAILED', subIndication: miss.subIndication, checks: taken }
          : { indication: 'INDETERMINATE', subIndication: miss.subIndication, checks: taken };
    },
    checks: () => taken,
  };
}
