import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { readSnapshot, type StoredSnapshot, type TrustSnapshot, type TrustStore, writeSnapshot } from '@sigillum/tsl/in-use';
import { createWhole, DRAFT, writeWhole } from '../write-whole.js';

/** Snapshots on disk, and which of them is in use. */
export interface DiskTrustStore extends TrustStore {
  /** The newest switch, 0 where there is none: cheap to ask, and another number than before where any process has published. */
  generation(): number;
  /** Ids of the snapshots that are kept, with when they were taken into the store (milliseconds); the newest first. */
  list(): { readonly id: string; readonly storedAt: number }[];
  /** A kept snapshot by its id or the beginning of it; undefined where none or several fit. Throws `TslError` where it is damaged. */
  find(id: string): TrustSnapshot | undefined;
}

export interface TrustStoreOptions {
  readonly folder: string;
  /** Snapshots of different lists that are kept; beyond them the oldest go, and never the one in use. */
  readonly maxSnapshots?: number;
}

const MAX_SNAPSHOTS = 100;

/** Switches that are remembered, so that the last good snapshot is found where the newest is damaged. */
const GENERATIONS = 8;

const GENERATION = /^\d{12}$/;
const SNAPSHOT = /^(L-[0-9A-F]{64})-([0-9a-f]{32})\.snapshot$/;

/** Abandoned drafts go after this many milliseconds: nobody writes for so long. */
const DRAFT_AGE = 600_000;

/**
 * Snapshots under the name of their content, and numbered switches, each a file that names a snapshot: the highest number whose snapshot is whole is in use. A switch is one link
 * that fails where another process has made that number, so that no lock can be left behind and no older snapshot can follow a newer one.
 */
export function createTrustStore({ folder, maxSnapshots = MAX_SNAPSHOTS }: TrustStoreOptions): DiskTrustStore {
  const [snapshots, switches] = [join(folder, 'snapshots'), join(folder, 'current')];
  return {
    generation: () => highest(switches),
    current: () => currentIn(snapshots, switches),
    publish(snapshot, after) {
      const newest = highest(switches);
      if (newest !== after && (currentIn(snapshots, switches)?.generation ?? 0) !== after) return false;
      const bytes = writeSnapshot(snapshot);
      const name = `${snapshot.id}-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.snapshot`;
      writeWhole(join(snapshots, name), bytes);
      if (!createWhole(join(switches, String(newest + 1).padStart(12, '0')), Buffer.from(`${name}\n`))) return false;
      // Others may have made that number, and more, and swept it away again: then this one is of no effect.
      if (highest(switches) !== newest + 1) return false;
      sweep(snapshots, switches, maxSnapshots);
      return true;
    },
    list: () => newestFirst(snapshots).map(({ id, storedAt }) => ({ id, storedAt })),
    find(id) {
      const found = newestFirst(snapshots).filter((one) => one.id.startsWith(id.toUpperCase()));
      const [first] = found;
      if (first === undefined || found.some((one) => one.id !== first.id)) return undefined;
      return readSnapshot(readFileSync(join(snapshots, first.name)));
    },
  };
}

function currentIn(snapshots: string, switches: string): StoredSnapshot | undefined {
  for (const generation of generationsIn(switches)) {
    try {
      const name = readFileSync(join(switches, generation), 'utf8').trim();
      if (!SNAPSHOT.test(name)) continue;
      return { snapshot: readSnapshot(readFileSync(join(snapshots, name))), generation: Number(generation) };
    } catch (error) {
      // damaged, or swept away while it was looked for: the one before is the last good one
      if (!(error instanceof CodedError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

function highest(switches: string): number {
  return Number(generationsIn(switches)[0] ?? 0);
}

/** The newest first. */
function generationsIn(switches: string): string[] {
  return namesIn(switches)
    .filter((name) => GENERATION.test(name))
    .sort()
    .reverse();
}

interface Filed {
  readonly name: string;
  readonly id: string;
  readonly storedAt: number;
}

/** Of several files of one snapshot, which differ in when the lists were last asked for, the newest alone. */
function newestFirst(snapshots: string): Filed[] {
  const files = filesIn(snapshots).sort((a, b) => b.storedAt - a.storedAt);
  return files.filter(({ id }, index) => files.findIndex((one) => one.id === id) === index);
}

function filesIn(snapshots: string): Filed[] {
  return namesIn(snapshots).flatMap((name) => {
    const id = SNAPSHOT.exec(name)?.[1];
    const stat = id === undefined ? undefined : statSync(join(snapshots, name), { throwIfNoEntry: false });
    return id === undefined || stat === undefined ? [] : [{ name, id, storedAt: stat.mtimeMs }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** What no remembered switch names and is not among the newest goes, and with it what ended processes have left behind. */
function sweep(snapshots: string, switches: string, maxSnapshots: number): void {
  const generations = generationsIn(switches);
  for (const old of generations.slice(GENERATIONS)) rmSync(join(switches, old), { force: true });
  const named = new Set(generations.slice(0, GENERATIONS).flatMap((generation) => nameIn(join(switches, generation))));
  const kept = new Set([
    ...named,
    ...newestFirst(snapshots)
      .map(({ name }) => name)
      .slice(0, maxSnapshots),
  ]);
  for (const { name } of filesIn(snapshots)) if (!kept.has(name)) rmSync(join(snapshots, name), { force: true });
  for (const folder of [snapshots, switches]) {
    for (const draft of namesIn(folder).filter((name) => DRAFT.test(name))) {
      const stat = statSync(join(folder, draft), { throwIfNoEntry: false });
      if (stat !== undefined && Date.now() - stat.mtimeMs > DRAFT_AGE) rmSync(join(folder, draft), { force: true });
    }
  }
}

function nameIn(path: string): string[] {
  try {
    return [readFileSync(path, 'utf8').trim()];
  } catch {
    return []; // swept away by another process
  }
}
