import type { ProfileRule } from '../rule.js';
import { CRYPTOGRAPHY_RULES } from './cryptography.js';
import { ENCODING_RULES } from './encoding.js';
import { EXTENSION_RULES } from './extensions.js';
import { NAME_RULES } from './names.js';
import { STATEMENT_RULES } from './statements.js';
import { USAGE_RULES } from './usage.js';

/** All rules, as `docs/certificate-profile.md` lists them. */
export const PROFILE_RULES: readonly ProfileRule[] = [
  ...ENCODING_RULES,
  ...NAME_RULES,
  ...EXTENSION_RULES,
  ...USAGE_RULES,
  ...STATEMENT_RULES,
  ...CRYPTOGRAPHY_RULES,
];
