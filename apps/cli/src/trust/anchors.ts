import { readFileSync } from 'node:fs';
import { displayNameOf } from '@sigillum/x509';
import { UsageError } from '../usage.js';
import type { AnchorStore } from '../wiring.js';
import type { Answer } from './asked.js';
import { anchorStore } from './data-folder.js';

type Known = ReturnType<AnchorStore['active']>;

/** `sigillum trust anchors [stage FILE | accept ID]`: whose signatures the list of the lists is believed for. */
export function anchors(args: readonly string[]): Answer {
  const store = anchorStore();
  const [action, what] = args;
  if (action === undefined) return answer('', store.sets());
  if (args.length !== 2 || what === undefined) throw new UsageError('sigillum trust anchors [stage FILE | accept ID]');
  if (action === 'stage') return stage(store, what);
  if (action === 'accept') return accept(store, what.toUpperCase());
  throw new UsageError(`There is no "trust anchors ${action}": stage FILE or accept ID.`);
}

function stage(store: AnchorStore, file: string): Answer {
  const id = store.stage(textOf(file));
  const notice = `Staged as ${id}, without effect. Compare the fingerprints with the Official Journal, then: sigillum trust anchors accept ${id}\n\n`;
  return answer(notice, bothOf(store, id));
}

function accept(store: AnchorStore, id: string): Answer {
  const before = bothOf(store, id).map((one) => one.id);
  if (!store.accept(id)) throw new UsageError(`No set of anchors is called ${id}; \`sigillum trust anchors\` lists them.`);
  const notice = `${id} is in effect. What is stored stays in use until \`sigillum trust refresh\` has authenticated the lists anew.\n\n`;
  return answer(
    notice,
    store.sets().filter((one) => before.includes(one.id)),
  );
}

/** The set in effect and the one that is to follow it, so that both can be compared. */
function bothOf(store: AnchorStore, id: string): Known[] {
  return store.sets().filter((one) => one.active || one.id === id);
}

function answer(notice: string, sets: readonly Known[]): Answer {
  return {
    json: sets.map(({ id, from, active, set }) => ({
      id,
      from,
      active,
      publication: set.publication,
      date: set.date,
      announcement: set.ojUrl,
      location: set.lotlUrl,
      certificates: set.certificates.map(({ subject, sha256 }) => ({ subject: subject.text, sha256 })),
    })),
    text: `${notice}${sets.map(textOfSet).join('\n')}`,
  };
}

function textOfSet({ id, from, active, set }: Known): string {
  return [
    `${id}  ${set.publication} of ${set.date}, ${from}${active ? ', ACTIVE' : ''}`,
    `  ${set.ojUrl}`,
    ...set.certificates.map(({ sha256, subject }) => `  ${sha256}  ${displayNameOf(subject)}`),
    '',
  ].join('\n');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read (${(error as NodeJS.ErrnoException).code}); check the name.`);
  }
}
