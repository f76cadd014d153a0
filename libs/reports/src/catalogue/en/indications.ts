import type { Wordings } from '../entry.js';
import type { INDICATIONS } from '../facts/indications.js';

export const INDICATIONS_TEXTS: Wordings<typeof INDICATIONS> = {
  'TOTAL-PASSED': {
    sentence: 'The signature is genuine: everything that was asked of it holds.',
    why: 'The signer and the content are those that the report names.',
    next: 'Keep the report with the document; whether the signature is also qualified stands in the report by itself.',
  },
  'TOTAL-FAILED': {
    sentence: 'The signature is proven bad.',
    why: 'The content, the signature value or the form of the document is not what a valid signature has.',
    next: 'Do not rely on the document; ask for a fresh copy, and if that fails too, for a new signature.',
  },
  INDETERMINATE: {
    sentence: 'What is at hand is not enough to call the signature good or bad.',
    why: 'It is no proof against the signature: with more evidence or other trust it may still turn out good.',
    next: 'Read the reasons: they name what is missing and who has it.',
  },
};
