import type { ValidationResult } from '../result.js';
import { NAMESPACES } from './identifiers.js';
import { collectObjects } from './objects/collect-objects.js';
import { validationObjectElement } from './objects/validation-object.js';
import { poesOf } from './poe.js';
import { signatureReport } from './signature-report.js';
import { timestampDetails, timestampReport } from './timestamp-report.js';
import { element, wrapper } from './xml/element.js';
import { serialize } from './xml/serialize.js';

/**
 * The ETSI validation report: XML by TS 119 102-2 V1.4.1, without a seal. The same result gives the same bytes. A document without signatures
 * has reports about its time-stamps instead. undefined where it has neither: the schema demands one report at least.
 */
export function toEtsiReport(result: ValidationResult): string | undefined {
  const { signatures, timestamps } = result;
  const objects = collectObjects(result);
  const known = new Set([...objects.keys(), ...signatures.map(({ signature }) => signature.id)]);
  const references = { known, proofs: poesOf(result) };
  const reports =
    signatures.length > 0
      ? signatures.map((judged) => signatureReport(judged, result, references))
      : timestamps.map((one) => timestampReport(one, result, references));
  if (reports.length === 0) return undefined;
  const details = signatures.length > 0 ? timestampDetails(result, references) : undefined;
  const described = [...objects.values()].map((one) => validationObjectElement(one, references.proofs(one.id), details?.get(one.id)));
  return serialize(element('ValidationReport', [...reports, wrapper('SignatureValidationObjects', described)], NAMESPACES));
}
