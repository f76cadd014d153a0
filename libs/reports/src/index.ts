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
export {
  type Coded,
  type SimpleChange,
  type SimpleReport,
  type SimpleSignature,
  type SimpleTimestamp,
  toErrorReport,
  toSimpleReport,
} from './simple.js';
export { toErrorText, toTextReport } from './text/text-report.js';
export type { CertificateContents } from './certificate/contents.js';
export type { CertificateResult } from './certificate/result.js';
export { type CertificateReason, type CertificateReport, toCertificateErrorReport, toCertificateReport } from './certificate/simple.js';
export { toCertificateText } from './certificate/text.js';
export { toTrustCountry, type TrustCountry, type TrustProviderView } from './trust/country.js';
export { toTrustDifference, type TrustDifference } from './trust/difference.js';
export type { TrustListEdition, TrustListView } from './trust/list-view.js';
export { lookUpCertificate, lookUpName, type TrustFound, type TrustLookUp } from './trust/look-up.js';
export { toTrustOverview, type TrustOverview } from './trust/overview.js';
export type { TrustCertificateView, TrustServiceView, TrustStateView } from './trust/service-view.js';
export { demonstrationHeading, toTrustCodesText } from './trust/text/codes.js';
export { toTrustCountryText } from './trust/text/country.js';
export { toTrustDifferenceText } from './trust/text/difference.js';
export { toTrustLookUpText } from './trust/text/look-up.js';
export { toTrustOverviewText } from './trust/text/overview.js';
export type { Verdict, VerdictCode } from './verdict/signature-verdict.js';
