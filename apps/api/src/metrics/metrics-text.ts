import type { ListInUse } from '../trust/trust-state.js';
import type { OnlineNews } from '../worker/job.js';

export interface Measured {
  /** Jobs that no worker was free for yet. */
  readonly waiting: number;
  readonly online: OnlineNews;
  readonly lists: readonly ListInUse[];
  /** Milliseconds. */
  readonly now: number;
}

/** The state of the service in the text format of Prometheus, version 0.0.4. */
export function metricsText({ waiting, online, lists, now }: Measured): string {
  const failures = Object.entries(online.failures).map(([why, count]) => `{reason="${why}"} ${count}`);
  return [
    ...metric('sigillum_validations_waiting', 'gauge', 'Validations that wait for a worker.', [` ${waiting}`]),
    ...metric('sigillum_online_requests_total', 'counter', 'Requests that went out to online sources.', [` ${online.requests}`]),
    ...metric('sigillum_online_cache_hits_total', 'counter', 'Answers of online sources out of the cache.', [` ${online.cacheHits}`]),
    ...metric('sigillum_online_failures_total', 'counter', 'What online sources did not give, by reason.', failures),
    ...metric('sigillum_online_hosts_resting', 'gauge', 'Hosts that failed and are left alone now.', [` ${online.resting.length}`]),
    ...listMetrics(lists, now),
    '',
  ].join('\n');
}

function listMetrics(lists: readonly ListInUse[], now: number): string[] {
  const each = (value: (list: ListInUse) => number | undefined): string[] =>
    lists.flatMap((list) => {
      const is = value(list);
      return is === undefined ? [] : [`{territory="${list.territory.replace(/[^A-Za-z]/g, '')}"} ${is}`];
    });
  const seconds = (time: number | undefined): number | undefined => (time === undefined ? undefined : Math.floor(time / 1000));
  const age = ({ issued }: ListInUse): number | undefined => seconds(issued === undefined ? undefined : now - issued);
  return [
    ...metric(
      'sigillum_trust_list_usable',
      'gauge',
      'Whether a list of the territory is in use; EU is the list of the lists.',
      each((list) => Number(list.usable)),
    ),
    ...metric('sigillum_trust_list_age_seconds', 'gauge', 'Since the list in use was issued.', each(age)),
    ...metric(
      'sigillum_trust_list_sequence_number',
      'gauge',
      'Of the list in use.',
      each((list) => list.sequenceNumber),
    ),
    ...metric(
      'sigillum_trust_list_next_update_seconds',
      'gauge',
      'When the next list is due, Unix time.',
      each((list) => seconds(list.nextUpdate)),
    ),
  ];
}

function metric(name: string, type: 'counter' | 'gauge', help: string, samples: readonly string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => name + sample)];
}
