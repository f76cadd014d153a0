import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration.js';
import { RequestError } from '../http/problem.js';
import { OnlineStatus } from '../online/online-status.js';
import { CONFIGURATION, type ValidationWorkers, WORKERS } from '../wiring.js';
import type { ReportKind } from './job.js';
import { receive } from './receive.js';

/** Takes a request to disk, has a worker thread judge it, and gives the report; the event loop only moves bytes. */
@Injectable()
export class ValidationService implements OnApplicationShutdown {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKERS) private readonly workers: ValidationWorkers,
    @Inject(OnlineStatus) private readonly online: OnlineStatus,
  ) {}

  async validate(request: FastifyRequest, report: ReportKind): Promise<string> {
    const { maxDocumentBytes, uploads, queue } = this.configuration;
    if (this.workers.waiting >= queue)
      throw new RequestError('OVERLOADED', 'All workers are busy and the queue is full; try again in a few seconds.');
    const now = Date.now();
    const received = await receive(request, { folder: uploads, maxDocumentBytes });
    try {
      const { path } = received.upload;
      const { kind, at, policy } = received;
      const result = await this.workers.run({ path, kind, maxDocumentBytes, at, policy, now, report });
      if (!result.ok) {
        if (result.failure === 'timed-out')
          throw new RequestError(
            'TIME_LIMIT_EXCEEDED',
            `The validation took more than ${this.configuration.timeout} seconds and was ended.`,
          );
        if (result.failure === 'out-of-memory')
          throw new RequestError('LIMIT_EXCEEDED', 'The document needs more memory than one validation may take.');
        throw new Error('a validation worker crashed');
      }
      if (result.value.online) this.online.add(result.value.online);
      if (!result.value.ok) throw new RequestError(result.value.code, result.value.message);
      return result.value.body;
    } finally {
      await received.upload.discard();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.workers.close();
  }
}
