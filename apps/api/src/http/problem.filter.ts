import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { CodedError } from '@sigillum/encoding';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problemOf } from './problem.js';

const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'REQUEST_MALFORMED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'DOCUMENT_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  503: 'SHUTTING_DOWN',
};

/** Turns everything that is thrown into `application/problem+json`; only known codes keep their text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request.id);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (problem.status === 429 || problem.status === 503) void reply.header('retry-after', '5');
    // What is left of a body that is too large is not read: the connection can't be used again.
    if (problem.status === 413) void reply.header('connection', 'close');
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof CodedError) return problemOf(String(error.code), error.message, requestId);
  if (error instanceof HttpException) return problemOf(HTTP_CODES[error.getStatus()] ?? 'INTERNAL', error.message, requestId);
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (code === 'ENOSPC') return problemOf('STORAGE_FULL', 'The disk for uploads is full; try again later.', requestId);
  if (statusCode !== undefined && statusCode < 500)
    return problemOf(HTTP_CODES[statusCode] ?? 'REQUEST_MALFORMED', message ?? '', requestId);
  return problemOf('INTERNAL', '', requestId);
}
