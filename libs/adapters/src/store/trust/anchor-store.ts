import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AnchorSet, anchorSetId, readAnchorSet } from '@sigillum/tsl/in-use';
import { writeWhole } from '../write-whole.js';

/** A set of anchors and what it is here. */
export interface KnownAnchorSet {
  /** By its content: announcement, address of the list and fingerprints. */
  readonly id: string;
  readonly set: AnchorSet;
  /** `shipped`: comes with Sigillum; `staged`: laid in by an operator, without effect. */
  readonly from: 'shipped' | 'staged' | 'accepted';
  readonly active: boolean;
}

/** Which certificates of the Official Journal are trusted: the newest that came with Sigillum until an operator or the first refresh settles it. */
export interface AnchorStore {
  /** Throws `TslError` LOTL_ANCHORS_UNREADABLE where one of the files is damaged. */
  sets(): readonly KnownAnchorSet[];
  active(): KnownAnchorSet;
  /** Lays a set in, without effect; gives its id. Throws as `sets`. */
  stage(text: string): string;
  /** Brings a shipped or staged set into effect; false where there is none of this id. */
  accept(id: string): boolean;
}

export interface AnchorStoreOptions {
  readonly folder: string;
  /** The folder of the sets that come with Sigillum. */
  readonly shipped: string;
}

interface Read {
  readonly id: string;
  readonly set: AnchorSet;
  readonly text: string;
}

/** The sets as files: `active.json` and `staged/ID.json`, each written whole. */
export function createAnchorStore({ folder, shipped }: AnchorStoreOptions): AnchorStore {
  const [active, staged] = [join(folder, 'active.json'), join(folder, 'staged')];
  const accepted = (): Read | undefined => filesIn(folder).flatMap((name) => (name === 'active.json' ? [readSet(active)] : []))[0];
  const setsIn = (path: string): Read[] => filesIn(path).map((name) => readSet(join(path, name)));
  const sets = (): KnownAnchorSet[] => {
    const [inEffect, ours, theirs] = [accepted(), newestFirst(setsIn(shipped)), setsIn(staged)];
    const chosen = inEffect?.id ?? ours[0]?.id;
    const known: [Read, KnownAnchorSet['from']][] = [
      ...ours.map((one): [Read, 'shipped'] => [one, 'shipped']),
      ...theirs.map((one): [Read, 'staged'] => [one, 'staged']),
      ...(inEffect === undefined ? [] : [[inEffect, 'accepted'] as [Read, 'accepted']]),
    ];
    const once = known.filter(([{ id }], index) => known.findIndex(([one]) => one.id === id) === index);
    return once.map(([{ id, set }, from]) => ({ id, set, from, active: id === chosen }));
  };
  return {
    sets,
    active() {
      const found = sets().find((one) => one.active);
      if (found === undefined) throw new Error(`there is no set of anchors in ${shipped}`);
      return found;
    },
    stage(text) {
      const id = anchorSetId(readAnchorSet(text));
      writeWhole(join(staged, `${id}.json`), Buffer.from(text));
      return id;
    },
    accept(id) {
      const chosen = [...setsIn(staged), ...setsIn(shipped)].find((one) => one.id === id);
      if (chosen === undefined) return accepted()?.id === id;
      writeWhole(active, Buffer.from(chosen.text));
      rmSync(join(staged, `${id}.json`), { force: true });
      return true;
    },
  };
}

function readSet(path: string): Read {
  const text = readFileSync(path, 'utf8');
  const set = readAnchorSet(text);
  return { id: anchorSetId(set), set, text };
}

function newestFirst(sets: readonly Read[]): Read[] {
  return [...sets].sort((a, b) => (a.set.date < b.set.date ? 1 : -1));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
