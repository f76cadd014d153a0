import { canonicalJson, type Instant } from '@sigillum/encoding';
import { toSimpleReport, type ValidationResult } from '@sigillum/reports';
import type { ValidationPolicy } from '@sigillum/validation';
import { judge } from '../judge.js';
import { detailedDigestOf, type SavedEvidence } from './saved-evidence.js';

/** What is asked otherwise of the same evidence. */
export interface ReplayRequest {
  readonly at?: Instant;
  readonly policy?: ValidationPolicy;
}

/** A value of the simple report that is another one than then, as JSON; undefined where there was or is none. */
export interface ReportDifference {
  /** `signatures[0].indication` */
  readonly path: string;
  readonly saved: string | undefined;
  readonly now: string | undefined;
}

export interface Replay {
  readonly result: ValidationResult;
  /** The detailed report, and with it everything that was looked at and concluded, is the same as then, byte for byte. */
  readonly same: boolean;
  /** Of the simple report; may be empty where only the detailed one differs. */
  readonly differences: readonly ReportDifference[];
}

/** Draws the verdict again out of what was saved, with nothing else; and says what differs from the verdict of then. */
export function replay(saved: SavedEvidence, { at = saved.at, policy = saved.policy }: ReplayRequest = {}): Replay {
  const result = judge({ ...saved, at, policy });
  const differences = [...differencesOf('', saved.report, JSON.parse(JSON.stringify(toSimpleReport(result))))];
  return { result, same: differences.length === 0 && detailedDigestOf(result) === saved.detailedDigest, differences };
}

function* differencesOf(path: string, saved: unknown, now: unknown): Generator<ReportDifference> {
  const [then, today] = [membersOf(saved), membersOf(now)];
  if (!then || !today || Array.isArray(saved) !== Array.isArray(now)) {
    const values = { saved: jsonOf(saved), now: jsonOf(now) };
    if (values.saved !== values.now) yield { path, ...values };
    return;
  }
  for (const name of new Set([...today.keys(), ...then.keys()])) {
    const place = Array.isArray(saved) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    yield* differencesOf(place, then.get(name), today.get(name));
  }
}

function membersOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined;
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}
