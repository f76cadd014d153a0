import { type ListedService, stateAt } from '@sigillum/qualification';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { JudgedSignature } from '../result.js';

/** The entry of a trusted list that a qualification is drawn from, in the state in force at the time in question. */
export interface ListEntry {
  /** Of the list: `EE`. */
  readonly territory: string;
  readonly provider: string;
  readonly service: string;
  /** `CA/QC`, `TSA/QTST`: the end of the URI of TS 119 612 5.5.1. */
  readonly type: string;
  /** `granted`, `withdrawn`: the end of the URI of TS 119 612 5.5.4. */
  readonly status: string;
  readonly since: string;
}

type State = NonNullable<ReturnType<typeof stateAt>>;

/** A service in one of its states. */
export function listEntry({ territory, provider }: ListedService, { names, type, status, startingTime }: State): ListEntry {
  return {
    territory,
    provider: provider.names[0] ?? '',
    service: names[0] ?? '',
    type: type.replace(/^.*[/]Svctype[/]/, ''),
    status: status.slice(status.lastIndexOf('/') + 1),
    since: toRfc3339(startingTime),
  };
}

/** The state that a service had at a time; null where it is none, or had not begun. */
export function listEntryAt(listed: ListedService | undefined, at: Instant | undefined): ListEntry | null {
  const state = listed && at !== undefined ? stateAt(listed.service, at) : undefined;
  return listed && state ? listEntry(listed, state) : null;
}

/**
 * The entry that made a signature what it is: that at best-signature-time. Where it answered at one of the times of TS 119 615 4.4 only, it is shown
 * as it stood at the other, because that is what decided: a status that was withdrawn between issuance and use must not be read as granted.
 */
export function decisiveEntry({ qualification }: Pick<JudgedSignature, 'qualification'>): ListEntry | null {
  const { atUse, atIssuance } = qualification?.certificate ?? {};
  const entry = atUse?.entry ?? atIssuance?.entry;
  if (entry === undefined) return null;
  const answered = listEntry(entry.listed, entry.state);
  if (atUse?.entry && atIssuance?.entry) return answered;
  return listEntryAt(entry.listed, (atUse?.entry ? atIssuance : atUse)?.at) ?? answered;
}
