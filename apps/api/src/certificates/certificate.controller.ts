import { Controller, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemDto } from '../http/problem.dto.js';
import { schemaOf } from '../http/published-schemas.js';
import { TRUST_FIELD, TRUST_QUERY } from '../trust/trust-query.js';
import { CONTENT_TYPES } from '../validation/report-kind.js';
import { ValidationService } from '../validation/validation.service.js';

@ApiTags('validation')
@Controller('v1/certificates/validations')
export class CertificateController {
  constructor(@Inject(ValidationService) private readonly validations: ValidationService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Validate a certificate',
    description:
      'Its chain, its revocation status, and what the EU trusted lists made of it at its issuance and make of it now. Answers 200 whatever the verdict is; 4xx only where ' +
      'there is no readable certificate.',
  })
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['certificate'],
      properties: {
        certificate: {
          type: 'string',
          format: 'binary',
          description:
            'PEM or DER, in JSON as base64; of several in one PEM text the first is judged, and the others may stand in its chain',
        },
        at: { type: 'string', format: 'date-time', description: 'Validate as of this moment' },
        tlsBinding: {
          type: 'string',
          format: 'binary',
          description: 'Beside a 2-QWAC: the binding that its web site serves (TS 119 411-5 annex B); in JSON as base64',
        },
        tlsCertificate: {
          type: 'string',
          format: 'binary',
          description: 'The TLS certificate that the binding is asked about; in JSON as base64',
        },
        trust: TRUST_FIELD,
        policy: { type: 'string', example: 'ts-119-172-4', description: 'Name of a policy, or JSON that changes one' },
      },
    },
  })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: schemaOf('certificate-report') })
  @ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
  @ApiResponse({ status: 503, type: ProblemDto, description: 'The trusted lists of this service can not be used' })
  async validate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('trust') trust?: string,
  ): Promise<string> {
    const { body } = await this.validations.answer(request, 'certificate', 'simple', { trust });
    void reply.type(CONTENT_TYPES.simple);
    return body;
  }
}
