import { CodedError } from '@sigillum/encoding';

export type XmlErrorCode =
  | 'XML_NOT_LOADED' // `loadXml` was not awaited: programmer error
  | 'XML_CLOSED' // an element used after its document was given back: programmer error
  | 'XML_UNREADABLE' // not well-formed, nested too deeply, or in an encoding that is not read
  | 'XML_DTD_FORBIDDEN'
  | 'XML_DUPLICATE_ID'
  | 'XML_XPATH'
  | 'XML_CANONICALIZATION'
  | 'XML_SCHEMA_UNREADABLE'
  | 'XMLSIG_STRUCTURE' // not the elements that XML Signature 1.1 demands, or more than those
  | 'XMLSIG_REFERENCE_UNRESOLVED' // nothing in the document, or outside of it
  | 'XMLSIG_TRANSFORM_UNSUPPORTED'
  | 'XADES_STRUCTURE';

/** XML that cannot be used as what it should be. */
export class XmlError extends CodedError<XmlErrorCode> {}
