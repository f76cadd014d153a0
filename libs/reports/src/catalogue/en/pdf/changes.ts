import type { Wordings } from '../../entry.js';
import type { PDF_CHANGES } from '../../facts/pdf/changes.js';

export const PDF_CHANGES_TEXTS: Wordings<typeof PDF_CHANGES> = {
  PDF_SIGNATURE_ADDED: {
    sentence: 'A further signature was added.',
    why: 'The earlier signer did not see it; that is the normal course with several signers.',
    next: 'Nothing needs to be done.',
  },
  PDF_SIGNATURE_FIELD_ADDED: {
    sentence: 'An empty place for a further signature was added.',
    why: 'The earlier signer did not see it.',
    next: 'Nothing needs to be done.',
  },
  PDF_CERTIFICATION_ADDED: {
    sentence: 'A signature that certifies the whole document was added after another one.',
    why: 'Only the first signature of a document may certify it.',
    next: 'Ask the sender how the document came about.',
  },
  PDF_DOCUMENT_TIMESTAMP_ADDED: {
    sentence: 'A time-stamp over the document was added.',
    why: 'It proves that the document existed at that time.',
    next: 'Nothing needs to be done.',
  },
  PDF_DSS_ADDED: {
    sentence: 'Certificates and status answers were added, which validation needs later on.',
    why: 'The pages are not touched.',
    next: 'Nothing needs to be done.',
  },
  PDF_DSS_UPDATED: {
    sentence: 'Certificates and status answers for later validation were added or replaced.',
    why: 'The pages are not touched.',
    next: 'Nothing needs to be done.',
  },
  PDF_DSS_MALFORMED: {
    sentence: 'The store for certificates and status answers holds something else.',
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_DSS_REMOVED: {
    sentence: 'The store for certificates and status answers was removed.',
    why: 'Validation may lack what it needs.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_DSS_STREAM_OVERWRITTEN: {
    sentence: 'A certificate or status answer in the store was replaced by something else.',
    why: 'An object of the signed document could be exchanged on this way.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_FILLED: {
    sentence: 'A form field was filled in after signing.',
    why: 'The signer did not see what stands there now; forms are made for that.',
    next: 'Check that what was filled in is what you expect.',
  },
  PDF_FIELD_CHANGED: {
    sentence: 'A form field was altered beyond being filled in.',
    why: 'What the page shows may differ from what was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_SIGNED_FIELD_CHANGED: {
    sentence: 'The field of a signature was altered after signing.',
    why: 'Where and how the signature appears may differ from what was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_ADDED: {
    sentence: 'A form field was added after signing.',
    why: 'It can cover or fake content of the page.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_REMOVED: {
    sentence: 'A form field was removed, renamed or replaced after signing.',
    why: 'Something that the signer saw is gone.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_TYPE_CHANGED: {
    sentence: 'A form field became one of another kind after signing.',
    why: 'What the page shows may differ from what was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_VISIBILITY_CHANGED: {
    sentence: 'A form field was shown or hidden after signing.',
    why: 'The signer did not see the page as it is now.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_NAME_AMBIGUOUS: {
    sentence: "Two form fields can't be told apart by their names.",
    why: 'Programs may fill or show another one.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FIELD_TREE_CIRCULAR: {
    sentence: 'A form field contains itself or stands in several places.',
    why: 'Programs disagree on what the form is.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_WIDGET_ADDED: {
    sentence: 'A form field appears in more, fewer or other places than when it was signed.',
    why: 'It can cover content of the page.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_APPEARANCE_WITHOUT_VALUE: {
    sentence: 'A form field shows something else than before, although its value stayed.',
    why: 'People and programs now read different content.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_VALUE_DIFFERS_FROM_APPEARANCE: {
    sentence: 'A form field shows another text than the value that it holds.',
    why: 'People and programs read different content.',
    next: 'Ask the sender which of both is meant, and for a corrected document.',
  },
  PDF_FORM_CHANGED: {
    sentence: 'The form as a whole was altered after signing.',
    why: 'It may behave or look otherwise than when it was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FORM_REMOVED: {
    sentence: 'The form was removed after signing.',
    why: 'Something that the signer saw is gone.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_FORM_DEFAULTS_CHANGED: {
    sentence: 'How newly filled fields look was changed.',
    why: 'What stood there before looks as it did.',
    next: 'Nothing needs to be done.',
  },
  PDF_FORM_RESOURCE_OVERWRITTEN: {
    sentence: 'A font or another means of display of the form was exchanged.',
    why: 'With another font the same text can look like a different one.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_NEED_APPEARANCES_CHANGED: {
    sentence: 'Viewers are now told to draw the form anew.',
    why: 'What is shown may differ from what the signer saw.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_XFA_CHANGED: {
    sentence: 'The dynamic form inside the document was altered after signing.',
    why: 'It can change everything that is shown.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_ANNOTATION_ADDED: {
    sentence: 'A comment or mark was added after signing.',
    why: 'The signer did not see it, and it can cover content of the page.',
    next: 'Look at it; where it is not permitted, ask for the document as it was signed.',
  },
  PDF_ANNOTATION_CHANGED: {
    sentence: 'A comment or mark was altered after signing.',
    why: 'The signer did not see it as it is now.',
    next: 'Look at it; where it is not permitted, ask for the document as it was signed.',
  },
  PDF_ANNOTATION_MOVED: {
    sentence: 'A comment or mark was moved to another place or order after signing.',
    why: 'It can cover content of the page.',
    next: 'Look at it; where it is not permitted, ask for the document as it was signed.',
  },
  PDF_ANNOTATION_REMOVED: {
    sentence: 'A comment or mark was removed after signing.',
    why: 'Something that the signer saw is gone.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_ANNOTATION_PICTURES_CHANGED: {
    sentence: 'The pictures that comments are drawn with were exchanged.',
    why: 'Comments may look otherwise than when they were signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_PAGE_CHANGED: {
    sentence: 'A page was altered after signing.',
    why: 'You read something else than what was signed.',
    next: 'Do not rely on this copy; ask for the document as it was signed.',
  },
  PDF_PAGES_REPLACED: {
    sentence: 'Pages were exchanged after signing.',
    why: 'You read something else than what was signed.',
    next: 'Do not rely on this copy; ask for the document as it was signed.',
  },
  PDF_PAGE_COUNT_CHANGED: {
    sentence: 'Pages were added or removed after signing.',
    why: 'You read something else than what was signed.',
    next: 'Do not rely on this copy; ask for the document as it was signed.',
  },
  PDF_PAGE_TREE_CHANGED: {
    sentence: 'The order or common properties of the pages were altered after signing.',
    why: 'Pages may look otherwise than when they were signed.',
    next: 'Do not rely on this copy; ask for the document as it was signed.',
  },
  PDF_PAGE_TREE_CIRCULAR: {
    sentence: 'A page or group of pages stands in several places.',
    why: 'Programs disagree on what the pages are.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_CATALOG_CHANGED: {
    sentence: 'A property of the document as a whole was altered after signing.',
    why: 'The document may behave or look otherwise than when it was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_TRAILER_CHANGED: {
    sentence: 'The directory of the file was altered in a way that no later step needs.',
    why: 'Programs may open something else than what was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_OPEN_ACTION_CHANGED: {
    sentence: 'What happens when the document is opened was altered after signing.',
    why: 'It can change what is shown.',
    next: 'Do not open it in a viewer that runs scripts; ask for the document as it was signed.',
  },
  PDF_ACTIONS_CHANGED: {
    sentence: 'Actions or scripts of the document were added or altered after signing.',
    why: 'They can change what is shown.',
    next: 'Do not open it in a viewer that runs scripts; ask for the document as it was signed.',
  },
  PDF_EMBEDDED_FILES_CHANGED: {
    sentence: 'Attached files were added, exchanged or removed after signing.',
    why: 'The signer did not see them as they are now.',
    next: 'Do not rely on the attachments; ask for the document as it was signed.',
  },
  PDF_LAYERS_CHANGED: {
    sentence: 'Layers of the pages were shown, hidden or altered after signing.',
    why: 'The pages show something else than what was signed.',
    next: 'Do not rely on this copy; ask for the document as it was signed.',
  },
  PDF_PERMISSIONS_CHANGED: {
    sentence: 'The permissions that the first signature gave were altered after signing.',
    why: 'Later changes can be made to look allowed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_NAMES_CHANGED: {
    sentence: 'Named parts of the document, such as scripts or attachments, were altered after signing.',
    why: 'They can change what is shown.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_STRUCTURE_CHANGED: {
    sentence: 'The reading order for programs and screen readers was altered after signing.',
    why: 'Who listens to the document may hear something else than what was signed.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_OBJECTS_REWRITTEN: {
    sentence: 'Parts of the document were written again without a change.',
    why: 'They are the same as when they were signed.',
    next: 'Nothing needs to be done.',
  },
  PDF_REVISION_UNREADABLE: {
    sentence: "A later version holds a part that can't be read and so not be compared.",
    why: 'Whether it changed something is not known.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_INFO_UPDATED: {
    sentence: "Title, author or dates of the document's description were updated.",
    why: 'The pages are not touched.',
    next: 'Nothing needs to be done.',
  },
  PDF_INFO_MALFORMED: {
    sentence: "The document's description was replaced by something else.",
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_XMP_UPDATED: {
    sentence: "The document's metadata were updated.",
    why: 'The pages are not touched.',
    next: 'Nothing needs to be done.',
  },
  PDF_XMP_MALFORMED: {
    sentence: "The document's metadata were replaced by something else.",
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_XMP_REMOVED: {
    sentence: "The document's metadata were removed.",
    why: 'Something that was signed is gone.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_EXTENSIONS_UPDATED: {
    sentence: 'The list of PDF extensions in use was updated.',
    why: 'Signing software does so when it adds a signature or time-stamp.',
    next: 'Nothing needs to be done.',
  },
  PDF_EXTENSIONS_MALFORMED: {
    sentence: 'The list of PDF extensions was removed or replaced by something else.',
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_VERSION_UPDATED: {
    sentence: 'The PDF version of the document was raised.',
    why: 'Signing software does so when it adds a signature or time-stamp.',
    next: 'Nothing needs to be done.',
  },
  PDF_VERSION_MALFORMED: {
    sentence: 'The PDF version of the document was removed or replaced by something else.',
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_MARK_INFO_UPDATED: {
    sentence: 'The note whether the document is tagged was updated.',
    why: 'The pages are not touched.',
    next: 'Nothing needs to be done.',
  },
  PDF_MARK_INFO_MALFORMED: {
    sentence: 'The note whether the document is tagged was removed or replaced by something else.',
    why: 'Content could be hidden there.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_WIDGET_CHANGED: {
    sentence: 'The place or look of a form field was altered after signing, beyond being filled in.',
    why: 'It can cover or fake content of the page.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_WIDGET_MOVED: {
    sentence: 'A form field was moved to another place or order after signing.',
    why: 'It can cover content of the page.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_WIDGET_REMOVED: {
    sentence: 'A form field was taken off the page after signing.',
    why: 'Something that the signer saw is gone.',
    next: 'Ask for the document as it was signed.',
  },
  PDF_OBJECT_STREAM_CHANGED: {
    sentence: 'How a packed part of the signed document is unpacked was altered after signing.',
    why: 'Everything packed in it can read differently, although none of it seems to have been touched.',
    next: 'Do not rely on it; ask for the document as it was signed.',
  },
  PDF_DRAWN_OBJECT_CHANGED: {
    sentence: 'A part of the document that also draws a page was altered after signing.',
    why: 'Under the name of a harmless change to something else, the page can show other content than the signer saw.',
    next: 'Do not rely on it; ask for the document as it was signed.',
  },
  PDF_SIGNATURE_COVERS_FIELD: {
    sentence: 'A later signature is painted over a field, a note or another signature that stood there.',
    why: 'The earlier signer saw what is hidden now; whoever adds a signature chooses its place and its picture.',
    next: 'Compare the page with the earlier version of the document, and ask the later signer.',
  },
  PDF_SIGNATURE_COVERS_PAGE: {
    sentence: 'A later signature is painted over a large part of a page.',
    why: 'The earlier signer saw what is hidden now; whoever adds a signature chooses its place and its picture.',
    next: 'Compare the page with the earlier version of the document, and ask the later signer.',
  },
  PDF_TIMESTAMP_PAINTS: {
    sentence: 'A time-stamp was added that paints something on the page.',
    why: "A time-stamp is nobody's signature: what it paints can cover content, or look like a signature.",
    next: 'Look at the page; ask for the document as it was signed.',
  },
};
