import { fromBase64 } from '@sigillum/encoding';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { afterEach, expect } from 'vitest';
import type { ValidationResult } from '../../result.js';
import { toEtsiReport } from '../etsi-report.js';

export const NAMESPACES = {
  vr: 'http://uri.etsi.org/19102/v1.4.1#',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
  s: 'urn:sigillum:validation-report',
};
export const REPORT = '/vr:ValidationReport/vr:SignatureValidationReport';
export const DATA = `${REPORT}/vr:SignatureValidationStatus/vr:AssociatedValidationReportData`;

export * from '../../spec-support/made-people.js';

const opened: XmlDocument[] = [];
afterEach(() => opened.splice(0).forEach((one) => one.dispose()));

export function reportOf(made: ValidationResult): XmlDocument {
  const document = XmlDocument.fromString(toEtsiReport(made) ?? '');
  opened.push(document);
  return document;
}

export function all(document: XmlDocument, path: string): string[] {
  return document.find(path, NAMESPACES).map((one) => one.content);
}

export function one(document: XmlDocument, path: string): string | undefined {
  const found = all(document, path);
  expect(found.length, path).toBeLessThan(2);
  return found[0];
}

export function names(document: XmlDocument, path: string): string[] {
  return document.find(`${path}/*`, NAMESPACES).map((node) => (node as XmlElement).name);
}

/** The type and the bytes of an object that is referred to. */
export function object(document: XmlDocument, id: string | undefined): { type: string | undefined; bytes: Uint8Array } {
  const path = `//vr:ValidationObject[@id="${id ?? ''}"]`;
  const bytes = fromBase64(one(document, `${path}/vr:ValidationObjectRepresentation/vr:base64`) ?? '');
  return { type: one(document, `${path}/vr:ObjectType`)?.split(':').at(-1), bytes };
}

/** Status, main indication, sub-indication and code of the constraints of a check. */
export function constraints(document: XmlDocument, check: string): string[] {
  const path = `//vr:ValidationConstraint[vr:ValidationConstraintIdentifier="urn:sigillum:check:${check}"]`;
  return document.find(path, NAMESPACES).map((node) => {
    const said = ['vr:ConstraintStatus/vr:Status', 'vr:ValidationStatus/vr:MainIndication', 'vr:ValidationStatus/vr:SubIndication'];
    const last = said.map((inner) => node.get(inner, NAMESPACES)?.content.split(':').at(-1) ?? '-');
    return [...last, node.get('vr:Indications/s:Code', NAMESPACES)?.content ?? '-'].join(' ');
  });
}
