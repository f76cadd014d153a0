import { expect, test } from 'vitest';
import { metricsText } from './metrics-text.js';

test('every metric has its type, and a failure its reason', () => {
  const online = { requests: 5, cacheHits: 7, failures: { blocked: 2, 'timed-out': 1 }, resting: ['a.example'] };
  const lines = metricsText({ waiting: 3, online }).split('\n');
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
    '',
  ]);
});
