import type { DocumentChange } from '@sigillum/ades';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { qualificationElement } from './quality/qualification.js';
import { element, textElement, type XmlAttribute, type XmlElement } from './xml/element.js';

/** What the standard has no element for: level, how it was qualified, coverage, later changes, processes that did not run, what was not collected or not readable. */
export function otherInformation(judged: JudgedSignature, { document, evidence, trust }: ValidationResult): XmlElement {
  const { signature, level, conclusion, qualification } = judged;
  const { coverage, changesAfter, label } = signature;
  return element('OtherInformation', [
    element('sigillum:Label', label),
    element('sigillum:Level', level),
    element('sigillum:Intact', String(conclusion.intact)),
    textElement('sigillum:TrustSnapshot', trust.snapshot),
    qualification && qualificationElement(qualification),
    element('sigillum:Coverage', coverage.text, [['wholeDocument', String(coverage.wholeDocument)]]),
    ...changesAfter.map(changeElement),
    ...document.notes.map(({ code, message }) => element('sigillum:DocumentNote', message, [['code', code]])),
    ...conclusion.processes.flatMap((one) =>
      one.ran
        ? []
        : [
            element('sigillum:ProcessNotRun', one.message, [
              ['process', one.process],
              ['code', one.code],
            ]),
          ],
    ),
    ...evidence.unreadable.map(({ id, kind, origin, code }) =>
      element('sigillum:UnreadableEvidence', id, [
        ['kind', kind],
        ['origin', origin],
        ['code', code],
      ]),
    ),
    ...evidence.notCollected.map(({ what, why, url }) =>
      element('sigillum:NotCollected', what, [['why', why], ...(url === undefined ? [] : ([['url', url]] as const))]),
    ),
    textElement('sigillum:TrustSet', trust.set),
  ]);
}

function changeElement(change: DocumentChange): XmlElement {
  const optional = (['object', 'page', 'field'] as const).flatMap((name): XmlAttribute[] =>
    change[name] === undefined ? [] : [[name, String(change[name])]],
  );
  return element('sigillum:Change', change.message, [
    ['class', change.class],
    ['revision', String(change.revision)],
    ...optional,
    ['allowed', String(change.allowed)],
    ['code', change.code],
  ]);
}
