// A process of its own over the built libs: authenticates a folder of saved trusted lists as of a moment and stores the snapshot.
// Arguments: folder, folder of the anchors (certificates in DER or PEM), URL of their announcement, moment, file for the snapshot.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRfc3339, readPem } from '@sigillum/encoding';
import { buildSnapshot, readSavedLists, writeSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';

const [folder = '', anchorsFolder = '', ojUrl = '', at = '', stored = ''] = process.argv.slice(2);
const now = fromRfc3339(at);
if (now === undefined) throw new Error(`${at}: not a moment`);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
const anchors = readdirSync(anchorsFolder)
  .map((name) => readFileSync(join(anchorsFolder, name)))
  .flatMap((bytes) => (bytes.includes('-----BEGIN ') ? readPem(bytes.toString('latin1')).map((block) => block.bytes) : [bytes]))
  .map((bytes) => parseCertificate(bytes));

const started = performance.now();
const { lotl, pivots, lists } = readSavedLists(files);
if (lotl === undefined) throw new Error(`${folder}: no list of the lists`);
const snapshot = await buildSnapshot({ lotl, pivots, lists, anchors, ojUrl, now });
const built = performance.now();
writeFileSync(stored, writeSnapshot(snapshot));
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    lists: lists.length,
    authenticated: snapshot.trusted.length,
    seconds: (built - started) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakBytes: maxRSS * 1024,
  }),
);
