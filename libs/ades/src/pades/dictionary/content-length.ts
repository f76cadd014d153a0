import { EncodingError, readDer } from '@sigillum/encoding';

/** Octets that the structure in /Contents takes, the padding left out; undefined where it is none. */
export function contentLength(contents: Uint8Array): number | undefined {
  try {
    return readDer(contents, { rules: 'ber', trailing: true }).end;
  } catch (error) {
    if (error instanceof EncodingError) return undefined;
    throw error;
  }
}
