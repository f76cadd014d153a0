import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class CertificateReasonDto {
  @ApiProperty({
    enum: ['chain', 'issuance', 'validation'],
    description: 'What it is about: the chain, or the qualification at one of the times',
  })
  about!: string;

  @ApiProperty({ description: 'Stable', example: 'CHAIN_NOT_FOUND' })
  code!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ example: 'fail' })
  severity!: string;
}

/** The report on a certificate as the API description shows it. */
export class CertificateReportDto {
  @ApiProperty({ description: 'The exit status that the command line would give' })
  exitCode!: number;

  @ApiPropertyOptional({ enum: ['PASSED', 'FAILED', 'INDETERMINATE'] })
  indication?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'REVOKED_NO_POE' })
  subIndication?: string | null;

  @ApiPropertyOptional({ example: 'QCERT_FOR_ESIG_QSCD', description: 'What it was when its validity began, in the words of EU DSS' })
  qualificationAtIssuance?: string;

  @ApiPropertyOptional({ example: 'QCERT_FOR_ESIG_QSCD', description: 'What it is at validation time' })
  qualificationAtValidation?: string;

  @ApiPropertyOptional({ enum: ['QSCD_YES', 'QSCD_NO', 'QSCD_INDETERMINATE'], description: 'Whether its key is in a qualified device' })
  qscd?: string;

  @ApiProperty({ type: [CertificateReasonDto], description: 'Those about the chain first, the decisive one before all others' })
  reasons!: CertificateReasonDto[];
}
