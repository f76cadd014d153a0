import { hasNoParameters } from '@sigillum/crypto';
import {
  type DerNode,
  EncodingError,
  equalBytes,
  integerOctets,
  LimitError,
  readBitString,
  readBoolean,
  readDer,
  readTime,
  TAG,
} from '@sigillum/encoding';
import { X509Error } from '../errors.js';
import { EXTENSION } from '../extensions/oids.js';
import { qcProfileOf, readQcStatements } from '../extensions/qc-statements.js';
import { duplicateExtensions, type ExtensionReader, readExtension } from '../extensions/read-extensions.js';
import { EXTENSION_READERS, type ReadableExtension } from './extension-readers.js';
import type { CertificateProblem, CertificateProblemCode } from '../types.js';
import type { CertificateFields } from './fields.js';

const YEAR_2050 = Date.UTC(2050, 0, 1);

/** All that is malformed in a certificate or against the profile of RFC 5280, the malformed first. Throws only `LimitError`. */
export function findProblems(fields: CertificateFields): readonly CertificateProblem[] {
  return [...malformed(fields), ...againstProfile(fields)];
}

function malformed(fields: CertificateFields): CertificateProblem[] {
  const problems: CertificateProblem[] = [];
  const add = (code: CertificateProblemCode, message: string) => problems.push({ code, message, malformed: true });
  const { extensions } = fields;
  for (const oid of duplicateExtensions(extensions)) {
    add('CERTIFICATE_DUPLICATE_EXTENSION', `The extension ${oid} stands more than once.`);
  }
  for (const name of Object.keys(EXTENSION_READERS) as ReadableExtension[]) {
    const reader: ExtensionReader<unknown> = EXTENSION_READERS[name];
    const message = failure(() => readExtension(extensions, EXTENSION[name], reader));
    if (message !== undefined) add('CERTIFICATE_EXTENSION_MALFORMED', message);
  }
  const statements = failure(() => {
    readExtension(extensions, EXTENSION.qcStatements, (node) => qcProfileOf(readQcStatements(node)));
  });
  if (statements !== undefined && !problems.some(({ message }) => message === statements)) {
    add('CERTIFICATE_EXTENSION_MALFORMED', statements);
  }
  if (compareAlgorithms(fields) === 'other') {
    add('CERTIFICATE_ALGORITHM_MISMATCH', 'The signature algorithm inside the signed part is another than the one outside.');
  }
  return problems;
}

/** The sentence of the `X509Error` that `read` throws, except for a duplicate, which is told once by itself. */
function failure(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    return error.code === 'EXTENSION_DUPLICATE' ? undefined : error.message;
  }
}

/** Whether the two signature algorithms are spelt alike, or at least are one: parameters left out in one place and NULL in the other. */
function compareAlgorithms({ signatureAlgorithm: outer, tbsSignatureAlgorithm: inner }: CertificateFields): 'identical' | 'same' | 'other' {
  if (outer.oid !== inner.oid) return 'other';
  const none = new Uint8Array();
  if (equalBytes(outer.parameters ?? none, inner.parameters ?? none)) return 'identical';
  return hasNoParameters(outer) && hasNoParameters(inner) ? 'same' : 'other';
}

function againstProfile(fields: CertificateFields): CertificateProblem[] {
  const problems: CertificateProblem[] = [];
  const add = (code: CertificateProblemCode, message: string) => problems.push({ code, message, malformed: false });
  const spelling = notDer(fields.bytes) ?? fields.extensions.map(({ value }) => notDer(value)).find((found) => found !== undefined);
  if (spelling !== undefined) add('CERTIFICATE_NOT_DER', `The certificate is not in DER: ${spelling}.`);
  if (compareAlgorithms(fields) === 'same') {
    add('CERTIFICATE_ALGORITHM_MISMATCH', 'The two signature algorithms differ in whether parameters are left out or NULL.');
  }
  const serial = serialProblem(fields.serialNumber);
  if (serial !== undefined) add('CERTIFICATE_SERIAL_NUMBER', serial);
  if (fields.validity.some((node) => !isProfileTime(node))) {
    add('CERTIFICATE_TIME_FORM', 'A time of the validity period is not in the form that RFC 5280 demands.');
  }
  if (fields.extensions.length > 0 && fields.version !== 3) {
    add('CERTIFICATE_VERSION', `A certificate of version ${fields.version} has extensions.`);
  }
  if (fields.issuer.rdns.length === 0) add('CERTIFICATE_EMPTY_ISSUER', 'The name of the issuer is empty.');
  return problems;
}

function serialProblem(serial: Uint8Array): string | undefined {
  const [first = 0, second] = serial;
  if (first >= 0x80) return 'The serial number is negative.';
  if (serial.every((octet) => octet === 0)) return 'The serial number is zero.';
  if (first === 0 && second !== undefined && second < 0x80) return 'The serial number has leading zeros.';
  return serial.length > 20 ? `The serial number has ${serial.length} octets, more than 20.` : undefined;
}

function isProfileTime(node: DerNode): boolean {
  try {
    const instant = readTime(node, true);
    return instant >= YEAR_2050 ? instant % 1000 === 0 : node.tag === TAG.UTC_TIME;
  } catch (error) {
    if (error instanceof EncodingError) return false;
    throw error;
  }
}

/** What DER refuses in the structure and the primitives with a second spelling; undefined where nothing. */
function notDer(bytes: Uint8Array): string | undefined {
  try {
    walk(readDer(bytes));
    return undefined;
  } catch (error) {
    // deeper than any certificate is: not looked at to the end, and so not known to be DER
    if (error instanceof EncodingError || error instanceof LimitError) return error.message;
    throw error;
  }
}

function walk(node: DerNode): void {
  if (node.tag === TAG.BOOLEAN) readBoolean(node);
  else if (node.tag === TAG.INTEGER || node.tag === TAG.ENUMERATED) integerOctets(node);
  else if (node.tag === TAG.BIT_STRING) readBitString(node);
  else if (node.constructed) node.children().forEach(walk);
}
