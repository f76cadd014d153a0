import type { ChangeClass, FormatRule } from '../../types.js';

/**
 * What has to be the case for a change to be allowed.
 * `always`: also after a certification that permits nothing (validation data, document time-stamps; ISO 32000-2 12.8.2.2 note).
 * `form`: form filling and signing, from P = 2 on. `uncertified`: only where nobody certified the document. `remarked`: no signature forbids it, and
 * people have to know of it all the same. `never`: a signature allows it never.
 */
export type Permission = 'always' | 'form' | 'uncertified' | 'remarked' | 'never';

/** One difference between two revisions, before the signature's own rules are applied. */
export interface ChangeFact {
  readonly class: ChangeClass;
  readonly permission: Permission;
  /** The rule that is broken where the change is not allowed. */
  readonly rule: FormatRule;
  readonly code: string;
  readonly message: string;
  readonly object?: number;
  readonly page?: number;
  /** Full name of the field that was changed. */
  readonly field?: string;
  /** The field was there when the signature was made, so its locks may speak of it. */
  readonly lockable?: boolean;
}

/** A change that no signature allows and no rule explains. */
export function undefinedChange(
  code: string,
  message: string,
  where: { object?: number | undefined; page?: number | undefined; field?: string | undefined } = {},
): ChangeFact {
  return { class: 'undefined', permission: 'never', rule: 'undefined-changes', code, message, ...present(where) };
}

/** Drops what is undefined, so that the fields are absent. */
export function present(where: { object?: number | undefined; page?: number | undefined; field?: string | undefined }): {
  object?: number;
  page?: number;
  field?: string;
} {
  return {
    ...(where.object === undefined ? {} : { object: where.object }),
    ...(where.page === undefined ? {} : { page: where.page }),
    ...(where.field === undefined ? {} : { field: where.field }),
  };
}
