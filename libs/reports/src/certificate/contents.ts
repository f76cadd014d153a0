import { CodedError, LimitError, toHex, toRfc3339 } from '@sigillum/encoding';
import {
  attributeOf,
  type Certificate,
  type DistinguishedName,
  displayNameOf,
  identifiersOf,
  type QcProfile,
  qcProfileOf,
  semanticsName,
} from '@sigillum/x509';
import type { Coded } from '../simple.js';

const PSEUDONYM = '2.5.4.65';

/** A name as it reads, with the identifiers in it. */
export interface NameContents {
  /** For people. */
  readonly name: string;
  /** RFC 4514. */
  readonly text: string;
  readonly pseudonym?: string;
  readonly identifiers: readonly IdentifierContents[];
}

/** An identifier of a person or an organisation; only `value` where it is not of the form of EN 319 412-1 5.1. */
export interface IdentifierContents {
  readonly attribute: 'serialNumber' | 'organizationIdentifier';
  readonly value: string;
  /** `PNO`, `VAT`, `LEI`, … or the two letters of a national scheme. */
  readonly type?: string;
  readonly meaning?: string;
  readonly country?: string;
  readonly identifier?: string;
}

/** The issuer's QC statements (EN 319 412-5, TS 119 495): its claims, not what the trusted lists say. */
export interface StatementContents {
  readonly compliance: boolean;
  readonly device: boolean;
  readonly types: readonly string[];
  /** Countries of another law than that of the EU. */
  readonly legislation: readonly string[];
  readonly deviceLegislation: readonly string[];
  readonly identificationMethods: readonly string[];
  readonly disclosure: readonly { readonly url: string; readonly language: string }[];
  readonly retentionYears?: number;
  /** `amount` times ten to the power of `exponent`; a string, since it may be larger than any number. */
  readonly limit?: { readonly currency: string; readonly amount: string; readonly exponent: number };
  /** `natural`, `legal`, `eidasNatural`, `eidasLegal`, or the identifier of another grammar. */
  readonly semantics?: string;
  readonly paymentServices?: QcProfile['psd2'];
  readonly unknown: readonly string[];
}

/** What stands in a certificate, read out. */
export interface CertificateContents {
  readonly subject: NameContents;
  readonly issuer: NameContents;
  /** Hex. */
  readonly serialNumber: string;
  readonly validity: { readonly from: string; readonly to: string };
  /** Absent where there are none; `error` where they can't be read. */
  readonly statements?: StatementContents | { readonly error: Coded };
}

/** Reads a certificate out. Throws only `LimitError`. */
export function contentsOf(certificate: Certificate): CertificateContents {
  const statements = statementsOf(certificate);
  return {
    subject: nameContents(certificate.subject),
    issuer: nameContents(certificate.issuer),
    serialNumber: toHex(certificate.serialNumber),
    validity: { from: toRfc3339(certificate.notBefore), to: toRfc3339(certificate.notAfter) },
    ...(statements && { statements }),
  };
}

function nameContents(name: DistinguishedName): NameContents {
  const pseudonym = attributeOf(name, PSEUDONYM);
  const identifiers = identifiersOf(name).map(({ attribute, value, read }): IdentifierContents => {
    if (read === undefined) return { attribute, value };
    const { type, meaning, country, identifier } = read;
    return { attribute, value, type, ...(meaning === undefined ? {} : { meaning }), country, identifier };
  });
  return { name: displayNameOf(name), text: name.text, ...(pseudonym === undefined ? {} : { pseudonym }), identifiers };
}

function statementsOf(certificate: Certificate): CertificateContents['statements'] {
  try {
    return certificate.qcStatements && statementContents(qcProfileOf(certificate.qcStatements));
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return { error: { code: error.code as string, message: error.message } };
  }
}

function statementContents({ retentionYears, limitValue, semantics, psd2, ...profile }: QcProfile): StatementContents {
  const grammar = semantics?.identifier;
  return {
    compliance: profile.compliance,
    device: profile.sscd,
    types: profile.types.length === profile.typeOids.length ? profile.types : profile.typeOids,
    legislation: profile.legislation,
    deviceLegislation: profile.qscdLegislation,
    identificationMethods: profile.identificationMethods,
    disclosure: profile.pds,
    ...(retentionYears === undefined ? {} : { retentionYears }),
    ...(limitValue && { limit: { ...limitValue, amount: String(limitValue.amount) } }),
    ...(grammar === undefined ? {} : { semantics: semanticsName(grammar) ?? grammar }),
    ...(psd2 && { paymentServices: psd2 }),
    unknown: profile.unknown,
  };
}
