import { type DerNode, DerCursor, EncodingError, readDer, readInteger, readOid, readSmallInteger, readText, TAG } from '@sigillum/encoding';
import { X509Error, reading } from '../errors.js';
import { parseGeneralNames } from '../name/general-name.js';
import type { GeneralName, QcStatement } from '../types.js';

/** Identifiers of the statements that EN 319 412-5 V2.5.1, RFC 3739 and TS 119 495 define. */
export const QC_STATEMENT = {
  compliance: '0.4.0.1862.1.1',
  limitValue: '0.4.0.1862.1.2',
  retentionPeriod: '0.4.0.1862.1.3',
  sscd: '0.4.0.1862.1.4',
  pds: '0.4.0.1862.1.5',
  type: '0.4.0.1862.1.6',
  legislation: '0.4.0.1862.1.7',
  identificationMethod: '0.4.0.1862.1.8',
  qscdLegislation: '0.4.0.1862.1.9',
  semantics: '1.3.6.1.5.5.7.11.2',
  psd2: '0.4.0.19495.2',
} as const;

export type QcType = 'esign' | 'eseal' | 'web';

const TYPES: Readonly<Record<string, QcType>> = { '0.4.0.1862.1.6.1': 'esign', '0.4.0.1862.1.6.2': 'eseal', '0.4.0.1862.1.6.3': 'web' };

/** What the QC statements of a certificate say. It is the issuer's claim; whether it is so is told by the trusted lists. */
export interface QcProfile {
  /** esi4-qcStatement-1: issued as a qualified certificate. */
  readonly compliance: boolean;
  /** The amount is `amount` times ten to the power of `exponent`; `currency` is alphabetic (`EUR`) or the three-digit number. */
  readonly limitValue?: { readonly currency: string; readonly amount: bigint; readonly exponent: number };
  /** Years after the end of validity for which the issuer keeps its records. */
  readonly retentionYears?: number;
  /** esi4-qcStatement-4: the private key resides in a qualified signature creation device. */
  readonly sscd: boolean;
  readonly pds: readonly { readonly url: string; readonly language: string }[];
  /** Known types in the order of the statement; `typeOids` has all of them. */
  readonly types: readonly QcType[];
  readonly typeOids: readonly string[];
  /** Country codes of the law under which the certificate is qualified; empty for the EU. */
  readonly legislation: readonly string[];
  readonly identificationMethods: readonly string[];
  readonly qscdLegislation: readonly string[];
  readonly semantics?: { readonly identifier?: string; readonly registrationAuthorities: readonly GeneralName[] };
  readonly psd2?: {
    readonly roles: readonly { readonly oid: string; readonly name: string }[];
    readonly authorityName: string;
    readonly authorityId: string;
  };
  /** Identifiers of statements that are not known here. */
  readonly unknown: readonly string[];
}

/** QCStatements (RFC 3739 3.2.6), each with the exact DER of its information. */
export function readQcStatements(node: DerNode): readonly QcStatement[] {
  return new DerCursor(node, TAG.SEQUENCE, 'QCStatements').rest().map((statement) => {
    const fields = new DerCursor(statement, TAG.SEQUENCE, 'QCStatement');
    const oid = readOid(fields.next(TAG.OID, 'statementId'));
    const info = fields.done ? undefined : fields.next(undefined, 'statementInfo').raw;
    fields.end();
    return { oid, ...(info && { info }) };
  });
}

