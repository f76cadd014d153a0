import type { ValidationPorts } from '@sigillum/flows';
import type { ValidationPolicy } from '@sigillum/validation';
import type { TrustAnchor } from '@sigillum/x509';

/** What a worker has for all of its jobs. */
export interface Means {
  /** Those of the operator. */
  readonly anchors: readonly TrustAnchor[];
  readonly policies: readonly ValidationPolicy[];
  readonly ports: ValidationPorts;
}

/** The report as text. */
export interface Result {
  readonly body: string;
  /** Of a replay: whether all is as it was saved. */
  readonly same?: boolean;
}
