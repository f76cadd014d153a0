import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { BenchDocuments } from '../documents.ts';
import { mebibytes, rate, type Row } from '../table.ts';
import type { Throughput } from './throughput.ts';

interface PeerPass {
  readonly round: number;
  readonly threads: number;
  readonly documents_per_second: number;
  readonly peak_rss_kib: number;
}

const ORACLE = join(import.meta.dirname, '../../../shared/tools/dss-oracle/dss-oracle');

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
    const passes = await runOracle(documents, threads, Math.min(rounds + 1, MOST_PASSES));
    const best = Math.max(...passes.slice(1).map((pass) => pass.documents_per_second));
    const peak = Math.max(...passes.map((pass) => pass.peak_rss_kib)) * 1024;
    const own = (Array.isArray(ours) ? (ours as Throughput[]) : []).find((one) => one.workers === threads);
    const ratio = own && { unseen: own.unseen / best, again: own.again / best };
    values.push({ threads, best, peakBytes: peak, passes, ratio });
    rows.push([`EU DSS, ${threads} threads`, rate(best), `best warm pass; up to ${mebibytes(peak)}`]);
    if (ratio)
      rows.push([
        `Sigillum against it on ${threads}`,
        `${ratio.unseen.toFixed(1)} times`,
        `not seen before; again: ${ratio.again.toFixed(1)} times`,
      ]);
  }
  return { rows, values };
}

async function runOracle(documents: BenchDocuments, threads: number, rounds: number): Promise<PeerPass[]> {
  const trust = documents.anchors === undefined ? [] : ['--anchors', documents.anchors];
  const args = [...trust, '--at', documents.at, '--bench', String(rounds), '--threads', String(threads), ...documents.files];
  const child = spawn(ORACLE, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = (await text(child.stdout)).split('\n').filter((line) => line.startsWith('{'));
  if (lines.length !== rounds) throw new Error(`EU DSS ended after ${lines.length} of ${rounds} passes`);
  return lines.map((line) => JSON.parse(line) as PeerPass);
}
