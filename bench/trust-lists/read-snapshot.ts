// A process of its own over the built libs: reads the stored snapshot named on the command line and prints the seconds, as a fresh start has them.
import { readFileSync } from 'node:fs';
import { readSnapshot } from '@sigillum/tsl';

const started = performance.now();
const { trusted } = readSnapshot(readFileSync(process.argv[2] ?? ''));
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, authenticated: trusted.length }));
