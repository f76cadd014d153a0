import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration.js';
import { RequestError } from '../http/problem.js';
import { OnlineStatus } from '../online/online-status.js';
import { TrustLists } from '../trust/trust-lists.js';
import { CONFIGURATION, type ValidationWorkers, WORKERS } from '../wiring.js';
import type { JobTask, ReportKind, ValidationAnswer } from '../worker/job.js';
import { discardAll, receive } from './receive.js';

export type Answer = Extract<ValidationAnswer, { readonly ok: true }>;

/** What an address may say beside the body. */
export interface Asked {
  readonly at?: string;
  readonly policies?: readonly string[];
  readonly trust?: string | undefined;
}

const PARTS = { validate: 'document', certificate: 'certificate', replay: 'evidence' } as const;

/** Beside what the operator allows: certificates are small, their chains too. */
const MOST_BYTES: Readonly<Record<JobTask, number>> = { validate: Infinity, certificate: 1024 * 1024, replay: Infinity };

/** Takes a request to disk, has a worker thread judge it, and gives the report; the event loop only moves bytes. */
@Injectable()
export class ValidationService implements OnApplicationShutdown {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKERS) private readonly workers: ValidationWorkers,
    @Inject(OnlineStatus) private readonly online: OnlineStatus,
    @Inject(TrustLists) private readonly lists: TrustLists,
  ) {}

  /** The report on a document, a certificate or saved evidence; `asked` is what the address says, for requests whose body has no room for it. */
  async answer(request: FastifyRequest, task: JobTask, report: ReportKind, asked: Asked = {}): Promise<Answer> {
    const { uploads, queue } = this.configuration;
    if (this.workers.waiting >= queue) throw new RequestError('OVERLOADED', 'All workers are busy and the queue is full.');
    const now = Date.now();
    const maxBytes = Math.min(this.configuration.maxDocumentBytes, MOST_BYTES[task]);
    const received = await receive(request, { folder: uploads, maxBytes, part: PARTS[task] });
    try {
      const { path } = received.upload;
      const { kind } = received;
      const detached = received.detached.map(({ upload, name }) => ({ path: upload.path, name }));
      const at = received.at ?? asked.at;
      const policies = [...received.policies, ...(asked.policies ?? [])];
      const trust = received.trust ?? asked.trust;
      const lists = this.lists.forJobs;
      const result = await this.workers.run({ task, path, detached, kind, maxBytes, at, policies, trust, now, report, lists });
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
      return result.value;
    } finally {
      await discardAll(received);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.workers.close();
  }
}
