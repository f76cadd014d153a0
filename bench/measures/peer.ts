import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { BenchDocuments } from '../documents.ts';
import { ORACLE } from '../process/built.ts';
import { processorSeconds } from '../process/processor-time.ts';
import { mebibytes, milliseconds, rate, type Row } from '../table.ts';
import type { Throughput } from './throughput.ts';

interface PeerPass {
  readonly round: number;
  readonly threads: number;
  readonly documents_per_second: number;
  readonly peak_rss_kib: number;
}

/** How often the peer goes through the set: once to get warm, the rest to be measured. */
const MOST_PASSES = 3;

/** The same documents under the same trust and time through EU DSS; its best warm pass counts. */
export async function measurePeer(
  documents: BenchDocuments,
  peer: 'dss' | undefined,
  rounds: number,
  ours: unknown,
): Promise<{ rows: Row[]; values: unknown }> {
  if (peer === undefined || !existsSync(ORACLE))
    return { rows: [['EU DSS', 'not measured', peer ? `${ORACLE} is not there` : 'pass --peer dss']], values: null };
  const rows: Row[] = [];
  const values: unknown[] = [];
  for (const threads of [1, 2]) {
    const { passes, processorMilliseconds } = await runOracle(documents, threads, Math.min(rounds + 1, MOST_PASSES));
    const best = Math.max(...passes.slice(1).map((pass) => pass.documents_per_second));
    const peak = Math.max(...passes.map((pass) => pass.peak_rss_kib)) * 1024;
    rows.push([`EU DSS, ${threads} threads`, rate(best), `best warm pass; up to ${mebibytes(peak)}`]);
    rows.push([`EU DSS, ${threads} threads, processor time a document`, milliseconds(processorMilliseconds)]);
    const own = (Array.isArray(ours) ? (ours as Throughput[]) : []).find((one) => one.workers === threads);
    const ratio = own && {
      unseen: own.unseen / best,
      again: own.again / best,
      processor: (processorMilliseconds ?? NaN) / (own.processorMilliseconds ?? NaN),
    };
    values.push({ threads, best, processorMilliseconds, peakBytes: peak, passes, ratio });
    if (!ratio) continue;
    const other = `again: ${ratio.again.toFixed(1)} times; by processor time: ${ratio.processor.toFixed(1)} times`;
    rows.push([`Sigillum against it on ${threads}`, `${ratio.unseen.toFixed(1)} times`, `documents not seen before; ${other}`]);
  }
  return { rows, values };
}

interface PeerRun {
  readonly passes: readonly PeerPass[];
  /** Of the passes after the first, all threads of the process together. */
  readonly processorMilliseconds: number | undefined;
}

async function runOracle(documents: BenchDocuments, threads: number, rounds: number): Promise<PeerRun> {
  const trust = documents.anchors === undefined ? [] : ['--anchors', documents.anchors];
  const args = [...trust, '--at', documents.at, '--bench', String(rounds), '--threads', String(threads), ...documents.files];
  const child = spawn(ORACLE, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const passes: PeerPass[] = [];
  const processor: (number | undefined)[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    processor.push(processorSeconds(child.pid));
    passes.push(JSON.parse(line) as PeerPass);
  }
  if (passes.length !== rounds) throw new Error(`EU DSS ended after ${passes.length} of ${rounds} passes`);
  const [warm] = processor;
  const end = processor.at(-1);
  const judged = documents.files.length * (rounds - 1);
  const processorMilliseconds = warm === undefined || end === undefined ? undefined : ((end - warm) * 1000) / judged;
  return { passes, processorMilliseconds };
}
