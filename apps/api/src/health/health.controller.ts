import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { access, constants } from 'node:fs/promises';
import type { Configuration } from '../configuration.js';
import { RequestError } from '../http/problem.js';
import { OnlineStatus } from '../online/online-status.js';
import { CONFIGURATION, type ValidationWorkers, WORKERS } from '../wiring.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKERS) private readonly workers: ValidationWorkers,
    @Inject(OnlineStatus) private readonly online: OnlineStatus,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Validations can be taken now' })
  async ready(): Promise<object> {
    const uploads = await access(this.configuration.uploads, constants.W_OK).then(
      () => 'ok',
      () => 'not writable',
    );
    const queue = this.workers.waiting < this.configuration.queue ? 'ok' : 'full';
    const trust = this.configuration.anchors.length > 0 ? 'own anchors' : 'none: signers can not be confirmed';
    const online = this.configuration.online ? this.online.now() : 'off';
    const state = { uploads, queue, waiting: this.workers.waiting, trust, trustLists: 'not supported by this version', online };
    if (uploads !== 'ok' || queue !== 'ok') throw new RequestError('NOT_READY', `uploads: ${uploads}, queue: ${queue}`);
    return { status: 'ok', ...state };
  }
}
