import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Made-up trusted lists and documents (`fixtures/README.md`): a verdict on a machine that has neither network nor lists. */
export const DEMONSTRATION = fileURLToPath(new URL('../../../../fixtures/demonstration', import.meta.url));

export interface DemonstrationDocument {
  readonly name: string;
  readonly title: string;
  /** What it shows. */
  readonly about: string;
}

/** The documents in the order in which people should look at them; none where the service was installed without. */
export function demonstrationDocuments(): readonly DemonstrationDocument[] {
  const text = reading(() => readFileSync(join(DEMONSTRATION, 'documents.json'), 'utf8'));
  return text === undefined ? [] : (JSON.parse(text) as readonly DemonstrationDocument[]);
}

/** The bytes of one of them; undefined where there is no such document. */
export function demonstrationDocument(name: string): Uint8Array | undefined {
  const known = demonstrationDocuments().some((one) => one.name === name);
  return known ? reading(() => readFileSync(join(DEMONSTRATION, 'documents', `${name}.pdf`))) : undefined;
}

function reading<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
