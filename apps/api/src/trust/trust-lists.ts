import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { TrustSnapshot } from '@sigillum/tsl';
import { RequestError } from '../http/problem.js';
import type { JobLists, TrustSet } from '../worker/job.js';
import { conditionOf, type ListInUse, listsInUse, type TrustCondition, type TrustSource, type TrustState } from './trust-state.js';

/** The trusted lists of the service: authenticated once, in one place, and handed to the workers as they were stored. */
@Injectable()
export class TrustLists implements OnApplicationShutdown {
  constructor(private readonly sources: Readonly<Record<TrustSet, TrustSource>>) {}

  /** What the operator's set is now. */
  get state(): TrustState {
    return this.sources.operator.state();
  }

  /** For a worker, which reads a snapshot once and knows it by its id from then on. */
  get forJobs(): Readonly<Record<TrustSet, JobLists>> {
    return { operator: jobListsOf(this.state), demonstration: jobListsOf(this.sources.demonstration.state()) };
  }

  condition(now: number): TrustCondition {
    return conditionOf(this.state, now);
  }

  get inUse(): readonly ListInUse[] {
    return listsInUse(this.state);
  }

  /** For those who look into the lists. Throws `RequestError` where there are none. */
  snapshot(set: TrustSet): TrustSnapshot {
    const state = this.sources[set].state();
    if (state.kind === 'loaded') return state.snapshot;
    if (state.kind === 'refused') throw new RequestError('TRUST_LISTS_UNUSABLE', state.message);
    if (state.kind === 'missing') throw new RequestError('TRUST_LISTS_UNUSABLE', `There are no trusted lists: ${state.why}.`);
    throw new RequestError('NOT_FOUND', 'This service uses no trusted lists (SIGILLUM_TRUST_LISTS=none).');
  }

  /** A snapshot that reports may name, as it is stored; undefined where it is not at hand. */
  stored(id: string): Uint8Array | undefined {
    return this.sources.operator.stored(id) ?? this.sources.demonstration.stored(id);
  }

  /** How the operator's set is kept fresh; undefined where it is not. */
  refreshing(): object | undefined {
    return this.sources.operator.refreshing?.();
  }

  async refreshNow(): Promise<void> {
    await this.sources.operator.refreshNow?.();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sources.operator.close?.();
  }
}

function jobListsOf(state: TrustState): JobLists {
  if (state.kind === 'loaded') return state.stored;
  return state.kind === 'refused' ? { refused: state.message } : state.kind;
}
