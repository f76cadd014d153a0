import { describe, expect, it } from 'vitest';
import { listed, type MadeState, NOW, service } from '../spec-support/made-services.js';
import { SERVICE_TYPE, WITHDRAWN } from '../vocabulary.js';
import { qualifyTimestamp } from './qualify-timestamp.js';

const MADE = Date.UTC(2019, 0, 1);
const QTST: MadeState = { type: SERVICE_TYPE.qtst };
const of = (...states: MadeState[]) => [listed(service(...states))];
const summary = (services: ReturnType<typeof of>, made = MADE, seen = NOW): string => {
  const { word, reasons } = qualifyTimestamp(services, made, seen);
  return [word, ...reasons.map((one) => one.code)].join(' ');
};

describe('qualifyTimestamp (TS 119 615 4.7)', () => {
  it('asks for a granted TSA/QTST when it was made and when it is known to have existed', () => {
    expect(summary(of(QTST))).toBe('QTSA');
    expect(qualifyTimestamp(of(QTST), MADE, NOW).service?.provider.names).toEqual(['Listed Provider']);
    const between = Date.UTC(2020, 0, 1);
    expect(summary(of({ ...QTST, startingTime: between, status: WITHDRAWN }, QTST))).toBe('TSA TL_SERVICE_NOT_TSA_QTST');
    expect(summary(of({ ...QTST, startingTime: between, status: WITHDRAWN }, QTST), MADE, between - 1)).toBe('QTSA');
    expect(summary(of({ ...QTST, startingTime: between }))).toBe('TSA TL_SERVICE_NOT_TSA_QTST');
  });

  it('inherits nothing from a CA/QC service', () => {
    expect(summary(of({}))).toBe('TSA TL_SERVICE_NOT_TSA_QTST');
    expect(summary([...of({}), ...of(QTST)])).toBe('QTSA');
  });

  it('relies on no state with critical parts that are not known', () => {
    expect(summary(of({ ...QTST, unknownCritical: ['Odd'] }))).toBe('TSA TL_SERVICE_NOT_TSA_QTST');
  });

  it('says nothing where no list speaks of it', () => {
    expect(summary([])).toBe('NA TL_SERVICE_NOT_FOUND');
  });
});
