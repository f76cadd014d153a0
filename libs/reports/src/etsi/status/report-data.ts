import type { JudgedSignature, ValidationResult } from '../../result.js';
import type { CertificateStatus, Reason } from '@sigillum/validation';
import { dateTime, ownUri, revocationReasonUri } from '../identifiers.js';
import { anchorId, signedDataId } from '../objects/collect-objects.js';
import { reference } from '../objects/references.js';
import { element, wrapper, type XmlElement } from '../xml/element.js';
import { cryptoInformation } from './crypto-information.js';

const DATA = 'AssociatedValidationReportData';

/** What a signature and a time-stamp have in common as far as reasons go. */
interface Concluded {
  readonly indication: string;
  readonly subIndication: string | undefined;
  readonly reasons: readonly Reason[];
  readonly revocation?: readonly CertificateStatus[];
}

/**
 * The data that EN 319 102-1 tables 5 and 6 ask for beside an indication: the chain with its anchor, what the deciding check was about, a
 * revocation with time and reason, algorithms that are not reliable (TS 119 102-2 4.3.12), and the reasons in words. The first element belongs to what decided.
 */
export function reportData(judged: JudgedSignature, result: ValidationResult, known: ReadonlySet<string>): (XmlElement | undefined)[] {
  const [revocation, ...otherRevocations] = revocations(judged);
  const [algorithm, ...otherAlgorithms] = cryptoInformation(judged, result);
  return [
    wrapper(DATA, [...chain(judged), related(judged, known), revocation, algorithm, reasonData(judged.conclusion)]),
    ...otherRevocations.map((one) => element(DATA, [one])),
    ...otherAlgorithms.map((one) => element(DATA, [one])),
  ];
}

function chain({ conclusion }: JudgedSignature): (XmlElement | undefined)[] {
  const { chain: path, signingCertificate } = conclusion;
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

/** What the deciding check was about: signed data by the names of its references, all else by its id. */
function related({ signature, conclusion }: JudgedSignature, known: ReadonlySet<string>): XmlElement | undefined {
  const [decisive] = conclusion.reasons;
  if (conclusion.indication === 'TOTAL-PASSED' || decisive === undefined) return undefined;
  const data = signature.references.filter(({ name }) => decisive.evidence.includes(name)).map(signedDataId);
  return reference('RelatedValidationObject', [...decisive.evidence.filter((id) => known.has(id)), ...data]);
}

/** Revoked or suspended certificates of the chain; the one that decided first. */
function revocations({ conclusion }: JudgedSignature): XmlElement[] {
  const about = new Set(conclusion.reasons[0]?.evidence);
  const sorted = [...conclusion.revocation].sort((a, b) => Number(about.has(b.certificate)) - Number(about.has(a.certificate)));
  return sorted.map(revocationElement).filter((one) => one !== undefined);
}

function revocationElement({ certificate, knowledge: { status } }: CertificateStatus): XmlElement | undefined {
  if (status?.verdict.status !== 'revoked') return undefined;
  const time = dateTime(status.verdict.revocationTime);
  if (time === undefined) return undefined;
  return element('RevocationStatusInformation', [
    reference('ValidationObjectId', [certificate]),
    element('RevocationTime', time),
    element('RevocationReason', revocationReasonUri(status.verdict.reason)),
    reference('RevocationObject', [status.used[0]?.id]),
  ]);
}

/** The failures that made a conclusion, in words (AdditionalValidationReportDataType); undefined where there are none. */
export function reasonData(conclusion: Concluded): XmlElement | undefined {
  const failures = conclusion.indication.endsWith('PASSED') ? [] : conclusion.reasons.filter((one) => one.severity === 'fail');
  return wrapper('AdditionalValidationReportData', [...failures.map(reasonElement), nextUpdate(conclusion)]);
}

function reasonElement({ check, code, message }: Reason): XmlElement {
  return reportDatum('reason', [
    element('sigillum:Check', ownUri('check', check)),
    element('sigillum:Code', code),
    element('sigillum:Message', message),
  ]);
}

/** TRY_LATER has to say when the missing status is expected (EN 319 102-1 table 6). */
function nextUpdate({ subIndication, reasons: [decisive], revocation = [] }: Concluded): XmlElement | undefined {
  if (subIndication !== 'TRY_LATER') return undefined;
  const status = revocation.find(({ certificate }) => decisive?.evidence.includes(certificate))?.knowledge.status;
  const time = dateTime(status?.used[0]?.nextUpdate);
  return time === undefined ? undefined : reportDatum('next-update', time);
}

function reportDatum(type: string, value: string | readonly XmlElement[]): XmlElement {
  return element('ReportData', [element('Type', ownUri('report-data', type)), element('Value', value)]);
}
