import type { Wording, Wordings } from '../entry.js';
import type { XML } from '../facts/xml.js';

/** A failure of the software itself, which no other document would mend. */
function ownFailure(sentence: string): Wording {
  return {
    sentence,
    why: 'That is a fault of the software, and says nothing about the file.',
    next: 'Report it to the operator of the service.',
  };
}

export const XML_TEXTS: Wordings<typeof XML> = {
  XML_UNREADABLE: {
    sentence: "The XML file can't be read.",
    why: 'It is damaged, cut off or no XML, and is not repaired, because a repair may say something else than what was signed.',
    next: 'Ask for a fresh copy.',
  },
  XML_DTD_FORBIDDEN: {
    sentence: 'The XML file brings its own rules of how it is to be read, so it is not read at all.',
    why: 'Such rules can draw in other files, or make one text mean another: this is how readers are attacked.',
    next: 'Ask for the file without a document type declaration.',
  },
  XML_DUPLICATE_ID: {
    sentence: 'Several parts of the XML file bear the same name.',
    why: 'A signature names what it covers, so one part could be signed and another one read: this is how signed files are forged.',
    next: 'Do not rely on it; ask for a fresh copy from whoever issued it.',
  },
  XML_CANONICALIZATION: {
    sentence: "The XML file can't be brought into the form that is signed.",
    why: 'A signature is checked over that form, so nothing can be said of it.',
    next: 'Ask for a fresh copy, or for one made with other software.',
  },
  XML_XPATH: {
    sentence: 'A part of the XML file is named in a way that is not understood here.',
    why: 'It is not known which part is meant, and guessing could mean to read another one than was signed.',
    next: 'Ask for a file made with other software.',
  },
  XML_CLOSED: ownFailure('Sigillum used a part of an XML file that it had already put away.'),
  XML_NOT_LOADED: ownFailure('Sigillum wanted to read XML before its reader of XML was there.'),
  XML_SCHEMA_UNREADABLE: ownFailure('The rules that XML files are held against are themselves broken.'),
  XMLSIG_STRUCTURE: {
    sentence: 'The XML signature is not built as the standard demands.',
    why: 'Something is missing in it, or there is more than belongs there, so programs may read it differently.',
    next: 'Ask the signer to sign again with other software.',
  },
  XMLSIG_REFERENCE_UNRESOLVED: {
    sentence: 'The XML signature covers something that is not in the file.',
    why: 'What was signed is not known; nothing is fetched from elsewhere on the word of a document.',
    next: 'Ask for the complete file as it was signed.',
  },
  XMLSIG_TRANSFORM_UNSUPPORTED: {
    sentence: 'The XML signature covers its content in a form that is not supported here.',
    why: 'Such a form can leave out or alter parts, so that what is read is not what was signed.',
    next: 'Ask the signer to sign again with other settings or software.',
  },
  XADES_STRUCTURE: {
    sentence: "What the XML signature says of itself is ambiguous, or is another signature's.",
    why: 'Signing time and signing certificate stand there, and programs may take different ones.',
    next: 'Ask the signer to sign again with other software.',
  },
};
