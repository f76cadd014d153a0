import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchDocuments } from '../documents.ts';
import { median, passes } from '../figures.ts';
import { type CommandRun, runCommand } from '../process/run-command.ts';
import { inScratchFolder } from '../process/scratch.ts';
import { milliseconds, rate, type Row } from '../table.ts';

export interface Throughput {
  readonly workers: number;
  /** Documents per second of the first pass, the start of the process included. */
  readonly first: number;
  /** Of a warm process for documents that it has not seen before. */
  readonly unseen: number;
  /** Of a warm process for documents that it has seen before: median and best pass. */
  readonly again: number;
  readonly againBest: number;
  /** Processor time for one document seen before, all threads together; less disturbed by what else the machine does. */
  readonly processorMilliseconds: number | undefined;
}

/**
 * Documents per second of one `sigillum validate --batch`, as users run it: the batch names the set several times. What is known
 * from document to document (outcomes of signature checks over certificates) makes a second pass cheaper; so a third figure warms up
 * with one half of the set and counts the other half, both ways round.
 */
export async function measureThroughput(documents: BenchDocuments, rounds: number): Promise<{ rows: Row[]; values: Throughput[] }> {
  const values = await inScratchFolder(async (folder) => {
    const found: Throughput[] = [];
    for (const workers of [1, 2]) found.push(await withWorkers(documents, rounds, workers, folder));
    return found;
  });
  const rows = values.flatMap(({ workers, first, unseen, again, againBest, processorMilliseconds }): Row[] => {
    const on = workers === 1 ? '1 worker' : `${workers} workers`;
    return [
      [`${on}, warm, documents not seen before`, rate(unseen)],
      [`${on}, warm, the same documents again`, rate(again), `best pass ${rate(againBest)}`],
      [`${on}, first pass with the start of the process`, rate(first)],
      [`${on}, warm, processor time a document`, milliseconds(processorMilliseconds), 'the same documents again'],
    ];
  });
  return { rows, values };
}

async function withWorkers(documents: BenchDocuments, rounds: number, workers: number, folder: string): Promise<Throughput> {
  const { files } = documents;
  const run = (list: readonly string[]) => runBatch(list, documents, workers, folder);
  const repeated = await run(Array.from({ length: rounds + 1 }, () => files).flat());
  const [first = 0, ...warm] = passes(repeated.times, files.length);
  const halves = [files.filter((_, index) => index % 2 === 0), files.filter((_, index) => index % 2 === 1)] as const;
  let unseenSeconds = 0;
  for (const [warming, counted] of [halves, [halves[1], halves[0]] as const]) {
    const before = Array.from({ length: rounds * 2 }, () => warming).flat();
    const { times } = await run([...before, ...counted]);
    unseenSeconds += (times.at(-1) ?? 0) - (times[before.length - 1] ?? 0);
  }
  return {
    workers,
    first: files.length / first,
    unseen: files.length / unseenSeconds,
    again: files.length / median(warm),
    againBest: files.length / Math.min(...warm),
    processorMilliseconds: perDocument(repeated.processor, files.length),
  };
}

function perDocument(processor: readonly (number | undefined)[], warming: number): number | undefined {
  const before = processor[warming - 1];
  const after = processor.at(-1);
  if (before === undefined || after === undefined) return undefined;
  return ((after - before) * 1000) / (processor.length - warming);
}

/** One batch over the files in this order; throws where a document got no answer. */
export async function runBatch(files: readonly string[], documents: BenchDocuments, workers: number, folder: string): Promise<CommandRun> {
  const batch = join(folder, 'batch.jsonl');
  const reports = documents.allReports ? ['--report', 'text,simple,detailed,etsi', '--out', join(folder, 'reports')] : [];
  writeFileSync(batch, files.map((file) => `${JSON.stringify({ file })}\n`).join(''));
  const run = await runCommand(['validate', '--ndjson', '--workers', String(workers), ...documents.options, ...reports, '--batch', batch]);
  if (run.lines.length !== files.length) throw new Error(`${files.length} documents, ${run.lines.length} answers (exit ${run.exitCode})`);
  const failed = run.lines.find((line) => line.includes('"INTERNAL_ERROR"'));
  if (failed !== undefined) throw new Error(`a document was not judged: ${failed}`);
  return run;
}
