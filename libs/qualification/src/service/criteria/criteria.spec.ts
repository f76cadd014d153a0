import type { CriteriaList } from '@sigillum/tsl';
import { describe, expect, it } from 'vitest';
import { ALWAYS, made } from '../../spec-support/made-services.js';
import { CRITERIA, matchesCriteria, unknownCriteria } from './criteria.js';

// Key usage nonRepudiation, policy 1.2.3, QcCompliance, subject CN, O, C, purpose 1.3.6.1.5.5.7.3.36.
const certificate = made({ compliance: true, policies: ['1.2.3'], profile: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'] } });
const bits = (...wanted: readonly (readonly [bit: string, value: boolean])[]) => wanted.map(([bit, value]) => ({ bit, value }));
const matches = (list: Partial<CriteriaList>): boolean => matchesCriteria({ ...ALWAYS, ...list }, certificate);

describe('criteria (TS 119 612 5.5.9.2.2)', () => {
  it.each<[Partial<CriteriaList>, boolean]>([
    [{}, true],
    [{ assert: 'none' }, true],
    [{ assert: 'atLeastOne' }, false],
    [{ keyUsage: [bits(['nonRepudiation', true], ['digitalSignature', false])] }, true],
    [{ keyUsage: [bits(['nonRepudiation', true], ['crlSign', true])] }, false],
    [{ keyUsage: [bits(['crlSign', false])] }, true],
    [{ assert: 'atLeastOne', keyUsage: [bits(['digitalSignature', true]), bits(['nonRepudiation', true])] }, true],
    [{ policySets: [['1.2.3']] }, true],
    [{ policySets: [['1.2.3', '1.2.4']] }, false],
    [{ assert: 'none', policySets: [['1.2.4']] }, true],
    [{ assert: 'none', policySets: [['1.2.3']] }, false],
    [{ extendedKeyUsage: [['1.3.6.1.5.5.7.3.36']] }, true],
    [{ extendedKeyUsage: [['1.3.6.1.5.5.7.3.8']] }, false],
    [{ subjectAttributes: [['2.5.4.3', '2.5.4.10']] }, true],
    [{ subjectAttributes: [['2.5.4.65']] }, false],
    [{ qcStatements: [[{ oid: '0.4.0.1862.1.1' }]] }, true],
    [{ qcStatements: [[{ oid: '0.4.0.1862.1.4' }]] }, false],
    [{ lists: [{ ...ALWAYS, assert: 'none', policySets: [['1.2.3']] }] }, false],
    [{ policySets: [['1.2.3']], lists: [{ ...ALWAYS, assert: 'atLeastOne', policySets: [['1.2.3'], ['1.2.4']] }] }, true],
    [{ assert: 'atLeastOne', policySets: [['1.2.4']], lists: [{ ...ALWAYS, policySets: [['1.2.3']] }] }, true],
  ])('%j is %j', (list, expected) => {
    expect(matches(list)).toBe(expected);
  });

  it('asks a certificate without an extension and finds nothing there', () => {
    const bare = made({ profile: { keyUsage: false } });
    expect(matchesCriteria({ ...ALWAYS, keyUsage: [bits(['nonRepudiation', false])] }, bare)).toBe(true);
    expect(matchesCriteria({ ...ALWAYS, policySets: [['1.2.3']] }, bare)).toBe(false);
    expect(matchesCriteria({ ...ALWAYS, qcStatements: [[{ oid: '0.4.0.1862.1.1' }]] }, bare)).toBe(false);
  });

  it('names what it does not know, however deep', () => {
    const deep = { ...ALWAYS, unknown: ['A'], lists: [{ ...ALWAYS, lists: [{ ...ALWAYS, unknown: ['B'] }] }] };
    expect(unknownCriteria(deep)).toEqual(['A', 'B']);
    expect(unknownCriteria({ ...ALWAYS, keyUsage: [bits(['contentCommitment', true])] })).toEqual(['KeyUsage contentCommitment']);
  });

  it('has a row for every kind of criterion of a list', () => {
    expect(CRITERIA.length).toBe(Object.keys(ALWAYS).length - 2);
  });
});
