import { Controller, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RequestError } from '../http/problem.js';
import { ProblemDto } from '../http/problem.dto.js';
import type { ReportKind } from './job.js';
import { SimpleReportDto } from './simple-report.dto.js';
import { ValidationService } from './validation.service.js';

const DETAILED = 'application/vnd.sigillum.detailed+json';

@ApiTags('validation')
@Controller('v1/validations')
export class ValidationController {
  constructor(@Inject(ValidationService) private readonly validations: ValidationService) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
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
        at: { type: 'string', format: 'date-time', description: 'Validate as of this moment' },
        policy: { type: 'string', enum: ['ts-119-172-4', 'dss-compatible'] },
      },
    },
  })
  @ApiQuery({ name: 'report', required: false, enum: ['simple', 'detailed'] })
  @ApiOkResponse({ type: SimpleReportDto, description: 'The simple report (default), or the detailed one' })
  @ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
  validate(@Req() request: FastifyRequest, @Query('report') report?: string): Promise<string> {
    return this.validations.validate(request, reportOf(report, request.headers.accept));
  }
}

function reportOf(query: string | undefined, accept: string | undefined): ReportKind {
  if (query === undefined) return accept?.includes(DETAILED) ? 'detailed' : 'simple';
  if (query === 'simple' || query === 'detailed') return query;
  throw new RequestError('PARAMETER_INVALID', 'report: "simple" or "detailed" is expected.');
}
