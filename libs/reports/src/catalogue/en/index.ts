import type { Wordings } from '../entry.js';
import type { FACTS } from '../facts/index.js';
import { CERTIFICATES_TEXTS } from './certificates/certificates.js';
import { CMS_TEXTS } from './cms.js';
import { CRYPTOGRAPHY_TEXTS } from './cryptography.js';
import { INDICATIONS_TEXTS } from './indications.js';
import { INPUT_TEXTS } from './input.js';
import { PDF_CHANGES_TEXTS } from './pdf/changes.js';
import { PDF_SIGNATURE_TEXTS } from './pdf/signature.js';
import { PDF_STRUCTURE_TEXTS } from './pdf/structure.js';
import { QUALIFICATION_TEXTS } from './trust/qualification.js';
import { REVOCATION_TEXTS } from './certificates/revocation.js';
import { SUB_INDICATION_TEXTS } from './sub-indications.js';
import { TRUST_LISTS_TEXTS } from './trust/trust-lists.js';
import { VALIDATION_TEXTS } from './validation.js';
import { VERDICTS_TEXTS } from './verdicts.js';
import { XML_TEXTS } from './xml.js';

export const EN: Wordings<typeof FACTS> = {
  ...VERDICTS_TEXTS,
  ...INDICATIONS_TEXTS,
  ...SUB_INDICATION_TEXTS,
  ...VALIDATION_TEXTS,
  ...CRYPTOGRAPHY_TEXTS,
  ...CERTIFICATES_TEXTS,
  ...QUALIFICATION_TEXTS,
  ...TRUST_LISTS_TEXTS,
  ...REVOCATION_TEXTS,
  ...CMS_TEXTS,
  ...PDF_SIGNATURE_TEXTS,
  ...PDF_CHANGES_TEXTS,
  ...PDF_STRUCTURE_TEXTS,
  ...XML_TEXTS,
  ...INPUT_TEXTS,
};
