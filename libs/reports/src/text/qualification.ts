import { decisiveEntry } from '../qualification/list-entry.js';
import { gapSentences } from '../qualification/gaps.js';
import type { JudgedSignature } from '../result.js';
import { qualificationEntry } from '../verdict/signature-verdict.js';
import { findingText, printable, toTheSecond } from '../wording.js';

const REASONS_SHOWN = 3;

/** Status words of the Directive's lists, which are written as one word. */
const STATUS: Readonly<Record<string, string>> = {
  undersupervision: 'under supervision',
  supervisionincessation: 'in cessation under supervision',
  supervisionceased: 'with supervision ceased',
  supervisionrevoked: 'with supervision revoked',
  accreditationceased: 'with accreditation ceased',
  accreditationrevoked: 'with accreditation revoked',
};

/** What the signature is by the trusted lists, the entry that makes it so, and what takes more from it; nothing beside one that is proven bad. */
export function qualificationLines(judged: JudgedSignature): string[] {
  const { qualification, conclusion } = judged;
  if (qualification === undefined || conclusion.indication === 'TOTAL-FAILED') return [];
  const listed = decisiveEntry(judged);
  const passed = conclusion.indication === 'TOTAL-PASSED';
  const entry = qualificationEntry(qualification);
  return [
    ...(entry && (passed || listed) ? [passed ? `${entry.sentence} ${entry.why}` : entry.sentence] : []),
    ...(passed ? reasons(qualification) : []),
    ...gapSentences(qualification.gaps),
    ...(listed === null
      ? []
      : [
          printable(
            toTheSecond(
              `On the trusted list of ${listed.territory}: ${listed.provider}, ${listed.service}; ${STATUS[listed.status] ?? listed.status} since ${listed.since}.`,
            ),
          ),
        ]),
  ];
}

function reasons({ certificate }: NonNullable<JudgedSignature['qualification']>): string[] {
  const found = [...(certificate?.atUse.reasons ?? []), ...(certificate?.atIssuance.reasons ?? [])];
  const lines = found.filter((one) => one.severity === 'error').map((one) => `  - ${findingText(one)}`);
  return [...new Set(lines)].slice(0, REASONS_SHOWN);
}
