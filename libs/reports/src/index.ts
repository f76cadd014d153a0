export { catalogueIn, explainCode } from './catalogue/catalogue.js';
export type { CatalogueEntry, Language, Mender } from './catalogue/entry.js';
export { type DetailedReport, toDetailedReport } from './detailed.js';
export { toEtsiReport } from './etsi/etsi-report.js';
export { exitStatusOf } from './exit-status.js';
export type { RequirementResult } from './requirement.js';
export {
  type JudgedSignature,
  type Requirement,
  REQUIREMENTS,
  type SignatureQualification,
  type TrustUsed,
  type ValidationResult,
} from './result.js';
export { type Coded, type SimpleReport, type SimpleSignature, toErrorReport, toSimpleReport } from './simple.js';
export { toErrorText, toTextReport } from './text/text-report.js';
export type { CertificateResult } from './certificate/result.js';
export { type CertificateReason, type CertificateReport, toCertificateErrorReport, toCertificateReport } from './certificate/simple.js';
export { toCertificateText } from './certificate/text.js';
