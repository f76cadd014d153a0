import { readFileSync } from 'node:fs';
import { type ByteSource, memorySource } from '@sigillum/encoding';
import { openFileSource } from '../wiring.js';

/** A document from a file, or from standard input for `-`. */
export function openInput(file: string): { source: ByteSource; close: () => void } {
  if (file === '-') return { source: memorySource(readFileSync(0)), close: () => undefined };
  const source = openFileSource(file);
  return { source, close: () => source.close() };
}
