// `npm run bench`: how fast the built command and the built service are, on this machine, now.
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { chooseDocuments } from './documents.ts';
import { narrowed } from './narrow.ts';
import { measureColdStart } from './measures/cold-start.ts';
import { measureEventLoop } from './measures/event-loop.ts';
import { measureFloor } from './measures/floor.ts';
import { measureLargeFile } from './measures/large-file.ts';
import { measureMemory } from './measures/memory.ts';
import { measurePeer } from './measures/peer.ts';
import { measureThroughput } from './measures/throughput.ts';
import { measureTrustLists } from './measures/trust-lists.ts';
import { HELP, type Measure, readOptions } from './options.ts';
import { COMMAND_BUILT, SERVICE } from './process/built.ts';
import { printTable, type Row } from './table.ts';

const options = readOptions(process.argv.slice(2));
if (options.help) {
  process.stdout.write(HELP);
  process.exit();
}
for (const built of [COMMAND_BUILT, ...(options.measures.includes('event-loop') ? [SERVICE] : [])]) {
  if (existsSync(built)) continue;
  process.stderr.write(`bench: ${built} is not there; the bench measures what is built: npm run build\n`);
  process.exit(2);
}

const documents = await narrowed(chooseDocuments(options.set), options);
const results: Record<string, unknown> = {
  machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version },
  date: new Date().toISOString(),
  set: { from: documents.from, documents: documents.files.length, megabytes: documents.megabytes, options: documents.options },
};
process.stdout.write(`${documents.about}\n\n`);

const measures: Readonly<Record<Measure, () => Promise<{ rows: Row[]; values: unknown }>>> = {
  throughput: () => measureThroughput(documents, options.rounds),
  floor: () => measureFloor(documents),
  peer: () => measurePeer(documents, options.peer, options.rounds, results.throughput),
  memory: () => measureMemory(documents),
  'cold-start': () => measureColdStart(documents),
  'large-file': () => measureLargeFile(options.largeBytes),
  'event-loop': () => measureEventLoop(options.uploadBytes),
  'trust-lists': () => measureTrustLists(options.peer, options.rounds),
};
for (const name of options.measures) {
  process.stderr.write(`bench: ${name}\n`);
  const { rows, values } = await measures[name]();
  results[name] = values;
  printTable(name, rows);
}
const json = `${JSON.stringify(results, undefined, 2)}\n`;
if (options.out === undefined) process.stdout.write(json);
else writeFileSync(options.out, json);