/** Reads the statements by their types (EN 319 412-5 clause 4). Throws `X509Error` EXTENSION_MALFORMED where one has another syntax than its own. */
export function qcProfileOf(statements: readonly QcStatement[]): QcProfile {
  const has = (oid: string) => statements.some((statement) => statement.oid === oid);
  const read = <T>(oid: string, reader: (node: DerNode) => T): T | undefined => {
    const statement = statements.find((candidate) => candidate.oid === oid);
    if (!statement) return undefined;
    return reading('EXTENSION_MALFORMED', `The QC statement ${oid}`, () => {
      if (!statement.info) throw new X509Error('EXTENSION_MALFORMED', `The QC statement ${oid} has no information.`);
      return reader(readDer(statement.info, { rules: 'ber' }));
    });
  };
  const typeOids = read(QC_STATEMENT.type, readOids) ?? [];
  const limitValue = read(QC_STATEMENT.limitValue, readLimitValue);
  const retentionYears = read(QC_STATEMENT.retentionPeriod, readSmallInteger);
  const semantics = statements.some(({ oid, info }) => oid === QC_STATEMENT.semantics && info)
    ? read(QC_STATEMENT.semantics, readSemantics)
    : undefined;
  const psd2 = read(QC_STATEMENT.psd2, readPsd2);
  const known = new Set<string>(Object.values(QC_STATEMENT));
  return {
    compliance: has(QC_STATEMENT.compliance),
    ...(limitValue && { limitValue }),
    ...(retentionYears !== undefined && { retentionYears }),
    sscd: has(QC_STATEMENT.sscd),
    pds: read(QC_STATEMENT.pds, readPds) ?? [],
    types: typeOids.flatMap((oid) => TYPES[oid] ?? []),
    typeOids,
    legislation: read(QC_STATEMENT.legislation, readCountries) ?? [],
    identificationMethods: read(QC_STATEMENT.identificationMethod, readOids) ?? [],
    qscdLegislation: read(QC_STATEMENT.qscdLegislation, readCountries) ?? [],
    ...(semantics && { semantics }),
    ...(psd2 && { psd2 }),
    unknown: statements.flatMap(({ oid }) => (known.has(oid) ? [] : [oid])),
  };
}

/** A SEQUENCE OF OBJECT IDENTIFIER, or the one identifier alone, which issuers also write. */
function readOids(node: DerNode): readonly string[] {
  return node.tag === TAG.OID ? [readOid(node)] : new DerCursor(node, TAG.SEQUENCE, 'identifiers').rest().map(oidOf);
}

function oidOf(node: DerNode): string {
  if (node.tag !== TAG.OID) throw new EncodingError('DER_UNEXPECTED', 'an object identifier expected', node.start);
  return readOid(node);
}

function readCountries(node: DerNode): readonly string[] {
  return new DerCursor(node, TAG.SEQUENCE, 'QcCClegislation').rest().map(readText);
}

function readLimitValue(node: DerNode): NonNullable<QcProfile['limitValue']> {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'MonetaryValue');
  const currency = fields.next(undefined, 'currency');
  const amount = readInteger(fields.next(TAG.INTEGER, 'amount'));
  const exponent = readSmallInteger(fields.next(TAG.INTEGER, 'exponent'));
  fields.end();
  const code = currency.tag === TAG.INTEGER ? String(readSmallInteger(currency)).padStart(3, '0') : readText(currency);
  return { currency: code, amount, exponent };
}

function readPds(node: DerNode): QcProfile['pds'] {
  return new DerCursor(node, TAG.SEQUENCE, 'PdsLocations').rest().map((location) => {
    const fields = new DerCursor(location, TAG.SEQUENCE, 'PdsLocation');
    const url = readText(fields.next(undefined, 'url'));
    const language = readText(fields.next(undefined, 'language'));
    fields.end();
    return { url, language };
  });
}

function readSemantics(node: DerNode): NonNullable<QcProfile['semantics']> {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'SemanticsInformation');
  const identifier = fields.optional(TAG.OID);
  const authorities = fields.optional(TAG.SEQUENCE);
  fields.end();
  return {
    ...(identifier && { identifier: readOid(identifier) }),
    registrationAuthorities: authorities ? parseGeneralNames(authorities) : [],
  };
}

function readPsd2(node: DerNode): NonNullable<QcProfile['psd2']> {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'PSD2QcType');
  const roles = fields.next(TAG.SEQUENCE, 'rolesOfPSP').children();
  const authorityName = readText(fields.next(undefined, 'nCAName'));
  const authorityId = readText(fields.next(undefined, 'nCAId'));
  fields.end();
  return { roles: roles.map(readRole), authorityName, authorityId };
}

function readRole(node: DerNode): { oid: string; name: string } {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'RoleOfPSP');
  const oid = readOid(fields.next(TAG.OID, 'roleOfPspOid'));
  const name = readText(fields.next(undefined, 'roleOfPspName'));
  fields.end();
  return { oid, name };
}
