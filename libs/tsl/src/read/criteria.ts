import { XADES, type XmlElement } from '@sigillum/containers/xml';

import type { CriteriaAssertion, CriteriaList, QcStatementCriterion, QualificationElement } from '../types.js';
import { broken, one, optional, SIE, textOf, TSLX } from './values.js';

const ASSERTIONS: readonly string[] = ['all', 'atLeastOne', 'none'] satisfies CriteriaAssertion[];

/** A Qualifications extension (TS 119 612 5.5.9.2). */
export function readQualifications(extension: XmlElement, critical: boolean): QualificationElement[] {
  return extension.all('QualificationElement', SIE).map((element) => ({
    qualifiers: one(element, 'Qualifiers', SIE)
      .all('Qualifier', SIE)
      .map((qualifier) => qualifier.attribute('uri') ?? ''),
    criteria: readCriteria(one(element, 'CriteriaList', SIE)),
    ...(critical && { critical }),
  }));
}

/** A criteria list, with those inside it; what is not known is named. */
export function readCriteria(element: XmlElement): CriteriaList {
  const assert = element.attribute('assert');
  const others = element.all('otherCriteriaList', SIE).flatMap((list) => list.children);
  const known = new Set(['KeyUsage', 'PolicySet', 'CriteriaList', 'Description', 'otherCriteriaList']);
  const unknown = element.children.filter((child) => child.namespace !== SIE || !known.has(child.name));
  const readable = others.filter(isKnownCriterion);
  return {
    assert: isAssertion(assert) ? assert : 'all',
    keyUsage: element.all('KeyUsage', SIE).map(readKeyUsage),
    policySets: element.all('PolicySet', SIE).map((set) => identifiers(set.all('PolicyIdentifier', SIE))),
    lists: element.all('CriteriaList', SIE).map(readCriteria),
    extendedKeyUsage: named(readable, 'ExtendedKeyUsage').map((usage) => identifiers(usage.all('KeyPurposeId', TSLX))),
    subjectAttributes: named(readable, 'CertSubjectDNAttribute').map((names) => identifiers(names.all('AttributeOID', TSLX))),
    qcStatements: named(readable, 'QcStatementSet').map((set) => set.children.map(readQcStatement)),
    unknown: [
      ...emptyCriteria(element, readable),
      ...(isAssertion(assert) ? [] : [`assert=${assert ?? ''}`]),
      ...[...unknown, ...others.filter((criterion) => !isKnownCriterion(criterion))].map(({ name }) => name),
    ],
  };
}

/** A criterion that asks for nothing would be met by everything; the schema does not allow it. */
function emptyCriteria(element: XmlElement, others: readonly XmlElement[]): string[] {
  const criteria = [...element.all('KeyUsage', SIE), ...element.all('PolicySet', SIE), ...others];
  return criteria.filter(({ children }) => children.length === 0).map(({ name }) => `empty ${name}`);
}

function isAssertion(value: string | undefined): value is CriteriaAssertion {
  return value !== undefined && ASSERTIONS.includes(value);
}

function isKnownCriterion({ name, namespace, children }: XmlElement): boolean {
  if (name === 'QcStatementSet') return children.every(isKnownQcStatement);
  return namespace === TSLX && (name === 'ExtendedKeyUsage' || name === 'CertSubjectDNAttribute');
}

/** One identifier, and at most one thing that the statement has to say. */
function isKnownQcStatement({ name, children }: XmlElement): boolean {
  const [id, info, ...others] = children;
  if (name !== 'QcStatement' || id?.name !== 'QcStatementId' || others.length > 0) return false;
  if (info === undefined) return true;
  const [said, ...more] = info.children;
  return info.name === 'QcStatementInfo' && more.length === 0 && (said?.name === 'QcType' || said?.name === 'QcCClegislation');
}

function readQcStatement({ children }: XmlElement): QcStatementCriterion {
  const [id, info] = children;
  const [oid = ''] = id ? identifiers([id]) : [];
  const [said] = info ? identifiers(info.children) : [];
  return { oid, ...(said !== undefined && { info: said }) };
}

function named(elements: readonly XmlElement[], name: string): XmlElement[] {
  return elements.filter((element) => element.name === name);
}

function readKeyUsage(element: XmlElement): { bit: string; value: boolean }[] {
  return element.all('KeyUsageBit', SIE).map((bit) => ({
    bit: (bit.attribute('name') ?? '').replace(/^crlSign$/, 'cRLSign'),
    value: booleanOf(textOf(bit)),
  }));
}

/** xsd:boolean; anything else would change what a criterion means. */
export function booleanOf(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw broken('A boolean is neither true nor false.');
}

/** Dotted OIDs out of XAdES ObjectIdentifiers, written as OID or as URN (EN 319 132-1 5.1.2). */
function identifiers(elements: readonly XmlElement[]): string[] {
  return elements.map((element) => textOf(optional(element, 'Identifier', XADES) ?? element).replace(/^urn:oid:/i, ''));
}
