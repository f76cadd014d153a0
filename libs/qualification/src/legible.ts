import { CodedError, LimitError } from '@sigillum/encoding';

/** What `read` gives of a certificate; undefined where it can't be read. Throws only `LimitError`. */
export function legible<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return undefined;
  }
}
