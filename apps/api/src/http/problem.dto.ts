import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** RFC 9457 problem details. */
export class ProblemDto {
  @ApiProperty({ example: 'urn:sigillum:problem:pdf-encrypted' })
  type!: string;

  @ApiProperty({ example: 'The PDF is encrypted' })
  title!: string;

  @ApiProperty({ example: 422 })
  status!: number;

  @ApiProperty({ example: 'PDF_ENCRYPTED', description: 'Stable' })
  code!: string;

  @ApiProperty()
  detail!: string;

  @ApiPropertyOptional({ description: 'What to do about it', example: 'Ask the sender for a signed copy without a password.' })
  next?: string;

  @ApiPropertyOptional()
  requestId?: string;
}
