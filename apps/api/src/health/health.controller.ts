import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { access, constants } from 'node:fs/promises';
import type { Configuration } from '../configuration.js';
import { ProblemDto } from '../http/problem.dto.js';
import { RequestError } from '../http/problem.js';
import { OnlineStatus } from '../online/online-status.js';
import { TrustLists } from '../trust/trust-lists.js';
import { CONFIGURATION, type ValidationWorkers, WORKERS } from '../wiring.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKERS) private readonly workers: ValidationWorkers,
    @Inject(OnlineStatus) private readonly online: OnlineStatus,
    @Inject(TrustLists) private readonly lists: TrustLists,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Validations can be taken now',
    description: 'Red where EU trusted lists are expected and none are usable, also where their list of the lists is past its next update.',
  })
  @ApiResponse({ status: 503, type: ProblemDto, description: 'application/problem+json; `detail` says why' })
  async ready(): Promise<object> {
    const uploads = await access(this.configuration.uploads, constants.W_OK).then(
      () => 'ok',
      () => 'not writable',
    );
    const queue = this.workers.waiting < this.configuration.queue ? 'ok' : 'full';
    const { problem, report } = this.lists.condition(Date.now());
    if (uploads !== 'ok' || queue !== 'ok' || problem !== undefined)
      throw new RequestError('NOT_READY', `uploads: ${uploads}; queue: ${queue}; EU trusted lists: ${problem ?? 'ok'}`);
    const refresh = this.lists.refreshing() ?? 'off';
    const anchors = this.configuration.anchors.length > 0 ? 'own' : 'none';
    const online = this.configuration.online ? this.online.now() : 'off';
    return { status: 'ok', uploads, queue, waiting: this.workers.waiting, anchors, trustLists: report, refresh, online };
  }
}
