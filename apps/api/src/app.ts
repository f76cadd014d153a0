import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AppModule } from './app.module.js';
import type { Configuration } from './configuration.js';
import { NestLog, type ServiceLog } from './http/log.js';
import { ProblemFilter } from './http/problem.filter.js';
import { publishedSchemas } from './http/published-schemas.js';
import { serveWebPage } from './http/web-page.js';
import type { TrustLists } from './trust/trust-lists.js';
import { version } from './version.js';
import { createValidationWorkers } from './wiring.js';

/** An id from a proxy in front is kept if it is harmless in a log. */
const SAFE_ID = /^[A-Za-z0-9._-]{1,64}$/;

function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID();
}

/** The service, ready to listen. */
export async function createApp(configuration: Configuration, lists: TrustLists, log: ServiceLog): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    genReqId: requestId,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    // A kept connection would hold the process until the client lets go of it.
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const [path] = request.url.split('?');
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, path, status: reply.statusCode, milliseconds }, 'request');
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(configuration, createValidationWorkers(configuration), lists),
    adapter,
    {
      logger: new NestLog(log),
      bodyParser: false,
    },
  );
  // A JSON body is streamed to disk as it is: parsing 100 MB of it here would block every other request.
  fastify.addContentTypeParser(['application/json', 'application/vnd.sigillum.evidence+json'], (_request, payload, done) =>
    done(null, payload),
  );
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], upgradeInsecureRequests: null },
    },
  });
  await app.register(multipart);
  await serveWebPage(app);
  app.useGlobalFilters(new ProblemFilter());
  const description = new DocumentBuilder()
    .setTitle('Sigillum')
    .setDescription('Checks electronic signatures and seals (EN 319 102-1).')
    .setVersion(version())
    .setOpenAPIVersion('3.1.0')
    .build();
  SwaggerModule.setup('docs', app, () => withPublishedSchemas(SwaggerModule.createDocument(app, description)), {
    jsonDocumentUrl: 'docs-json',
  });
  // SIGHUP has the trusted lists asked for
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  return app;
}

function withPublishedSchemas(description: OpenAPIObject): OpenAPIObject {
  return {
    ...description,
    components: { ...description.components, schemas: { ...description.components?.schemas, ...publishedSchemas() } },
  };
}
