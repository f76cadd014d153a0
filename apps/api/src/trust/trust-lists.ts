import { Injectable } from '@nestjs/common';
import type { JobLists } from '../worker/job.js';
import { conditionOf, type ListInUse, listsInUse, type TrustCondition, type TrustState } from './trust-state.js';

/** The EU trusted lists of the service: authenticated once, in one place, and handed to the workers as they were stored. */
@Injectable()
export class TrustLists {
  constructor(readonly state: TrustState) {}

  /** For a worker, which reads a snapshot once and knows it by its id from then on. */
  get forJobs(): JobLists {
    const { state } = this;
    if (state.kind === 'loaded') return state.stored;
    return state.kind === 'refused' ? { refused: state.message } : state.kind;
  }

  condition(now: number): TrustCondition {
    return conditionOf(this.state, now);
  }

  get inUse(): readonly ListInUse[] {
    return listsInUse(this.state);
  }
}
