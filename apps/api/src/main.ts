import 'reflect-metadata';
import { createApp } from './app.js';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { createLog } from './http/log.js';
import { startMetricsServer } from './metrics/metrics-server.js';
import { metricsText } from './metrics/metrics-text.js';
import { OnlineStatus } from './online/online-status.js';
import { loadDemonstration, loadLists } from './trust/load-lists.js';
import { TrustLists } from './trust/trust-lists.js';
import { type ValidationWorkers, WORKERS } from './wiring.js';

try {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const lists = new TrustLists({
    operator: await loadLists(configuration, Date.now()),
    demonstration: await loadDemonstration(Date.now()),
  });
  const app = await createApp(configuration, lists, log);
  await app.listen(configuration.port, configuration.host);
  const url = await app.getUrl();
  if (configuration.metricsPort !== undefined) {
    const measured = () => ({
      waiting: app.get<ValidationWorkers>(WORKERS).waiting,
      online: app.get(OnlineStatus).now(),
      lists: lists.inUse,
      now: Date.now(),
    });
    const metrics = await startMetricsServer(configuration.metricsPort, configuration.host, () => metricsText(measured()));
    log.info({ metrics: metrics.url }, 'metrics');
  }
  process.on('SIGHUP', () => void lists.refreshNow());
  log.info(
    { url, workers: configuration.workers, anchors: configuration.anchors.length, trustLists: lists.condition(Date.now()) },
    'ready',
  );
  process.stderr.write(
    [
      '',
      `  Sigillum listens on ${url}   (API description: ${url}/docs)`,
      `  Certificates of your own: ${configuration.anchors.length > 0 ? 'those of SIGILLUM_ANCHORS' : 'none (SIGILLUM_ANCHORS)'}`,
      `  Online sources: ${configuration.online ? 'asked for issuers and revocation data that documents lack' : 'off (SIGILLUM_ONLINE)'}`,
      `  EU trusted lists: ${sentenceOn(lists.state)}`,
      '',
      '',
    ].join('\n'),
  );
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`sigillum: ${error.message}\n`);
  process.exitCode = 2;
}

function sentenceOn(state: TrustLists['state']): string {
  switch (state.kind) {
    case 'loaded':
      return `those of ${state.snapshot.trusted.length} countries (${state.snapshot.id.slice(0, 14)}…)`;
    case 'not-used':
      return 'not used, by SIGILLUM_TRUST_LISTS=none; nothing is said of qualification';
    case 'missing':
      return `none, ${state.why}; until then all is judged but qualification, and /health/ready is red (SIGILLUM_TRUST_LISTS)`;
    case 'refused':
      return `unusable, no document is judged: ${state.message}`;
  }
}
