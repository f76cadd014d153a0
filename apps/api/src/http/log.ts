import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export type ServiceLog = Logger;

/** JSON lines on standard output; no bodies, no file names, no query strings. */
export function createLog(level: string): ServiceLog {
  return pino({ level, base: { service: 'sigillum-api' }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** The framework's own messages as lines of the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly to: ServiceLog) {}

  log(message: unknown): void {
    this.to.debug(String(message));
  }

  error(message: unknown, stack?: unknown): void {
    this.to.error({ stack }, String(message));
  }

  warn(message: unknown): void {
    this.to.warn(String(message));
  }
}
