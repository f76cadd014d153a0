import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ReasonDto {
  @ApiProperty({ description: 'Stable', example: 'NO_CERTIFICATE_CHAIN_FOUND' })
  code!: string;

  @ApiProperty()
  message!: string;
}

class CoverageDto {
  @ApiProperty()
  wholeDocument!: boolean;

  @ApiProperty()
  text!: string;
}

class ChangeDto {
  @ApiProperty({ example: 'form-fill' })
  class!: string;

  @ApiProperty()
  revision!: number;

  @ApiPropertyOptional()
  object?: number;

  @ApiPropertyOptional()
  page?: number;

  @ApiPropertyOptional()
  field?: string;

  @ApiProperty({ description: 'Whether a later step may do this' })
  allowed!: boolean;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  message!: string;
}

class SignatureDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: 'PAdES-BASELINE-B' })
  level!: string;

  @ApiProperty({ enum: ['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'] })
  indication!: string;

  @ApiProperty({ type: String, nullable: true, example: 'HASH_FAILURE' })
  subIndication!: string | null;

  @ApiProperty({ type: [ReasonDto], description: 'All of them, the decisive first' })
  reasons!: ReasonDto[];

  @ApiProperty({ example: 'NA' })
  qualification!: string;

  @ApiProperty({ format: 'date-time' })
  bestSignatureTime!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  claimedSigningTime!: string | null;

  @ApiProperty({ type: String, nullable: true })
  signedBy!: string | null;

  @ApiProperty({ description: 'Every digest and the signature value hold' })
  intact!: boolean;

  @ApiProperty()
  label!: string;

  @ApiPropertyOptional({ description: 'Id of the signature whose value this one is over' })
  counterSignatureOf?: string;

  @ApiProperty({ type: CoverageDto })
  coverage!: CoverageDto;

  @ApiProperty({ type: [ChangeDto], description: 'What later revisions changed' })
  changesAfter!: ChangeDto[];
}

class PolicyDto {
  @ApiProperty({ example: 'ts-119-172-4' })
  name!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty({ description: 'SHA-256 over the policy as canonical JSON, in hex' })
  digest!: string;
}

/** The simple report as the API description shows it. */
export class SimpleReportDto {
  @ApiProperty({ description: 'The exit status that the command line would give' })
  exitCode!: number;

  @ApiProperty({ type: PolicyDto })
  policy!: PolicyDto;

  @ApiProperty({ type: [SignatureDto] })
  signatures!: SignatureDto[];

  @ApiPropertyOptional({ type: () => [SimpleReportDto], description: 'The same under further policies, where several were sent' })
  otherPolicies?: SimpleReportDto[];
}
