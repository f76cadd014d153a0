import { Controller, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemDto } from '../http/problem.dto.js';
import { schemaOf } from '../http/published-schemas.js';
import { CONTENT_TYPES, REPLAY_REPORTS, reportKindOf } from '../validation/report-kind.js';
import { ValidationService } from '../validation/validation.service.js';

@ApiTags('validation')
@Controller('v1/replays')
export class ReplayController {
  constructor(@Inject(ValidationService) private readonly validations: ValidationService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Draw a verdict again out of saved evidence',
    description:
      'Takes what POST /v1/validations?report=evidence or sigillum validate --save-evidence gave, and asks nobody. The header Sigillum-Replay says whether the ' +
      'verdict is the `same` as then or `different`. Whoever can write such a file can write what it says: a verdict out of it is as good as where it is from.',
  })
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        evidence: { type: 'string', format: 'binary', description: 'The saved evidence; in JSON it is the body itself' },
        at: { type: 'string', format: 'date-time', description: 'Ask anew, as of this moment' },
        policy: { type: 'array', items: { type: 'string' }, description: 'Ask anew, under this policy (repeatable)' },
      },
    },
  })
  @ApiQuery({ name: 'report', required: false, enum: [...REPLAY_REPORTS] })
  @ApiQuery({ name: 'at', required: false, description: 'As the field of the form' })
  @ApiQuery({ name: 'policy', required: false, isArray: true, type: String, description: 'As the field of the form' })
  @ApiOkResponse({
    schema: schemaOf('simple-report'),
    description: 'The report as of POST /v1/validations, or `comparison`: what differs from then',
  })
  @ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
  async replay(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('report') report?: string,
    @Query('at') at?: string,
    @Query('policy') policy?: string | string[],
  ): Promise<string> {
    const kind = reportKindOf(report, request.headers.accept, REPLAY_REPORTS);
    const policies = policy === undefined ? [] : [policy].flat();
    const { body, same } = await this.validations.answer(request, 'replay', kind, { ...(at !== undefined && { at }), policies });
    void reply.type(CONTENT_TYPES[kind]).header('sigillum-replay', same ? 'same' : 'different');
    return body;
  }
}
