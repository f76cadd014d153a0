import { digest } from '@sigillum/crypto';
import { toBase64 } from '@sigillum/encoding';
import type { ProcessName } from '@sigillum/validation';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { attributesElement } from './attributes.js';
import { constraintsReport } from './constraints.js';
import { dateTime, digestAlgorithmAndValue, digestAlgorithmUri, processUri } from './identifiers.js';
import { signedDataAlgorithm, signedDataId } from './objects/collect-objects.js';
import { reference } from './objects/references.js';
import { otherInformation } from './other-information.js';
import { type Proofs, proofElement } from './poe.js';
import { signerInformation } from './signer-information.js';
import { signatureQuality } from './quality/signature-quality.js';
import { reportData } from './status/report-data.js';
import { statusElement } from './status/status.js';
import type { References } from './timestamp-report.js';
import { element, wrapper, type XmlElement } from './xml/element.js';

/** The report about one signature (SignatureValidationReportType, TS 119 102-2 4.3). `known` has the ids that may be referred to. */
export function signatureReport(judged: JudgedSignature, result: ValidationResult, { known, proofs }: References): XmlElement {
  const { id, references } = judged.signature;
  const { indication, subIndication, processes, blocks, signingCertificate } = judged.conclusion;
  const concluded = processes.flatMap((one) => (one.ran ? [one.conclusion] : []));
  return element('SignatureValidationReport', [
    signatureIdentifier(judged),
    constraintsReport({ processes: concluded, blocks }, result.policy, known),
    timeInfo(judged, proofs),
    signersDocument(judged),
    attributesElement(judged, result),
    signerInformation(signingCertificate),
    signatureQuality(judged.qualification?.word),
    element('SignatureValidationProcess', [element('SignatureValidationProcessID', processUri(processOf(judged)))]),
    statusElement('SignatureValidationStatus', {
      indication,
      subIndication,
      data: reportData(judged.conclusion, { id, references, known }),
    }),
    otherInformation(judged, result),
  ]);
}

/** The signature by the digest of what was signed (by its own digest algorithm, where it has one) and by its value. */
function signatureIdentifier({ signature: { id, algorithm, signedBytes, signatureValue } }: JudgedSignature): XmlElement {
  const digestAlgorithm = algorithm?.digest ?? 'SHA-256';
  const representation = signedBytes && digestAlgorithmAndValue(digestAlgorithmUri(digestAlgorithm), digest(digestAlgorithm, signedBytes));
  return element(
    'SignatureIdentifier',
    [
      representation && element('DigestAlgAndValue', representation),
      signatureValue && element('ds:SignatureValue', toBase64(signatureValue)),
      element('HashOnly', 'false'),
      element('DocHashOnly', 'false'),
    ],
    [['id', id]],
  );
}

function timeInfo({ signature, conclusion }: JudgedSignature, proofs: Proofs): XmlElement | undefined {
  const validationTime = dateTime(conclusion.validationTime);
  const best = proofElement('BestSignatureTime', proofs(signature.id));
  if (validationTime === undefined || best === undefined) return undefined;
  return element('ValidationTimeInfo', [element('ValidationTime', validationTime), best]);
}

/** The signed data: a digest where it is one piece that was found, and the objects for all pieces. */
function signersDocument({ signature: { references } }: JudgedSignature): XmlElement | undefined {
  const [first] = references;
  const actual = references.length === 1 ? first?.actual : undefined;
  const representation = reference('SignersDocumentRepresentation', references.map(signedDataId));
  if (first === undefined || actual === undefined) return wrapper('SignersDocument', [representation]);
  return element('SignersDocument', [
    element('DigestAlgAndValue', digestAlgorithmAndValue(signedDataAlgorithm(first), actual)),
    representation,
  ]);
}

const PROCESS: Readonly<Record<ProcessName, 'Basic' | 'LTVM' | 'LTA'>> = { basic: 'Basic', time: 'LTVM', 'long-term': 'LTA' };

/** The last process that ran: its conclusion is the verdict. */
function processOf({ conclusion: { processes } }: JudgedSignature): 'Basic' | 'LTVM' | 'LTA' {
  return PROCESS[processes.findLast((one) => one.ran)?.process ?? 'basic'];
}
