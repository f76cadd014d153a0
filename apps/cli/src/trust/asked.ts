import { readFileSync, statSync } from 'node:fs';
import { Budget, CodedError, type Instant } from '@sigillum/encoding';
import {
  demonstrationHeading,
  lookUpCertificate,
  lookUpName,
  toTrustCountry,
  toTrustCountryText,
  toTrustDifference,
  toTrustDifferenceText,
  toTrustLookUpText,
  toTrustOverview,
  toTrustOverviewText,
} from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl/in-use';
import { parseCertificate } from '@sigillum/x509';
import { UsageError } from '../usage.js';
import { readMaterial } from '../wiring.js';
import { trustStore } from './data-folder.js';
import { TrustDataError } from './trust-data-error.js';
import { storedTrust, trustOf } from './trust-of.js';
import type { TrustOptions } from './trust-options.js';

/** What a question about the lists is answered with. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
}

export interface Asked {
  readonly trust: TrustOptions;
  /** undefined: now. */
  readonly at: Instant | undefined;
  readonly now: Instant;
}

/** All lists, or one country's. */
export async function show(territory: string | undefined, { trust, at, now }: Asked): Promise<Answer> {
  const snapshot = await snapshotFor(trust, at ?? now);
  if (territory === undefined) {
    const overview = toTrustOverview(snapshot, at ?? now);
    return answer(snapshot, overview, toTrustOverviewText(overview));
  }
  const country = toTrustCountry(snapshot, territory.toUpperCase(), at ?? now);
  const known = snapshot.lists.map((list) => list.territory).join(' ');
  if (country === undefined) throw new UsageError(`No list of "${territory}" is known; those that are: ${known}.`);
  return answer(snapshot, country, toTrustCountryText(country));
}

/** The services that a certificate, in a file, or a name leads to. */
export async function find(wanted: string, { trust, at, now }: Asked): Promise<Answer> {
  const snapshot = await snapshotFor(trust, at ?? now);
  const moment = at ?? now;
  const file = certificateIn(wanted);
  const found = file === undefined ? lookUpName(snapshot, wanted, moment) : lookUpCertificate(snapshot, file, moment, new Budget());
  return answer(snapshot, found, toTrustLookUpText(found));
}

/** The snapshot in use and the others that are stored. */
export async function snapshots({ trust, now }: Asked): Promise<Answer> {
  const snapshot = await snapshotFor(trust, now);
  const { id, taken } = snapshot;
  const stored = trustStore()
    .list()
    .map((one) => ({ snapshot: one.id, stored: new Date(one.storedAt).toISOString() }));
  const json = { snapshot: id, taken: new Date(taken).toISOString(), stored };
  const others = stored.map((one) => `  ${one.snapshot}  stored ${one.stored}`);
  return answer(snapshot, json, [`${json.snapshot}  taken ${json.taken}`, ...others, ''].join('\n'));
}

/** What changed between two snapshots: ids of stored ones, or folders of saved lists. */
export async function diff(before: string, after: string, { trust, now }: Asked): Promise<Answer> {
  const [from, to] = [await snapshotNamed(before, trust, now), await snapshotNamed(after, trust, now)];
  const difference = toTrustDifference(from, to);
  return answer(to, difference, toTrustDifferenceText(difference));
}

function answer(snapshot: TrustSnapshot, json: unknown, text: string): Answer {
  return { json, text: `${demonstrationHeading(snapshot)}${text}` };
}

async function snapshotNamed(name: string, trust: TrustOptions, now: Instant): Promise<TrustSnapshot> {
  if (/^L-[0-9A-F]+$/i.test(name)) return present(storedTrust(name));
  return snapshotFor({ ...trust, 'trust-lists': name }, now);
}

async function snapshotFor(trust: TrustOptions, now: Instant): Promise<TrustSnapshot> {
  const found = await trustOf(trust, now);
  if (found === 'not-used') throw new UsageError('--no-trust-lists leaves nothing to answer from.');
  return present(found);
}

function present(found: TrustSnapshot | 'missing'): TrustSnapshot {
  if (found === 'missing')
    throw new TrustDataError('No trusted lists are stored: `sigillum trust refresh` downloads them, --trust-lists DIR uses saved ones.');
  return found;
}

/** The certificate in a file of this name; undefined where there is no such file, so that a name is meant. */
function certificateIn(name: string): ReturnType<typeof parseCertificate> | undefined {
  if (!(statSync(name, { throwIfNoEntry: false })?.isFile() ?? false)) return undefined;
  try {
    const [bytes] = readMaterial(name);
    return parseCertificate(bytes ?? readFileSync(name));
  } catch (error) {
    if (error instanceof CodedError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
