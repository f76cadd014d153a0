import { Controller, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemDto } from '../http/problem.dto.js';
import { schemaOf } from '../http/published-schemas.js';
import { TRUST_FIELD, TRUST_QUERY } from '../trust/trust-query.js';
import { CONTENT_TYPES, reportKindOf, VALIDATION_REPORTS } from './report-kind.js';
import { ValidationService } from './validation.service.js';

@ApiTags('validation')
@Controller('v1/validations')
export class ValidationController {
  constructor(@Inject(ValidationService) private readonly validations: ValidationService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Validate the signatures of a document',
    description:
      'Answers 200 with a report whatever the verdict is: a bad signature is an answer. 4xx only where the document could not be looked at.',
  })
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['document'],
      properties: {
        document: { type: 'string', format: 'binary', description: 'The document; in JSON as base64' },
        detached: {
          type: 'array',
          items: { type: 'string', format: 'binary' },
          description: 'What a bare time-stamp covers (forms only)',
        },
        at: { type: 'string', format: 'date-time', description: 'Validate as of this moment' },
        trust: TRUST_FIELD,
        policy: {
          type: 'array',
          items: { type: 'string', example: 'ts-119-172-4' },
          description: 'Names of policies, or JSON that changes one (repeatable: one verdict each, from the same evidence)',
        },
      },
    },
  })
  @ApiQuery({ name: 'report', required: false, enum: [...VALIDATION_REPORTS] })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({
    schema: schemaOf('simple-report'),
    description:
      'The simple report (default), the detailed one, that of ETSI TS 119 102-2 as application/xml, or the evidence for POST /v1/replays',
  })
  @ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
  @ApiResponse({ status: 503, type: ProblemDto, description: 'The trusted lists of this service can not be used' })
  async validate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('report') report?: string,
    @Query('trust') trust?: string,
  ): Promise<string> {
    const kind = reportKindOf(report, request.headers.accept);
    const { body } = await this.validations.answer(request, 'validate', kind, { trust });
    void reply.type(CONTENT_TYPES[kind]);
    return body;
  }
}
