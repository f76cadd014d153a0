import { CodedError, memorySource } from '@sigillum/encoding';
import type { EvidenceSource } from '@sigillum/evidence';
import { NO_MATERIAL, readAnchors, validateDocument } from '@sigillum/flows';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMaterial } from '../files/read-material.js';
import { createOnlineSource } from './online/online-source.js';

const corpus = join(import.meta.dirname, '../../../../../shared/corpus');
const present = existsSync(corpus);
const at = Date.UTC(2026, 6, 1);

/** The verdicts of a document, or the code why there is none. */
async function verdictsOf(file: string, anchors: ReturnType<typeof readAnchors>, sources: readonly EvidenceSource[]): Promise<string> {
  const request = {
    at,
    policy: DEFAULT_POLICY,
    anchors,
    supplied: NO_MATERIAL,
    trustLists: 'not-used',
    offline: sources.length === 0,
  } as const;
  try {
    const { signatures } = await validateDocument(memorySource(readFileSync(file)), request, { sources });
    return signatures.map(({ conclusion }) => `${conclusion.indication} ${conclusion.subIndication ?? ''}`).join();
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}

it.skipIf(!present)(
  'sources that nobody answers for change no verdict on the PDF files of the conformance corpus (skipped without it)',
  async () => {
    const anchors = readAnchors(readMaterial(join(corpus, 'test-anchors')));
    const source = createOnlineSource({ resolve: () => Promise.reject(new Error('no name is resolved here')), now: () => at });
    const files = readdirSync(join(corpus, 'pades'), { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.pdf'));
    expect(files.length).toBeGreaterThan(50);
    const different: string[] = [];
    for (const { parentPath, name } of files) {
      const file = join(parentPath, name);
      if ((await verdictsOf(file, anchors, [])) !== (await verdictsOf(file, anchors, [source]))) different.push(name);
    }
    expect(different).toEqual([]);
    const { requests, failures } = source.state();
    expect([requests, (failures.failed ?? 0) > 0]).toEqual([0, true]);
  },
);
