import type { DocumentChange, Signature } from '@sigillum/ades';
import type { JudgedSignature } from '../result.js';
import { refusedChanges } from '../verdict/decisive.js';
import { findingText } from '../wording.js';

/** Changes that no later step may make: named one by one. More of them stand in the detailed report. */
const SHOWN = 6;

const CHANGE_WORDS: Readonly<Record<DocumentChange['class'], string>> = {
  'validation-data': 'validation data added',
  'document-timestamp': 'document time-stamped',
  signature: 'further signature',
  'form-fill': 'form field filled in',
  annotation: 'comments changed',
  metadata: 'metadata updated',
  unchanged: 'nothing',
  undefined: 'other changes',
};

/** What later versions of the document changed, for people. */
export function changeLines(judged: JudgedSignature): string[] {
  const { signature, conclusion } = judged;
  const real = signature.changesAfter.filter((change) => change.class !== 'unchanged');
  const refused = [...new Set(refusedChanges(judged).map((one) => `  - ${findingText(one)}`))];
  const allowed = real.filter((change) => change.allowed);
  return [
    ...(refused.length > 0 ? ['Changed since, which is not permitted:', ...refused.slice(0, SHOWN)] : []),
    ...(refused.length > SHOWN ? [`  - and ${refused.length - SHOWN} more, see the detailed report`] : []),
    ...(allowed.length > 0 ? [`Since then, as is permitted: ${summary(allowed)}.`] : []),
    // Beside a signature that is proven bad, or whose bytes do not hold, this would be a false comfort.
    ...(real.length === 0 && conclusion.intact && conclusion.indication !== 'TOTAL-FAILED' ? unchanged(signature) : []),
  ];
}

/** A counter-signature is over no document: what became of that is said of the signature that it confirms. */
function unchanged({ coverage, counterSignatureOf }: Signature): string[] {
  if (counterSignatureOf !== undefined) return [];
  return [coverage.wholeDocument ? 'Nothing has changed since.' : 'What was added to the file since changes nothing that was signed.'];
}

function summary(changes: readonly DocumentChange[]): string {
  const counts = new Map<string, number>();
  for (const change of changes) counts.set(CHANGE_WORDS[change.class], (counts.get(CHANGE_WORDS[change.class]) ?? 0) + 1);
  return [...counts].map(([words, count]) => (count > 1 ? `${words} (${count})` : words)).join(', ');
}
