import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, readPem } from '@sigillum/encoding';
import { NO_MATERIAL, validateCertificate } from '@sigillum/flows';
import type { TrustSnapshot } from '@sigillum/tsl';
import { DSS_COMPATIBLE } from '@sigillum/validation';
import { beforeAll, describe, expect, it } from 'vitest';
import { listsOf2023 } from './corpus/lists-of-2023.js';

// What EU DSS 6.4 says of every certificate of the conformance corpus under the EU lists of 2023, against what we say of it. A difference needs its entry, with the
// reason, in explained-certificates.jsonl; an entry that explains nothing any more fails too.
const corpus = join(import.meta.dirname, '../../shared/corpus');
const present = existsSync(join(corpus, 'golden/certificates-2023.jsonl'));
if (!present) console.warn('The conformance corpus is not at hand: our verdicts on certificates are not held against those of EU DSS.');

const NOW = Date.parse('2023-10-28T00:00:00Z');

interface GoldenRow {
  readonly file: string;
  readonly rejected?: string;
  readonly indication?: string;
  readonly sub_indication?: string;
  readonly qualification_at_issuance?: string;
  readonly qualification_at_validation?: string;
}

interface Explanation {
  readonly file: string;
  readonly field: string;
  readonly why: string;
}

function rows<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

function certificateIn(file: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(file));
  const text = Buffer.from(bytes).toString('latin1');
  return text.includes('-----BEGIN ') ? (readPem(text)[0]?.bytes ?? bytes) : bytes;
}

describe.skipIf(!present)('certificates under the EU lists of 2023, beside EU DSS 6.4', () => {
  const golden = present ? rows<GoldenRow>(join(corpus, 'golden/certificates-2023.jsonl')) : [];
  const explanations = rows<Explanation>(join(import.meta.dirname, 'explained-certificates.jsonl'));
  let trust: TrustSnapshot;
  beforeAll(async () => {
    trust = await listsOf2023(NOW);
  }, 60_000);

  async function oursOf(file: string): Promise<GoldenRow> {
    const request = { at: NOW, anchors: [], supplied: NO_MATERIAL, offline: true, policy: DSS_COMPATIBLE, trust };
    try {
      const { conclusion, atIssuance, atValidation } = await validateCertificate(
        certificateIn(join(corpus, 'certificates', file)),
        request,
        { sources: [] },
      );
      return {
        file,
        indication: conclusion.indication,
        ...(conclusion.subIndication && { sub_indication: conclusion.subIndication }),
        qualification_at_issuance: atIssuance.word,
        qualification_at_validation: atValidation.word,
      };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { file, rejected: String(error.code) };
    }
  }

  it('differs from it only where that is explained', async () => {
    const used = new Set<Explanation>();
    const differences: { file: string; field: string; ours: unknown; theirs: unknown }[] = [];
    for (const theirs of golden) {
      const ours = await oursOf(theirs.file);
      const compare = (field: string, a: unknown, b: unknown): void => {
        const explained = explanations.find((one) => one.file === theirs.file && one.field === field);
        if (a === b) return;
        if (explained) used.add(explained);
        else differences.push({ file: theirs.file, field, ours: a, theirs: b });
      };
      compare('readable', ours.rejected === undefined, theirs.rejected === undefined);
      if (ours.rejected !== undefined || theirs.rejected !== undefined) continue;
      compare('indication', ours.indication, theirs.indication);
      compare('subIndication', ours.sub_indication, theirs.sub_indication);
      compare('qualificationAtIssuance', ours.qualification_at_issuance, theirs.qualification_at_issuance);
      compare('qualificationAtValidation', ours.qualification_at_validation, theirs.qualification_at_validation);
    }
    expect(differences).toEqual([]);
    expect(explanations.filter((one) => !used.has(one))).toEqual([]);
    expect(golden.length).toBeGreaterThan(800);
  }, 120_000);
});
