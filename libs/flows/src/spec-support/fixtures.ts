import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRfc3339, readPem } from '@sigillum/encoding';
import { policyNamed } from '@sigillum/validation';
import { NO_MATERIAL, readAnchors, sortMaterial } from '../supplied-material.js';
import type { ValidationRequest } from '../validate-document.js';

export const ROOT = join(import.meta.dirname, '../../../..');
const FIXTURES = join(ROOT, 'fixtures');

function blobs(path: string): Uint8Array[] {
  const bytes = readFileSync(path);
  return bytes.includes('-----BEGIN ') ? readPem(bytes.toString('latin1')).map((block) => block.bytes) : [bytes];
}

/** A document and what is asked about it. */
export interface Case {
  readonly name: string;
  readonly input: string;
  readonly request: ValidationRequest;
}

/** A request without trust, offline. */
export function requestAt(at: string, policy: string): ValidationRequest {
  const [instant, found] = [fromRfc3339(at), policyNamed(policy)];
  if (instant === undefined || !found) throw new Error(`${at}, ${policy}: not usable`);
  return { at: instant, policy: found, anchors: [], supplied: NO_MATERIAL, trustLists: 'missing', offline: true };
}

/** One fixture, as its `case.json` has it. */
export function fixture(name: string): Case {
  return caseOf(join(name, 'case.json'));
}

/** All fixtures, in the order of their names. */
export function fixtures(): Case[] {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('case.json'));
  return files.sort().map(caseOf);
}

interface CaseFile extends Record<'id' | 'at' | 'policy' | 'input', string> {
  readonly anchors: readonly string[];
  readonly certificates: readonly string[];
}

function caseOf(file: string): Case {
  const folder = join(FIXTURES, file, '..');
  const { id, at, policy, input, anchors, certificates } = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as CaseFile;
  const trusted = readAnchors(anchors.flatMap((path) => blobs(join(FIXTURES, path))));
  const supplied = sortMaterial(certificates.flatMap((path) => blobs(join(folder, path))));
  return { name: id, input: join(folder, input), request: { ...requestAt(at, policy), anchors: trusted, supplied } };
}
