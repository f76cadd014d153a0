import { expect, test } from 'vitest';
import { metricsText } from './metrics-text.js';

test('every metric has its type, and a failure its reason', () => {
  const online = { requests: 5, cacheHits: 7, failures: { blocked: 2, 'timed-out': 1 }, resting: ['a.example'] };
  const now = Date.UTC(2026, 0, 11);
  const lists = [
    { territory: 'AT', usable: true, sequenceNumber: 7, issued: Date.UTC(2026, 0, 1), nextUpdate: Date.UTC(2026, 5, 1) },
    { territory: 'X"} 1', usable: false },
  ];
  const lines = metricsText({ waiting: 3, online, lists, now }).split('\n');
  expect(lines.filter((line) => !line.startsWith('# HELP'))).toEqual([
    '# TYPE sigillum_validations_waiting gauge',
    'sigillum_validations_waiting 3',
    '# TYPE sigillum_online_requests_total counter',
    'sigillum_online_requests_total 5',
    '# TYPE sigillum_online_cache_hits_total counter',
    'sigillum_online_cache_hits_total 7',
    '# TYPE sigillum_online_failures_total counter',
    'sigillum_online_failures_total{reason="blocked"} 2',
    'sigillum_online_failures_total{reason="timed-out"} 1',
    '# TYPE sigillum_online_hosts_resting gauge',
    'sigillum_online_hosts_resting 1',
    '# TYPE sigillum_trust_list_usable gauge',
    'sigillum_trust_list_usable{territory="AT"} 1',
    'sigillum_trust_list_usable{territory="X"} 0',
    '# TYPE sigillum_trust_list_age_seconds gauge',
    'sigillum_trust_list_age_seconds{territory="AT"} 864000',
    '# TYPE sigillum_trust_list_sequence_number gauge',
    'sigillum_trust_list_sequence_number{territory="AT"} 7',
    '# TYPE sigillum_trust_list_next_update_seconds gauge',
    'sigillum_trust_list_next_update_seconds{territory="AT"} 1780272000',
    '',
  ]);
});
