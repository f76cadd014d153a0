// Publishes snapshots made of one file into a store until it is killed or fails: FOLDER, FILE. Prints the generation of each.
import { readFileSync, writeSync } from 'node:fs';
import { createTrustStore } from '@sigillum/adapters';
import { readSnapshot } from '@sigillum/tsl';

const [folder = '', file = ''] = process.argv.slice(2);
const store = createTrustStore({ folder });
const snapshot = readSnapshot(readFileSync(file));
try {
  for (;;) {
    const { generation, snapshot: now } = store.current() ?? { generation: 0, snapshot };
    if (store.publish({ ...snapshot, taken: now.taken + 1 }, generation)) writeSync(1, `${generation + 1}\n`);
  }
} catch (error) {
  writeSync(1, `${error.code}\n`);
}
