import { type ByteSource, memorySource } from '@sigillum/encoding';
import { openFileSource, readStandardInput } from '../wiring.js';

/** A document from a file, or from standard input for `-`; throws `InputError` where it can't be had or has more than `maxBytes`. */
export function openInput(file: string, maxBytes?: number): { source: ByteSource; close: () => void } {
  if (file === '-') return { source: memorySource(readStandardInput(maxBytes)), close: () => undefined };
  const source = openFileSource(file, maxBytes);
  return { source, close: () => source.close() };
}
