import { join } from 'node:path';

import { CodedError, fromRfc3339, memorySource, readPem } from '@sigillum/encoding';
import { readAnchors, sortMaterial, validateDocument } from '@sigillum/flows';
import { toSimpleReport } from '@sigillum/reports';
import { type Actual, compareVerdict, type LoadedCase, readCases } from '@sigillum/testkit';
import { policyNamed } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';

const UNREADABLE = 7;
const cases = readCases(join(import.meta.dirname, '../fixtures'));
const families = [...new Set(cases.map((one) => one.name.split('/')[0] ?? ''))];

function der(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text.startsWith('-----BEGIN') ? readPem(text).map((block) => block.bytes) : [bytes];
}

async function validate({ file, input, anchors, certificates }: LoadedCase): Promise<Actual> {
  const policy = policyNamed(file.policy);
  const at = fromRfc3339(file.at);
  if (policy === undefined || at === undefined) throw new Error(`${file.id}: policy ${file.policy} or time ${file.at} is none`);
  const request = {
    at,
    policy,
    anchors: readAnchors(anchors.flatMap(der)),
    supplied: sortMaterial(certificates.flatMap(der)),
    trustLists: 'not-used',
    offline: true,
  } as const;
  try {
    const report = toSimpleReport(await validateDocument(memorySource(input), request, { sources: [] }));
    const signatures = report.signatures.map((signature) => ({
      ...signature,
      changes: signature.changesAfter.map((change) => change.class),
      reasons: signature.reasons.map((reason) => reason.code),
    }));
    return { exitCode: report.exitCode, signatures };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { exitCode: UNREADABLE, error: error.code, signatures: [] };
  }
}

describe.each(families)('fixtures %s', (family) => {
  const own = cases.filter((one) => one.name.startsWith(`${family}/`));

  it.each(own.map((one) => [one.file.id, one.file.about, one] as const))('%s: %s', async (_id, _about, one) => {
    expect(compareVerdict(one.file.expect, await validate(one))).toEqual([]);
  });
});
