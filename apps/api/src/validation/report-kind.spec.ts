import { describe, expect, it } from 'vitest';
import { RequestError } from '../http/problem.js';
import { reportKindOf } from './report-kind.js';

describe('which report is asked for', () => {
  it.each([
    ['', 'simple'],
    ['*/*', 'simple'],
    ['text/html', 'simple'],
    ['application/xml', 'etsi'],
    ['Application/XML; charset=utf-8', 'etsi'],
    ['application/vnd.sigillum.detailed+json', 'detailed'],
    ['application/json, application/xml', 'simple'],
    ['application/xml, application/json', 'etsi'],
    ['application/xml;q=0.5, application/json', 'simple'],
    ['application/json;q=0.2, application/xml;q=0.3', 'etsi'],
    ['application/xml;q=0', 'simple'],
    ['application/xml;q=much', 'simple'],
    ['constructor', 'simple'],
  ])('Accept %j: %s', (accept, kind) => {
    expect(reportKindOf(undefined, accept)).toBe(kind);
  });

  it('the query goes before Accept', () => {
    expect(reportKindOf('simple', 'application/xml')).toBe('simple');
    expect(reportKindOf('etsi', 'application/json')).toBe('etsi');
  });

  it('an unknown one is refused', () => {
    expect(() => reportKindOf('pdf')).toThrow(RequestError);
    expect(() => reportKindOf('')).toThrow('one of simple, detailed, etsi');
  });
});
