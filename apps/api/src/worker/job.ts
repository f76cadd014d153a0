import type { ValidationPorts } from '@sigillum/flows';
import type { Result } from './means.js';

/** What the service hands to a worker thread. Plain data. */
export interface ValidationJob {
  readonly task: JobTask;
  readonly path: string;
  readonly detached: readonly { readonly path: string; readonly name: string }[];
  /** `json`: the upload is a JSON body, and not the bytes themselves. */
  readonly kind: 'bytes' | 'json';
  readonly maxBytes: number;
  /** As the client wrote them; the worker reads them, so that both ways of asking are judged by one piece of code. */
  readonly at: string | undefined;
  /** Names, or policies as JSON; none is the default one, or that of the saved evidence. */
  readonly policies: readonly string[];
  /** Milliseconds; the moment the request came. */
  readonly now: number;
  readonly report: ReportKind;
  /** As the client wrote it: which of the sets of lists is to be believed. */
  readonly trust: string | undefined;
  /** The trusted lists of this moment, of each set. */
  readonly lists: Readonly<Record<TrustSet, JobLists>>;
}

/** What is judged: a document, a certificate by itself, or saved evidence again. */
export type JobTask = 'validate' | 'certificate' | 'replay';

/** A snapshot of the lists as `writeSnapshot` wrote it: in memory that the threads share, or in the store of a folder. */
export type StoredLists = { readonly id: string; readonly taken: number } & ({ readonly bytes: Uint8Array } | { readonly folder: string });

/** `operator`: what the service goes by; `demonstration`: made-up lists that come with it, under which nothing holds for anyone. */
export type TrustSet = 'operator' | 'demonstration';

export type JobLists = StoredLists | 'not-used' | 'missing' | { readonly refused: string };

export type ReportKind = 'simple' | 'detailed' | 'etsi' | 'evidence' | 'comparison';

/** The report as text, or why there is none. */
export type ValidationAnswer = (
  ({ readonly ok: true } & Result) | { readonly ok: false; readonly code: string; readonly message: string }
) & {
  /** Absent where nothing is asked online. */
  readonly online?: OnlineNews;
};

/** What the online sources of one worker did since it last said so. Plain data. */
export interface OnlineNews {
  readonly requests: number;
  readonly cacheHits: number;
  /** By reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Hosts that failed several times and are left alone now. */
  readonly resting: readonly string[];
}

export interface WorkerSettings {
  readonly anchors: readonly string[];
  /** Files. */
  readonly policies: readonly string[];
  /** Absent where nothing is asked online. */
  readonly online?: {
    readonly allowedHosts: readonly string[];
    readonly nonce: 'none' | 'sent' | 'required';
    readonly cache: { readonly folder: string; readonly maxBytes: number };
  };
  /** What one document may have asked. */
  readonly fetchLimits: NonNullable<ValidationPorts['fetchLimits']>;
}
