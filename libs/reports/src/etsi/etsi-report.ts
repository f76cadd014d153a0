import type { ValidationResult } from '../result.js';
import { NAMESPACES } from './identifiers.js';
import { collectObjects } from './objects/collect-objects.js';
import { validationObjectElement } from './objects/validation-object.js';
import { poesOf } from './poe.js';
import { signatureReport } from './signature-report.js';
import { element, wrapper } from './xml/element.js';
import { serialize } from './xml/serialize.js';

/**
 * The ETSI validation report: XML by TS 119 102-2 V1.4.1, without a seal. The same result gives the same bytes. undefined where the document
 * has no signature: a report by the standard is about one at least (4.2.2, SignatureValidationReport 1..n).
 */
export function toEtsiReport(result: ValidationResult): string | undefined {
  const { signatures } = result;
  if (signatures.length === 0) return undefined;
  const objects = collectObjects(result);
  const proofs = poesOf(result);
  const known = new Set([...objects.keys(), ...signatures.map(({ signature }) => signature.id)]);
  return serialize(
    element(
      'ValidationReport',
      [
        ...signatures.map((judged) => signatureReport(judged, result, { known, proofs })),
        wrapper(
          'SignatureValidationObjects',
          [...objects.values()].map((object) => validationObjectElement(object, proofs(object.id))),
        ),
      ],
      NAMESPACES,
    ),
  );
}
