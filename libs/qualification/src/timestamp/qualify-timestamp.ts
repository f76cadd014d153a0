import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { QualificationReason } from '../reason.js';
import { isGranted } from '../service/candidate.js';
import { type ListedService, stateAt } from '../service/listed-service.js';
import { SERVICE_TYPE } from '../vocabulary.js';

/** Whether a time-stamp is a qualified one; NA: no trusted list speaks of its certificate. */
export type TimestampWord = 'QTSA' | 'TSA' | 'NA';

export interface TimestampQualification {
  readonly word: TimestampWord;
  /** The service that made it so. */
  readonly service: ListedService | undefined;
  readonly reasons: readonly QualificationReason[];
}

/**
 * The qualification of a time-stamp from the services behind its certificate (`listedServices`): a service of type TSA/QTST granted both when it was made and when it is
 * first known to have existed (TS 119 615 PRO-4.7.4-04 to -06). Nothing is inherited from a CA/QC service.
 */
export function qualifyTimestamp(services: readonly ListedService[], genTime: Instant, existedAt: Instant): TimestampQualification {
  if (services.length === 0) {
    return { word: 'NA', service: undefined, reasons: [reason('TL_SERVICE_NOT_FOUND', 'No trusted list speaks of the time-stamp.')] };
  }
  const [service] = grantedAt(services, genTime);
  const missing = [genTime, existedAt].find((at) => grantedAt(services, at).length === 0);
  if (missing === undefined) return { word: 'QTSA', service, reasons: [] };
  const message = `No service of type TSA/QTST behind the time-stamp was granted at ${toRfc3339(missing)}.`;
  return { word: 'TSA', service: undefined, reasons: [reason('TL_SERVICE_NOT_TSA_QTST', message)] };
}

function grantedAt(services: readonly ListedService[], at: Instant): ListedService[] {
  return services.filter(({ service }) => {
    const state = stateAt(service, at);
    return state !== undefined && state.type === SERVICE_TYPE.qtst && state.unknownCritical.length === 0 && isGranted(state);
  });
}

function reason(code: QualificationReason['code'], message: string): QualificationReason {
  return { code, rule: 'TS 119 615 4.7.4', severity: 'error', message };
}
