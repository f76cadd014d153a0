import 'reflect-metadata';
import { createApp } from './app.js';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { createLog } from './http/log.js';

try {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const app = await createApp(configuration, log);
  await app.listen(configuration.port, configuration.host);
  const url = await app.getUrl();
  log.info({ url, workers: configuration.workers, anchors: configuration.anchors.length }, 'ready');
  process.stderr.write(
    [
      '',
      `  Sigillum listens on ${url}   (API description: ${url}/docs)`,
      `  Trust: ${configuration.anchors.length > 0 ? 'the certificates of SIGILLUM_ANCHORS' : 'none (set SIGILLUM_ANCHORS); signers can not be confirmed'}`,
      `  Online sources: ${configuration.online ? 'asked for issuers and revocation data that documents lack' : 'off (SIGILLUM_ONLINE)'}`,
      '  EU trusted lists are not part of this version.',
      '',
      '',
    ].join('\n'),
  );
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`sigillum: ${error.message}\n`);
  process.exitCode = 2;
}
