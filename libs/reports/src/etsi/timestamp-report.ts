import type { EmbeddedTimestamp, Signature } from '@sigillum/ades';
import type { TimestampConclusion } from '@sigillum/validation';
import { timestampsOf, type ValidationResult } from '../result.js';
import { constraintsReport } from './constraints.js';
import { dateTime } from './identifiers.js';
import { reference } from './objects/references.js';
import type { ObjectDetails } from './objects/validation-object.js';
import { type Proofs, proofElement } from './poe.js';
import { timestampQualificationElement } from './quality/qualification.js';
import { signatureQuality } from './quality/signature-quality.js';
import { reportData } from './status/report-data.js';
import { statusElement } from './status/status.js';
import { signerInformation } from './signer-information.js';
import { element, textElement, wrapper, type XmlElement } from './xml/element.js';

/** What reports refer to: the ids that are there, and the proof of existence of each. */
export interface References {
  readonly known: ReadonlySet<string>;
  readonly proofs: Proofs;
}

/** What is said of each time-stamp as a validation object: its verdict, and what it proves where it is valid. */
export function timestampDetails(result: ValidationResult, references: References): ReadonlyMap<string, ObjectDetails> {
  const { document, signatures } = result;
  const embedded = [...document.timestamps, ...signatures.flatMap(({ signature }) => signature.timestamps)];
  const byId = new Map(embedded.map((one) => [one.id, one]));
  return new Map(
    timestampsOf(result).map((conclusion): [string, ObjectDetails] => {
      const provisioning = provision(conclusion, byId.get(conclusion.id), result, references.known);
      return [conclusion.id, { provisioning, report: timestampReport(conclusion, result, references) }];
    }),
  );
}

/** The report about a time-stamp (EN 319 102-1 5.4), in the form of one about a signature; its id stands as that of the driving application. */
export function timestampReport(conclusion: TimestampConclusion, result: ValidationResult, { known, proofs }: References): XmlElement {
  const { id, indication, subIndication, blocks, signingCertificate } = conclusion;
  const qualification = result.timestampQualifications?.get(id);
  const time = dateTime(result.validationTime);
  const proof = proofElement('BestSignatureTime', proofs(id));
  const data = reportData(conclusion, { id, references: [], known });
  return element('SignatureValidationReport', [
    element('SignatureIdentifier', [element('HashOnly', 'false'), element('DocHashOnly', 'false'), element('DAIdentifier', id)]),
    constraintsReport({ processes: [conclusion.conclusion], blocks }, result.policy, known),
    time === undefined ? undefined : wrapper('ValidationTimeInfo', [element('ValidationTime', time), proof]),
    signerInformation(signingCertificate),
    signatureQuality(qualification?.word),
    statusElement('SignatureValidationStatus', { indication, subIndication, data }),
    qualification && element('OtherInformation', [timestampQualificationElement(qualification, conclusion.time)]),
  ]);
}

/** What a valid time-stamp proves the existence of (POEProvisioningType); signatures of a PDF by the names of their fields. */
function provision(
  { indication, time }: TimestampConclusion,
  timestamp: EmbeddedTimestamp | undefined,
  { signatures }: ValidationResult,
  known: ReadonlySet<string>,
): XmlElement | undefined {
  const moment = dateTime(time);
  const covers = timestamp?.covers;
  if (indication !== 'PASSED' || moment === undefined || covers === undefined) return undefined;
  const covered = signatures.map(({ signature }) => signature).filter(({ id }) => covers.signatures.includes(id));
  const others = covered.filter(({ form }) => form !== 'PAdES').map(({ id }) => id);
  const objects = [...covers.timestamps, ...covers.material, ...others].filter((id) => known.has(id)).sort();
  return element('POEProvisioning', [
    element('POETime', moment),
    reference('ValidationObject', objects),
    ...covered.filter(({ form }) => form === 'PAdES').map(fieldReference),
  ]);
}

function fieldReference({ label }: Signature): XmlElement {
  return element('SignatureReference', [textElement('PAdESFieldName', label)]);
}
