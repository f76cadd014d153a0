import type { Wordings } from '../entry.js';
import type { VERDICTS } from '../facts/verdicts.js';

export const VERDICTS_TEXTS: Wordings<typeof VERDICTS> = {
  QUALIFIED_SIGNATURE: {
    sentence: 'The signature or seal is genuine and qualified.',
    why: 'A granted entry of an EU trusted list stands behind it.',
    next: 'Keep this report with the document.',
  },
  GENUINE_SIGNATURE: {
    sentence: 'The signature or seal is genuine; that it is qualified is not shown.',
    why: 'The signer and the content are those that the report names.',
    next: 'Ask yourself whether this is enough for your purpose, and keep the report with the document.',
  },
  CANNOT_BE_CONFIRMED: {
    sentence: 'What is at hand is not enough to call the signature good or bad.',
    why: 'It is no proof against the signature: with more evidence it may still turn out good.',
    next: 'Read the reasons: they name what is missing and who has it.',
  },
  SIGNER_NOT_TRUSTED: {
    sentence: 'The certificate of the signer does not lead to an authority that is trusted here.',
    why: 'Anybody can make a certificate in any name.',
    next: 'Ask who issued the certificate, and whether you trust that authority.',
  },
  DO_NOT_RELY: {
    sentence: 'A signature of the document is proven bad.',
    why: 'It is changed, forged, damaged, or built so that something unsigned could hide.',
    next: 'Ask for a fresh copy, and if that fails too, for a new signature.',
  },
  NO_SIGNATURE: {
    sentence: 'No electronic signature is in the document.',
    why: 'A picture of a signature, or a typed name, is none.',
    next: 'Ask the sender for a signed file.',
  },
  CANNOT_JUDGE: {
    sentence: 'Whether the certificate is that of the person it names could not be checked.',
    why: 'No trusted authority is at hand here.',
    next: 'Have the EU lists downloaded, or name authorities (--anchors, SIGILLUM_ANCHORS); this says nothing against the signer.',
  },
};
