import type { BenchDocuments } from '../documents.ts';
import { runCommand } from '../process/run-command.ts';
import { inScratchFolder } from '../process/scratch.ts';
import { mebibytes, type Row } from '../table.ts';
import { runBatch } from './throughput.ts';

const PASSES = 3;

/** The largest resident set of the process: one document, and the set several times on 1 and 2 workers. */
export async function measureMemory(documents: BenchDocuments): Promise<{ rows: Row[]; values: Record<string, number> }> {
  const [first = ''] = documents.files;
  const jobs = Array.from({ length: PASSES }, () => documents.files).flat();
  return inScratchFolder(async (folder) => {
    const values = {
      one: (await runCommand(['validate', '--ndjson', ...documents.options, first])).usage.peakBytes,
      batch1: (await runBatch(jobs, documents, 1, folder)).usage.peakBytes,
      batch2: (await runBatch(jobs, documents, 2, folder)).usage.peakBytes,
    };
    const rows: Row[] = [
      ['one document', mebibytes(values.one)],
      [`the set ${PASSES} times, 1 worker`, mebibytes(values.batch1)],
      [`the set ${PASSES} times, 2 workers`, mebibytes(values.batch2)],
    ];
    return { rows, values };
  });
}
