import type { Facts } from '../entry.js';

/** What keeps an XML file, or a signature in it, from being read (XML Signature 1.1, XAdES). */
export const XML = {
  XML_UNREADABLE: ['sender', 'XML 1.0 2.1'],
  XML_DTD_FORBIDDEN: ['sender', 'Sigillum'],
  XML_DUPLICATE_ID: ['sender', 'XML 1.0 3.3.1'],
  XML_CANONICALIZATION: ['sender', 'Canonical XML 1.0 2.1'],
  XML_XPATH: ['sender', 'XPath 1.0'],
  XML_CLOSED: ['operator', 'Sigillum'],
  XML_NOT_LOADED: ['operator', 'Sigillum'],
  XML_SCHEMA_UNREADABLE: ['operator', 'Sigillum'],
  XMLSIG_STRUCTURE: ['signer', 'XML Signature 1.1 4'],
  XMLSIG_REFERENCE_UNRESOLVED: ['signer', 'XML Signature 1.1 4.4.3.2'],
  XMLSIG_TRANSFORM_UNSUPPORTED: ['signer', 'XML Signature 1.1 4.4.3.4'],
  XADES_STRUCTURE: ['signer', 'EN 319 132-1 4.3'],
} as const satisfies Readonly<Record<string, Facts>>;
