import { parseArgs } from 'node:util';

export const MEASURES = ['throughput', 'floor', 'peer', 'memory', 'cold-start', 'large-file', 'event-loop', 'trust-lists'] as const;
export type Measure = (typeof MEASURES)[number];

export interface BenchOptions {
  readonly help: boolean;
  /** In the order in which they are taken. */
  readonly measures: readonly Measure[];
  readonly peer: 'dss' | undefined;
  /** A folder of PDF files instead of the usual set. */
  readonly set: string | undefined;
  /** Only documents with a signature of one of these levels; all without. */
  readonly levels: readonly string[] | undefined;
  /** Every report is written for every document, as a peer makes them. */
  readonly allReports: boolean;
  /** How often the set is gone through warm. */
  readonly rounds: number;
  readonly largeBytes: number;
  readonly uploadBytes: number;
  /** File for the figures as JSON; standard output without. */
  readonly out: string | undefined;
}

export const HELP = `usage: npm run bench -- [options]
  --peer dss       the same documents through EU DSS in the same run, as a ratio (needs ../shared/tools, Java 17, Maven; takes minutes)
  --only LIST      some of: ${MEASURES.join(', ')}
  --set DIR        the PDF files of this folder instead of the usual set
  --levels LIST    only documents with a signature of these levels, as in B,T,LT,LTA
  --all-reports    write the text, simple, detailed and ETSI report of every document
  --rounds N       warm passes over the set (default 5; the peer: 2)
  --large MIB      size of the large file (default 1024)
  --upload MIB     size of the document that is sent to the service (default 50)
  --out FILE       write the figures as JSON there instead of to standard output
`;

const MIB = 2 ** 20;

/** Reads the arguments of the bench; throws for one it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      peer: text,
      only: text,
      set: text,
      levels: text,
      'all-reports': { type: 'boolean' },
      rounds: text,
      large: text,
      upload: text,
      out: text,
    },
  });
  const { peer, only } = values;
  if (peer !== undefined && peer !== 'dss') throw new Error(`--peer ${peer}: only dss is known`);
  return {
    help: values.help ?? false,
    measures: only === undefined ? MEASURES.filter((name) => name !== 'peer' || peer !== undefined) : only.split(',').map(measureNamed),
    peer,
    set: values.set,
    levels: values.levels?.split(','),
    allReports: values['all-reports'] ?? false,
    rounds: whole(values.rounds, 5),
    largeBytes: whole(values.large, 1024) * MIB,
    uploadBytes: whole(values.upload, 50) * MIB,
    out: values.out,
  };
}

function measureNamed(name: string): Measure {
  const measure = MEASURES.find((one) => one === name);
  if (measure === undefined) throw new Error(`--only ${name}: known are ${MEASURES.join(', ')}`);
  return measure;
}

function whole(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text}: a whole number is expected`);
  return value;
}
