import { type DynamicModule, Module } from '@nestjs/common';
import { CertificateController } from './certificates/certificate.controller.js';
import type { Configuration } from './configuration.js';
import { DemonstrationController } from './demonstration/demonstration.controller.js';
import { HealthController } from './health/health.controller.js';
import { ReplayController } from './replay/replay.controller.js';
import { ValidationController } from './validation/validation.controller.js';
import { ValidationService } from './validation/validation.service.js';
import { OnlineStatus } from './online/online-status.js';
import { TrustController } from './trust/trust.controller.js';
import { TrustLists } from './trust/trust-lists.js';
import { CONFIGURATION, type ValidationWorkers, WORKERS } from './wiring.js';

@Module({})
export class AppModule {
  static with(configuration: Configuration, workers: ValidationWorkers, lists: TrustLists): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        ValidationController,
        CertificateController,
        ReplayController,
        TrustController,
        DemonstrationController,
        HealthController,
      ],
      providers: [
        ValidationService,
        OnlineStatus,
        { provide: CONFIGURATION, useValue: configuration },
        { provide: WORKERS, useValue: workers },
        { provide: TrustLists, useValue: lists },
      ],
    };
  }
}
