import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDto } from '../http/problem.dto.js';
import { RequestError } from '../http/problem.js';
import { demonstrationDocument, demonstrationDocuments } from './demonstration.js';

class DocumentDto {
  @ApiProperty({ example: 'qualified-signature' })
  name!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'What it shows' })
  about!: string;

  @ApiProperty({ example: '/v1/demonstration/qualified-signature' })
  href!: string;
}

class DemonstrationDto {
  @ApiProperty({ type: [DocumentDto] })
  documents!: readonly DocumentDto[];
}

@ApiTags('demonstration')
@Controller('v1/demonstration')
export class DemonstrationController {
  @Get()
  @ApiOperation({
    summary: 'Example documents, signed by nobody real',
    description: 'Send one of them to POST /v1/validations?trust=demonstration. Under any other trust nobody knows their signers.',
  })
  @ApiOkResponse({ type: DemonstrationDto })
  list(): DemonstrationDto {
    const documents = demonstrationDocuments().map(({ name, title, about }) => ({ name, title, about, href: `/v1/demonstration/${name}` }));
    return { documents };
  }

  @Get(':name')
  @Header('content-type', 'application/pdf')
  @ApiOperation({ summary: 'One of the example documents' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
  document(@Param('name') name: string): StreamableFile {
    const bytes = demonstrationDocument(name);
    if (!bytes) throw new RequestError('NOT_FOUND', 'There is no such example; GET /v1/demonstration lists them.');
    return new StreamableFile(bytes, { disposition: `inline; filename="${name}.pdf"` });
  }
}
