import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type TrustCountry, type TrustLookUp, type TrustOverview, toTrustCountry, toTrustOverview } from '@sigillum/reports';
import { euTerritory } from '@sigillum/tsl';
import { ProblemDto } from '../http/problem.dto.js';
import { schemaOf } from '../http/published-schemas.js';
import { RequestError } from '../http/problem.js';
import { trustSetOf } from '../worker/job-lists.js';
import { lookUp } from './look-up.js';
import { TrustLists } from './trust-lists.js';
import { TRUST_QUERY } from './trust-query.js';

@ApiTags('trust')
@Controller('v1/trust')
@ApiResponse({ status: '4XX', type: ProblemDto, description: 'application/problem+json' })
@ApiResponse({ status: 503, type: ProblemDto, description: 'The trusted lists of this service can not be used' })
export class TrustController {
  constructor(@Inject(TrustLists) private readonly lists: TrustLists) {}

  @Get()
  @ApiOperation({ summary: 'The trusted lists in use, each with its state and age' })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: schemaOf('trust-overview') })
  overview(@Query('trust') trust?: string): TrustOverview {
    return toTrustOverview(this.lists.snapshot(trustSetOf(trust)), Date.now());
  }

  @Get('lists/:country')
  @ApiOperation({ summary: "A country's list with all providers, services and their history" })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: schemaOf('trust-country') })
  country(@Param('country') country: string, @Query('trust') trust?: string): TrustCountry {
    const found = toTrustCountry(this.lists.snapshot(trustSetOf(trust)), euTerritory(country.toUpperCase()), Date.now());
    return found ?? notThere('The list of the lists knows no such country.');
  }

  @Get('lists/:country/providers/:provider')
  @ApiOperation({ summary: 'One provider of a country, by its place in the list (from 1)' })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: { type: 'object' } })
  provider(
    @Param('country') country: string,
    @Param('provider') provider: string,
    @Query('trust') trust?: string,
  ): TrustCountry['providers'][number] {
    return this.country(country, trust).providers[Number(provider) - 1] ?? notThere('The list has no such provider.');
  }

  @Get('lists/:country/providers/:provider/services/:service')
  @ApiOperation({ summary: 'One service of a provider with its history, by its place in the list (from 1)' })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: { type: 'object' } })
  service(
    @Param('country') country: string,
    @Param('provider') provider: string,
    @Param('service') service: string,
    @Query('trust') trust?: string,
  ): TrustCountry['providers'][number]['services'][number] {
    return this.provider(country, provider, trust).services[Number(service) - 1] ?? notThere('The provider has no such service.');
  }

  @Get('services')
  @ApiOperation({
    summary: 'What the lists say of a certificate, its issuer, or a name, at a moment',
    description: 'Says nothing of whether the certificate is valid or qualified: that is POST /v1/certificates/validations.',
  })
  @ApiQuery({ name: 'certificate', required: false, description: 'DER in base64 or base64url, or PEM' })
  @ApiQuery({ name: 'name', required: false, description: 'Part of the name of a service or provider' })
  @ApiQuery({ name: 'at', required: false, description: 'The moment; now unless given' })
  @ApiQuery(TRUST_QUERY)
  @ApiOkResponse({ schema: schemaOf('trust-look-up') })
  services(
    @Query('certificate') certificate?: string | string[],
    @Query('name') name?: string | string[],
    @Query('at') at?: string | string[],
    @Query('trust') trust?: string,
  ): TrustLookUp {
    return lookUp(this.lists.snapshot(trustSetOf(trust)), { certificate, name, at }, Date.now());
  }

  @Get('snapshots/:id')
  @Header('content-type', 'application/octet-stream')
  @ApiOperation({ summary: 'A snapshot that reports name, as it is stored' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  snapshot(@Param('id') id: string): StreamableFile {
    const bytes = this.lists.stored(id) ?? notThere('This service has no such snapshot any more.');
    return new StreamableFile(Uint8Array.from(bytes));
  }
}

function notThere(message: string): never {
  throw new RequestError('NOT_FOUND', message);
}
