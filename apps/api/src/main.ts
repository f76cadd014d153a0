import 'reflect-metadata';
import { createApp } from './app.js';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { createLog } from './http/log.js';
import { startMetricsServer } from './metrics/metrics-server.js';
import { metricsText } from './metrics/metrics-text.js';
import { OnlineStatus } from './online/online-status.js';
import { type ValidationWorkers, WORKERS } from './wiring.js';

try {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const app = await createApp(configuration, log);
  await app.listen(configuration.port, configuration.host);
  const url = await app.getUrl();
  if (configuration.metricsPort !== undefined) {
    const measured = () => ({ waiting: app.get<ValidationWorkers>(WORKERS).waiting, online: app.get(OnlineStatus).now() });
    const metrics = await startMetricsServer(configuration.metricsPort, configuration.host, () => metricsText(measured()));
    log.info({ metrics: metrics.url }, 'metrics');
  }
  log.info({ url, workers: configuration.workers, anchors: configuration.anchors.length }, 'ready');
  process.stderr.write(
    [
      '',
      `  Sigillum listens on ${url}   (API description: ${url}/docs)`,
      `  Trust: ${configuration.anchors.length > 0 ? 'the certificates of SIGILLUM_ANCHORS' : 'none (set SIGILLUM_ANCHORS); signers can not be confirmed'}`,
      `  Online sources: ${configuration.online ? 'asked for issuers and revocation data that documents lack' : 'off (SIGILLUM_ONLINE)'}`,
      '  EU trusted lists are not used by the service yet; the command `sigillum` takes saved ones.',
      '',
      '',
    ].join('\n'),
  );
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`sigillum: ${error.message}\n`);
  process.exitCode = 2;
}
