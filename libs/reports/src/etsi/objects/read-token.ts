import type { EmbeddedTimestamp } from '@sigillum/ades';
import { parseTimestampToken, type TimestampToken } from '@sigillum/containers/tsp';
import { Budget, CodedError } from '@sigillum/encoding';

/** The token of a time-stamp, without padding; undefined where it can't be read. */
export function readToken({ token }: EmbeddedTimestamp): TimestampToken | undefined {
  try {
    return parseTimestampToken(token, new Budget());
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return undefined;
  }
}
