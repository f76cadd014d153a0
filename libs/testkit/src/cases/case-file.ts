/** What is expected of one signature; a key that is left out is not looked at. */
export interface ExpectedSignature {
  readonly indication: 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';
  readonly subIndication: string | null;
  /** Which signature is meant, by its field; without, the one in the same place of the list. */
  readonly label?: string;
  readonly level?: string;
  readonly intact?: boolean;
  /** Classes of what changed afterwards, each at least once, in alphabetical order. */
  readonly changes?: readonly string[];
  /** Codes that have to be among the reasons. */
  readonly reasons?: readonly string[];
}

export interface Expectation {
  readonly exitCode: number;
  /** The code of a document that cannot be looked at. */
  readonly error?: string;
  readonly signatures: readonly ExpectedSignature[];
}

/** `case.json`: a document's expectation beside it. Paths of anchors are relative to `fixtures/`, those of certificates to the case. */
export interface CaseFile {
  readonly id: string;
  readonly about: string;
  readonly clause: string;
  readonly source: string;
  /** Name of the document in the folder. */
  readonly input: string;
  /** Validation time, RFC 3339. */
  readonly at: string;
  readonly policy: string;
  readonly anchors: readonly string[];
  readonly certificates: readonly string[];
  readonly expect: Expectation;
}

type Kind = 'string' | 'number' | 'boolean' | 'strings' | 'object' | 'objects' | 'string-or-null';

const CASE: Readonly<Record<string, Kind>> = {
  id: 'string',
  about: 'string',
  clause: 'string',
  source: 'string',
  input: 'string',
  at: 'string',
  policy: 'string',
  anchors: 'strings',
  certificates: 'strings',
  expect: 'object',
};
const EXPECT: Readonly<Record<string, Kind>> = { exitCode: 'number', signatures: 'objects' };
const EXPECT_OPTIONAL: Readonly<Record<string, Kind>> = { error: 'string' };
const SIGNATURE: Readonly<Record<string, Kind>> = { indication: 'string', subIndication: 'string-or-null' };
const SIGNATURE_OPTIONAL: Readonly<Record<string, Kind>> = {
  label: 'string',
  level: 'string',
  intact: 'boolean',
  changes: 'strings',
  reasons: 'strings',
};

function isKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'objects':
      return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'string-or-null':
      return value === null || typeof value === 'string';
    default:
      return typeof value === kind;
  }
}

/** Fails on a key that is not known, missing, or of another kind, so that a misspelt expectation can't pass unseen. */
function checkKeys(
  where: string,
  value: object,
  required: Readonly<Record<string, Kind>>,
  optional: Readonly<Record<string, Kind>> = {},
): void {
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const [key, entry] of entries) {
    const kind = required[key] ?? optional[key];
    if (kind === undefined) throw new Error(`${where}: the key ${key} is not known`);
    if (!isKind(entry, kind)) throw new Error(`${where}: ${key} is not ${kind}`);
  }
  const missing = Object.keys(required).filter((key) => !entries.has(key));
  if (missing.length > 0) throw new Error(`${where}: missing ${missing.join(', ')}`);
}

function isCaseFile(value: unknown, where: string): value is CaseFile {
  if (typeof value !== 'object' || value === null) throw new Error(`${where}: not an object`);
  checkKeys(where, value, CASE);
  const { expect } = value as CaseFile;
  checkKeys(`${where} expect`, expect, EXPECT, EXPECT_OPTIONAL);
  for (const signature of expect.signatures) checkKeys(`${where} signature`, signature, SIGNATURE, SIGNATURE_OPTIONAL);
  return true;
}

/** Reads a `case.json`. Throws on unknown, missing and wrong keys, naming them. */
export function parseCaseFile(text: string, where: string): CaseFile {
  const value: unknown = JSON.parse(text);
  if (!isCaseFile(value, where)) throw new Error(`${where}: not a case`);
  return value;
}
