import type { BenchDocuments } from './documents.ts';
import type { BenchOptions } from './options.ts';
import { runBatch } from './measures/throughput.ts';
import { inScratchFolder } from './process/scratch.ts';

interface Answer {
  readonly file: string;
  readonly signatures: readonly { readonly level: string }[];
}

/** The documents that the options ask for: those with a signature of a named level, as the command itself determines it. */
export async function narrowed(documents: BenchDocuments, { levels, allReports }: BenchOptions): Promise<BenchDocuments> {
  if (levels === undefined) return { ...documents, allReports };
  const { lines } = await inScratchFolder((folder) => runBatch(documents.files, documents, 2, folder));
  const files = lines
    .map((line) => JSON.parse(line) as Answer)
    .filter(({ signatures }) => signatures.some(({ level }) => levels.includes(level.replace(/^.*-/, ''))))
    .map(({ file }) => file);
  if (files.length < 2) throw new Error(`${files.length} documents of level ${levels.join(', ')}; at least 2 are needed.`);
  return { ...documents, files, allReports, about: `${documents.about} Of these ${files.length} of level ${levels.join(', ')}.` };
}
