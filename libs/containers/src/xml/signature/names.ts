/** XML Signature 1.1. */
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
/** ETSI EN 319 132-1 (XAdES 1.3.2). */
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
/** Type of the reference to SignedProperties (EN 319 132-1 4.3.5). */
export const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
