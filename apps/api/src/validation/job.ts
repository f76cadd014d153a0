/** What the service hands to a worker thread. Plain data. */
export interface ValidationJob {
  readonly path: string;
  readonly kind: 'document' | 'json';
  readonly maxDocumentBytes: number;
  /** As the client wrote them; the worker reads them, so that both ways of asking are judged by one piece of code. */
  readonly at: string | undefined;
  readonly policy: string | undefined;
  /** Milliseconds; the moment the request came. */
  readonly now: number;
  readonly report: ReportKind;
}

export type ReportKind = 'simple' | 'detailed' | 'etsi';

/** The report as text, or why there is none. */
export type ValidationAnswer =
  { readonly ok: true; readonly body: string } | { readonly ok: false; readonly code: string; readonly message: string };

export interface WorkerSettings {
  readonly anchors: readonly string[];
}
