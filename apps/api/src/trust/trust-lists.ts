import { Injectable } from '@nestjs/common';
import type { TrustSnapshot } from '@sigillum/tsl';
import { RequestError } from '../http/problem.js';
import type { JobLists, TrustSet } from '../worker/job.js';
import { conditionOf, type ListInUse, listsInUse, type TrustCondition, type TrustState } from './trust-state.js';

/** The trusted lists of the service: authenticated once, in one place, and handed to the workers as they were stored. */
@Injectable()
export class TrustLists {
  constructor(readonly states: Readonly<Record<TrustSet, TrustState>>) {}

  /** For a worker, which reads a snapshot once and knows it by its id from then on. */
  get forJobs(): Readonly<Record<TrustSet, JobLists>> {
    return { operator: jobListsOf(this.states.operator), demonstration: jobListsOf(this.states.demonstration) };
  }

  condition(now: number): TrustCondition {
    return conditionOf(this.states.operator, now);
  }

  get inUse(): readonly ListInUse[] {
    return listsInUse(this.states.operator);
  }

  /** For those who look into the lists. Throws `RequestError` where there are none. */
  snapshot(set: TrustSet): TrustSnapshot {
    const state = this.states[set];
    if (state.kind === 'loaded') return state.snapshot;
    if (state.kind === 'refused') throw new RequestError('TRUST_LISTS_UNUSABLE', state.message);
    throw new RequestError('NOT_FOUND', 'This service has no trusted lists (SIGILLUM_TRUST_LISTS).');
  }

  /** A snapshot that reports may name, as it is stored; undefined where it is not at hand. */
  stored(id: string): Uint8Array | undefined {
    const found = Object.values(this.states).find((state) => state.kind === 'loaded' && state.stored.id === id);
    return found?.kind === 'loaded' ? found.stored.bytes : undefined;
  }
}

function jobListsOf(state: TrustState): JobLists {
  if (state.kind === 'loaded') return state.stored;
  return state.kind === 'refused' ? { refused: state.message } : state.kind;
}
