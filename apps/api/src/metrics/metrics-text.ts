import type { OnlineNews } from '../validation/job.js';

export interface Measured {
  /** Jobs that no worker was free for yet. */
  readonly waiting: number;
  readonly online: OnlineNews;
}

/** The state of the service in the text format of Prometheus, version 0.0.4. */
export function metricsText({ waiting, online }: Measured): string {
  const failures = Object.entries(online.failures).map(([why, count]) => `{reason="${why}"} ${count}`);
  return [
    ...metric('sigillum_validations_waiting', 'gauge', 'Validations that wait for a worker.', [` ${waiting}`]),
    ...metric('sigillum_online_requests_total', 'counter', 'Requests that went out to online sources.', [` ${online.requests}`]),
    ...metric('sigillum_online_cache_hits_total', 'counter', 'Answers of online sources out of the cache.', [` ${online.cacheHits}`]),
    ...metric('sigillum_online_failures_total', 'counter', 'What online sources did not give, by reason.', failures),
    ...metric('sigillum_online_hosts_resting', 'gauge', 'Hosts that failed and are left alone now.', [` ${online.resting.length}`]),
    '',
  ].join('\n');
}

function metric(name: string, type: 'counter' | 'gauge', help: string, samples: readonly string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => name + sample)];
}
