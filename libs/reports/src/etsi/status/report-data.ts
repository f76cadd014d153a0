import type { CertificateStatus, Reason, ReportData, RetryData, RevocationData } from '@sigillum/validation';
import { dateTime, identifierUri, ownUri, revocationReasonUri } from '../identifiers.js';
import { anchorId } from '../objects/collect-objects.js';
import { reference } from '../objects/references.js';
import { element, textElement, wrapper, type XmlElement } from '../xml/element.js';
import { cryptoInformation } from './crypto-information.js';
import { type Concluded, idOf, type Subject } from './subject.js';

const DATA = 'AssociatedValidationReportData';

/**
 * The data that EN 319 102-1 tables 5 and 6 ask for beside an indication: the chain with its anchor, the objects that it is about, a revocation with
 * time and reason, algorithms that are not reliable (TS 119 102-2 4.3.12), and what has no element of its own. The first element belongs to what decided.
 */
export function reportData(concluded: Concluded, subject: Subject): (XmlElement | undefined)[] {
  const [revocation, ...otherRevocations] = revocations(concluded, subject);
  const [algorithm, ...otherAlgorithms] = cryptoInformation(concluded, subject);
  return [
    wrapper(DATA, [...chain(concluded), related(concluded.data, subject), revocation, algorithm, additional(concluded, subject)]),
    ...otherRevocations.map((one) => element(DATA, [one])),
    ...otherAlgorithms.map((one) => element(DATA, [one])),
  ];
}

function chain({ chain: path, signingCertificate }: Concluded): (XmlElement | undefined)[] {
  const signer = reference('SigningCertificate', [signingCertificate?.id]);
  if (path === undefined) return [wrapper('CertificateChain', [signer])];
  const anchor = anchorId(path.anchor);
  const intermediates = path.certificates.slice(1).filter(({ id }) => id !== anchor);
  return [
    reference('TrustAnchor', [anchor]),
    element('CertificateChain', [
      signer,
      ...intermediates.map(({ id }) => reference('IntermediateCertificate', [id])),
      reference('TrustAnchor', [anchor]),
    ]),
  ];
}

/** What differs, is missing or too old, lacks a proof of existence, or contradicts itself. */
function related({ objects = [], timestamps = [], retry = [] }: ReportData, subject: Subject): XmlElement | undefined {
  const names = [...objects, ...timestamps, ...retry.flatMap(({ data }) => data)];
  return reference(
    'RelatedValidationObject',
    names.map((name) => idOf(name, subject)),
  );
}

/** Revoked or suspended certificates of the chain; the one that decided first. */
function revocations({ data: { revocation: decisive }, revocation: statuses = [] }: Concluded, subject: Subject): XmlElement[] {
  const others = statuses.flatMap(revocationOf).filter(({ certificate }) => certificate !== decisive?.certificate);
  return [...(decisive ? [decisive] : []), ...others].map((one) => revocationElement(one, subject)).filter((one) => one !== undefined);
}

function revocationOf({ certificate, knowledge: { status } }: CertificateStatus): RevocationData[] {
  if (status?.verdict.status !== 'revoked') return [];
  const { revocationTime: time, reason, hold: suspended } = status.verdict;
  return [{ certificate, time, reason, suspended, data: status.used.map(({ id }) => id) }];
}

function revocationElement({ certificate, time, reason, data }: RevocationData, { known }: Subject): XmlElement | undefined {
  const since = dateTime(time);
  if (since === undefined) return undefined;
  return element('RevocationStatusInformation', [
    reference('ValidationObjectId', [certificate]),
    element('RevocationTime', since),
    element('RevocationReason', revocationReasonUri(reason)),
    reference(
      'RevocationObject',
      data.filter((id) => known.has(id)),
    ),
  ]);
}

/** The failures in words, and the data that the schema has no place for (AdditionalValidationReportDataType); undefined where there are none. */
function additional({ indication, reasons, data }: Concluded, subject: Subject): XmlElement | undefined {
  if (indication.endsWith('PASSED')) return undefined;
  const { unmet = [], retry = [], objects = [], policy } = data;
  return wrapper('AdditionalValidationReportData', [
    ...reasons.filter((one) => one.severity === 'fail').map(reasonElement),
    ...unmet.map(({ check }) => reportDatum('unmet-constraint', ownUri('check', check))),
    ...retry.map(retryElement),
    ...objects.filter((name) => idOf(name, subject) === undefined).map((name) => reportDatum('object', name)),
    policy === undefined ? undefined : reportDatum('signature-policy', identifierUri(policy) ?? policy),
  ]);
}

function reasonElement({ check, code, message }: Reason): XmlElement {
  return reportDatum('reason', [
    element('sigillum:Check', ownUri('check', check)),
    element('sigillum:Code', code),
    element('sigillum:Message', message),
  ]);
}

/** TRY_LATER has to say what is too old, and when the missing status is expected (EN 319 102-1 table 6). */
function retryElement({ certificate, since, until }: RetryData): XmlElement {
  return reportDatum('try-later', [
    element('sigillum:Certificate', certificate),
    textElement('sigillum:Since', dateTime(since)),
    textElement('sigillum:Until', dateTime(until)),
  ]);
}

function reportDatum(type: string, value: string | readonly (XmlElement | undefined)[]): XmlElement {
  return element('ReportData', [element('Type', ownUri('report-data', type)), element('Value', value)]);
}
