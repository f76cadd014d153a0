import { CERTIFICATES } from './certificates/certificates.js';
import { CMS } from './cms.js';
import { CRYPTOGRAPHY } from './cryptography.js';
import { INDICATIONS } from './indications.js';
import { INPUT } from './input.js';
import { PDF_CHANGES } from './pdf/changes.js';
import { PDF_SIGNATURE } from './pdf/signature.js';
import { PDF_STRUCTURE } from './pdf/structure.js';
import { QUALIFICATION } from './trust/qualification.js';
import { REVOCATION } from './certificates/revocation.js';
import { SUB_INDICATIONS } from './sub-indications.js';
import { TRUST_LISTS } from './trust/trust-lists.js';
import { VALIDATION } from './validation.js';
import { VERDICTS } from './verdicts.js';
import { XML } from './xml.js';

/** Every code, in groups by origin. */
export const FACTS = {
  ...VERDICTS,
  ...INDICATIONS,
  ...SUB_INDICATIONS,
  ...VALIDATION,
  ...CRYPTOGRAPHY,
  ...CERTIFICATES,
  ...QUALIFICATION,
  ...TRUST_LISTS,
  ...REVOCATION,
  ...CMS,
  ...PDF_SIGNATURE,
  ...PDF_CHANGES,
  ...PDF_STRUCTURE,
  ...XML,
  ...INPUT,
} as const;
