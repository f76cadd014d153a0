import { openDocument } from '@sigillum/ades';
import { Budget, memorySource } from '@sigillum/encoding';
import { evidenceOf } from '@sigillum/evidence';
import { addArchiveTimestamp, type ArchiveTimestampOptions, createPdf, signPdf } from '@sigillum/testkit';
import { describe, expect, it, test } from 'vitest';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import { validateSignatures } from '../processes/signature.js';
import type { SignatureConclusion } from '../result.js';
import { ANCHORS, at, ca, clean, crl, expired, NOW, root, tsa, tsaRoot, verdict } from '../spec-support/timeline.js';

const pdf = await createPdf();
/** Of the policies that ask for no fresh status; the hash index weighs as the standard has it. */
const POLICY = { ...DSS_COMPATIBLE, severities: { ...DSS_COMPATIBLE.severities, 'FC.archive-hash-index': 'fail' as const } };
const STAMPED = at(2026, 6, 3);

/** A PDF that was signed and archived inside its CMS in June 2026, by somebody whose certificate ended with 2027; looked at in 2030. */
function judged(options: Partial<ArchiveTimestampOptions> | undefined): SignatureConclusion | undefined {
  const crls = [crl(ca, at(2026, 6, 2)), crl(root, at(2026, 6, 2))];
  const certificates = [expired.certificate, ca.certificate, root.certificate];
  const document = openDocument(
    memorySource(
      signPdf(pdf, {
        signer: expired,
        signingTime: at(2026, 6),
        cms: { crls, certificates },
        reserved: 30_000,
        ...(options ? { finish: (cms, content) => addArchiveTimestamp(cms, content, { authority: tsa, time: STAMPED, ...options }) } : {}),
      }),
    ),
    new Budget(),
  );
  const evidence = evidenceOf(document, { certificates: [tsaRoot.certificate], crls: clean(), ocsps: [] }, ANCHORS, new Budget());
  return validateSignatures(document, evidence, POLICY, { now: NOW }, new Budget()).signatures[0];
}

describe('an archive time-stamp inside the CMS structure', () => {
  it.each(['v3', 'v3-index-1', 'v2'] as const)('of the form %s proves a signature and what it was judged by', (form) => {
    const conclusion = judged({ form });
    expect(conclusion && [verdict(conclusion), conclusion.bestSignatureTime, ...conclusion.timestamps.map(verdict)]).toEqual([
      'TOTAL-PASSED',
      STAMPED,
      'PASSED',
    ]);
  });

  test.each<[NonNullable<ArchiveTimestampOptions['defect']> | 'none at all', string[]]>([
    ['none at all', []],
    ['index-absent', ['FAILED FORMAT_FAILURE']],
    ['index-wrong-hash', ['FAILED FORMAT_FAILURE']],
    ['imprint-wrong', ['FAILED HASH_FAILURE']],
  ])('C18 %s: the verdict is the one without it', (defect, timestamps) => {
    const conclusion = judged(defect === 'none at all' ? undefined : { defect });
    expect(conclusion && verdict(conclusion)).toBe('INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED');
    expect(conclusion?.timestamps.map(verdict)).toEqual(timestamps);
    expect(conclusion?.bestSignatureTime).toBe(NOW);
  });
});
