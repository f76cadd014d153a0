/** Semantics identifiers (EN 319 412-1 5.1): by which grammar the identifier in a subject name is to be read. */
export const SEMANTICS = {
  natural: '0.4.0.194121.1.1',
  legal: '0.4.0.194121.1.2',
  eidasNatural: '0.4.0.194121.1.3',
  eidasLegal: '0.4.0.194121.1.4',
} as const;

export type SemanticsName = keyof typeof SEMANTICS;

/** What a semantics identifier is called here; undefined where it is none of EN 319 412-1. */
export function semanticsName(oid: string): SemanticsName | undefined {
  return (Object.keys(SEMANTICS) as SemanticsName[]).find((name) => SEMANTICS[name] === oid);
}

/** Identity types of natural persons (EN 319 412-1 5.1.3). */
const NATURAL = {
  PAS: 'passport number',
  IDC: 'national identity card number',
  PNO: 'national personal number',
  TAX: 'personal tax reference number',
  TIN: 'tax identification number',
} as const;

/** Identity types of legal persons (EN 319 412-1 5.1.4, TS 119 495 5.2.1). */
const LEGAL = {
  VAT: 'value added tax number',
  NTR: 'number in a national trade register',
  PSD: 'authorisation number of a payment service provider',
  LEI: 'legal entity identifier',
} as const;

export type IdentityType = keyof typeof NATURAL | keyof typeof LEGAL;

/** An identifier that says of itself what kind of number it is and who gave it. */
export interface SemanticIdentifier {
  /** A registered type, or the two letters of a scheme that its country defines. */
  readonly type: string;
  /** What the type stands for; undefined for a national scheme. */
  readonly meaning: string | undefined;
  /** ISO 3166 alpha-2; XG for identifiers without a country (LEI); EL and XI as tax authorities write them. */
  readonly country: string;
  /** The number, as written. */
  readonly identifier: string;
}

/** Type, country, hyphen, number; a national scheme is two letters and a colon. */
const FORM = /^(?:([A-Z]{3})|([A-Z]{2}):)([A-Z]{2})-(.+)$/s;

/**
 * Reads an identifier of the form `PNOEE-38001085718` or `EI:SE-2000072923`: of a natural person out of serialNumber, of a legal one out of organizationIdentifier.
 * Undefined where it has another form or a type that the standard does not have for such a person.
 */
export function readSemanticIdentifier(text: string, person: 'natural' | 'legal'): SemanticIdentifier | undefined {
  const [, registered, national, country, identifier] = FORM.exec(text) ?? [];
  const type = registered ?? national;
  if (type === undefined || country === undefined || identifier === undefined) return undefined;
  const types: Readonly<Record<string, string>> = person === 'natural' ? NATURAL : LEGAL;
  const meaning = Object.hasOwn(types, type) ? types[type] : undefined;
  if (registered !== undefined && meaning === undefined) return undefined;
  return { type, meaning, country, identifier };
}
