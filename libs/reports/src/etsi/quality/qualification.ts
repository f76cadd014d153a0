import { type TimestampQualification } from '@sigillum/qualification';
import type { Instant } from '@sigillum/encoding';
import {
  type DetailedCertificateQualification,
  type DetailedQualification,
  detailedQualification,
  type DetailedTimestampQualification,
  detailedTimestampQualification,
} from '../../qualification/detailed.js';
import type { ListEntry } from '../../qualification/list-entry.js';
import type { SignatureQualification } from '../../result.js';
import { element, type XmlAttribute, type XmlElement } from '../xml/element.js';

/** How a signature was qualified, step by step as TS 119 615 has it (TS 119 172-4 REQ-4.4.2-03: all intermediate outputs). */
export function qualificationElement(qualification: SignatureQualification): XmlElement {
  const { word, gaps, certificate } = detailedQualification(qualification);
  const times =
    certificate === null
      ? []
      : [certificateElement('sigillum:AtIssuance', certificate.atIssuance), certificateElement('sigillum:AtUse', certificate.atUse)];
  return element('sigillum:Qualification', [...gaps.map(gapElement), ...times], [['word', word]]);
}

function gapElement({ territory, state, codes }: DetailedQualification['gaps'][number]): XmlElement {
  return element('sigillum:ListGap', codes.join(' '), [
    ['territory', territory],
    ['state', state],
  ]);
}

/** `time` is what the token states. */
export function timestampQualificationElement(qualification: TimestampQualification, time: Instant | undefined): XmlElement {
  const { word, entry, reasons } = detailedTimestampQualification(qualification, time);
  return element('sigillum:Qualification', [entryElement(entry), ...reasons.map(reasonElement)], [['word', word]]);
}

function certificateElement(name: string, { at, process, word, qscd, results, entry, rows, reasons }: DetailedCertificateQualification) {
  return element(
    name,
    [
      ...results.map((one) => element('sigillum:Result', one)),
      entryElement(
        entry,
        (entry?.qualifiers ?? []).map((one) => element('sigillum:Qualifier', one)),
      ),
      ...rows.map(({ id, clause }) => element('sigillum:Row', clause, [['name', id]])),
      ...reasons.map(reasonElement),
    ],
    [
      ['at', at],
      ['process', process],
      ['word', word],
      ['qscd', qscd],
    ],
  );
}

function entryElement(entry: ListEntry | null, more: readonly XmlElement[] = []): XmlElement | undefined {
  if (entry === null) return undefined;
  const { territory, type, status, since, provider, service } = entry;
  const attributes: XmlAttribute[] = [
    ['territory', territory],
    ['type', type],
    ['status', status],
    ['since', since],
  ];
  return element('sigillum:ListEntry', [element('sigillum:Provider', provider), element('sigillum:Service', service), ...more], attributes);
}

function reasonElement({ code, rule, severity, message }: DetailedTimestampQualification['reasons'][number]): XmlElement {
  return element('sigillum:QualificationReason', message, [
    ['code', code],
    ['rule', rule],
    ['severity', severity],
  ]);
}
