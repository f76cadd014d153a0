import type { Wordings } from '../../entry.js';
import type { PDF_STRUCTURE } from '../../facts/pdf/structure.js';

export const PDF_STRUCTURE_TEXTS: Wordings<typeof PDF_STRUCTURE> = {
  PDF_HYBRID_XREF: {
    sentence: 'The file has two directories, one for old and one for newer programs.',
    why: 'That is allowed as long as both say the same.',
    next: 'Nothing needs to be done.',
  },
  PDF_HYBRID_CONFLICT: {
    sentence: 'The file has two directories that lead to different content.',
    why: 'Old and new programs show different documents.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_LINEARIZED: {
    sentence: 'The file is arranged for fast display from the web.',
    why: 'That does not change its content.',
    next: 'Nothing needs to be done.',
  },
  PDF_LINEARIZED_CONFLICT: {
    sentence: 'The two directories of a file arranged for the web contradict each other.',
    why: 'Programs may show different documents.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_TRAILING_BYTES: {
    sentence: 'Something was appended to the file that is no regular version of it.',
    why: 'It is covered by no signature, and some programs may read it.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_TRAILING_WHITE_SPACE: {
    sentence: 'Blanks follow the end of the file.',
    why: 'They have no meaning.',
    next: 'Nothing needs to be done.',
  },
  PDF_BYTES_BEFORE_HEADER: {
    sentence: 'Blanks stand before the beginning of the PDF.',
    why: 'Some programs count positions from another start.',
    next: 'Nothing needs to be done; ask for a fresh copy if other programs fail.',
  },
  PDF_EOF_MISSING: {
    sentence: 'The mark at the end of a version of the file is missing.',
    why: 'The file may have been cut off or carelessly written.',
    next: 'Ask for a fresh copy if other programs fail.',
  },
  PDF_STARTXREF_WRONG: {
    sentence: 'An older version of the file names a wrong place for its directory.',
    why: 'Programs that go back to that version may see something else.',
    next: 'Ask for a fresh copy.',
  },
  PDF_ENCRYPTED_EMPTY_PASSWORD: {
    sentence: 'The document is encrypted, but opens without a password.',
    why: 'Only printing or editing is restricted.',
    next: 'Nothing needs to be done.',
  },
  PDF_DUPLICATE_KEY: {
    sentence: 'A property stands twice in the same place with different content.',
    why: 'Programs may follow different ones.',
    next: 'Ask for a fresh copy, made with other software.',
  },
  PDF_DUPLICATE_OBJECT: {
    sentence: 'One version of the file holds the same object twice.',
    why: 'Programs may show different ones.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_UNLISTED_OBJECT: {
    sentence: 'The file holds an object that its directory does not name.',
    why: 'Programs that repair files may show it.',
    next: 'Ask for a fresh copy.',
  },
  PDF_STRAY_ROOT: {
    sentence: 'The file holds the beginning of another document that its own index does not name.',
    why: 'A program that searches the file instead of asking its index shows that other document.',
    next: 'Do not rely on it; ask for the document as it was signed.',
  },
  PDF_UNLISTED_BYTES: {
    sentence: 'The file holds bytes that belong to nothing.',
    why: 'Programs that repair files may read them.',
    next: 'Nothing needs to be done unless other programs show something else.',
  },
  PDF_OBJECTS_OVERLAP: {
    sentence: 'Two objects of the file share the same bytes.',
    why: 'One of them hides inside the other.',
    next: 'Do not rely on it; ask for a fresh copy.',
  },
  PDF_XREF_ENTRY_WRONG: {
    sentence: 'The directory of the file leads to a wrong place.',
    why: 'Programs that repair files may show something else.',
    next: 'Ask for a fresh copy.',
  },
  PDF_XREF_GARBAGE: {
    sentence: 'Something stands in the directory of the file that does not belong there.',
    why: 'It was carelessly written.',
    next: 'Nothing needs to be done unless other programs show something else.',
  },
  PDF_OBJECT_UNREADABLE: {
    sentence: "A part of the file can't be read.",
    why: 'What stands there is not known.',
    next: 'Ask for a fresh copy.',
  },
  PDF_STREAM_LENGTH_WRONG: {
    sentence: 'A part of the file has another length than it says.',
    why: 'Programs may read more or less of it.',
    next: 'Ask for a fresh copy if other programs fail.',
  },
  PDF_STREAM_DAMAGED: {
    sentence: "A compressed part of the file can't be unpacked.",
    why: 'What stands there is not known.',
    next: 'Ask for a fresh copy.',
  },
  PDF_FILTER_UNSUPPORTED: {
    sentence: 'A part of the file that has to be read is packed in a way that is not supported here.',
    why: 'What stands there is not known.',
    next: 'Ask for the document written by other software.',
  },
  PDF_ENDOBJ_MISSING: {
    sentence: 'The end of an object is not marked.',
    why: 'It was carelessly written.',
    next: 'Nothing needs to be done unless other programs show something else.',
  },
  PDF_PREV_ZERO: {
    sentence: 'The file names an older version that does not exist.',
    why: 'It was carelessly written.',
    next: 'Nothing needs to be done.',
  },
  PDF_TRAILER_INCOMPLETE: {
    sentence: 'A later version of the file does not say where its content begins.',
    why: 'That of the older version counts; other programs may fail.',
    next: 'Ask for a fresh copy if other programs fail.',
  },
  PDF_ENTRY_BEYOND_REVISION: {
    sentence: 'A signed version of the file leads to content that was appended after it.',
    why: 'What it shows was decided later: this is how documents are prepared for forgery.',
    next: 'Do not rely on it; ask the signer for the document.',
  },
  PDF_UNREFERENCED_SIGNATURE: {
    sentence: 'The file holds a signature that no form of it names.',
    why: 'Programs do not show it, and it counts for nothing.',
    next: 'Ask the sender whether a signature was removed.',
  },
};
