import { beforeAll, describe, expect, it } from 'vitest';

import { withXml, type XmlDocument } from '../document.js';
import { loadXml } from '../engine.js';
import { XmlError } from '../errors.js';
import { referenceOctets, resolveReference, signedInfoOctets } from './octets.js';
import { readXmlSignature } from './read.js';
import { readSignedProperties } from './xades.js';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const transform = (algorithm: string, content = '') => `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;

interface Parts {
  readonly uri?: string;
  readonly transforms?: readonly string[];
  readonly method?: string;
  readonly digest?: string;
  readonly keyInfo?: string;
  readonly object?: string;
  readonly more?: string;
}

function signed({
  uri = '',
  transforms = [transform(ENVELOPED)],
  method = EXCLUSIVE,
  digest = 'AAEC',
  keyInfo = '',
  object = '',
  more = '',
}: Parts = {}) {
  const list = transforms.length > 0 ? `<ds:Transforms>${transforms.join('')}</ds:Transforms>` : '';
  return (
    `<?p q?><r xmlns:u="urn:u" Id="root"><!-- c --><v Id="part">x</v><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s">` +
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${method}"/><ds:SignatureMethod Algorithm="urn:sign"/>` +
    `<ds:Reference URI="${uri}" Type="urn:t">${list}<ds:DigestMethod Algorithm="urn:digest"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>` +
    `</ds:SignedInfo><ds:SignatureValue>AQID</ds:SignatureValue>${keyInfo}${object}${more}</ds:Signature></r>`
  );
}

function use<T>(text: string, action: (document: XmlDocument, signature: ReturnType<typeof readXmlSignature>) => T): T {
  return withXml(Buffer.from(text, 'utf8'), (document) => {
    const [element] = document.find("//*[local-name()='Signature']");
    if (element === undefined) throw new Error('no signature');
    return action(document, readXmlSignature(element));
  });
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return error instanceof XmlError ? error.code : String(error);
  }
}

const octetsOf = (parts: Parts) =>
  use(signed(parts), (document, signature) => {
    const [reference] = signature.references;
    if (reference === undefined) throw new Error('no reference');
    return Buffer.from(referenceOctets(document, signature, reference)).toString('utf8');
  });

beforeAll(loadXml);

describe('the structure of a signature', () => {
  it('is read as it stands', () => {
    use(
      signed({ keyInfo: '<ds:KeyInfo><ds:X509Data><ds:X509Certificate> BAU=\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo>' }),
      (_, signature) => {
        expect(signature).toMatchObject({ id: 's', signatureMethod: 'urn:sign', signatureMethodHasParameters: false });
        expect(signature.references).toMatchObject([
          { uri: '', type: 'urn:t', digestMethod: 'urn:digest', transforms: [{ algorithm: ENVELOPED }] },
        ]);
        expect([signature.value, ...signature.certificates].map((one) => [...one])).toEqual([
          [1, 2, 3],
          [4, 5],
        ]);
      },
    );
  });

  it.each<[string, Parts]>([
    ['a second SignedInfo', { more: '<ds:SignedInfo/>' }],
    ['a KeyInfo after an Object', { object: '<ds:Object/>', more: '<ds:KeyInfo/>' }],
    ['a comment in a digest', { digest: 'AA<!-- -->EC' }],
    ['a digest that is no base64', { digest: 'A' }],
    ['something foreign', { more: '<x/>' }],
    ['too many transforms', { transforms: Array.from({ length: 6 }, () => transform(EXCLUSIVE)) }],
    ['something else among the transforms', { transforms: ['<ds:Object/>'] }],
  ])('with %s it is refused', (_, parts) => {
    expect(codeOf(() => use(signed(parts), () => 0))).toBe('XMLSIG_STRUCTURE');
  });
});

describe('what a reference digests', () => {
  it('is the document without the signature, in the canonical form of the last transform or of version 1.0', () => {
    expect(octetsOf({})).toBe('<?p q?>\n<r xmlns:u="urn:u" Id="root"><v Id="part">x</v></r>');
    expect(octetsOf({ transforms: [transform(ENVELOPED), transform(EXCLUSIVE)] })).toBe('<?p q?>\n<r Id="root"><v Id="part">x</v></r>');
    expect(octetsOf({ uri: '#root', transforms: [transform(ENVELOPED), transform(`${EXCLUSIVE}WithComments`)] })).toBe(
      '<r Id="root"><v Id="part">x</v></r>',
    );
  });

  it.each([INCLUSIVE, 'http://www.w3.org/2006/12/xml-c14n11'])(
    'is all of the root in the inclusive form %s, whether named by "" or by its identifier',
    (method) => {
      const whole = '<r xmlns:u="urn:u" Id="root"><v Id="part">x</v></r>';
      const transforms = [transform(ENVELOPED), transform(method)];
      expect(octetsOf({ uri: '#root', transforms })).toBe(whole);
      expect(octetsOf({ transforms })).toBe(`<?p q?>\n${whole}`);
    },
  );

  it('is a part by its identifier, with the namespaces that it asks for', () => {
    const prefixes = `<e:InclusiveNamespaces xmlns:e="${EXCLUSIVE}" PrefixList="u #default"/>`;
    expect(octetsOf({ uri: '#part', transforms: [] })).toBe('<v xmlns:u="urn:u" Id="part">x</v>');
    expect(octetsOf({ uri: '#part', transforms: [transform(EXCLUSIVE)] })).toBe('<v Id="part">x</v>');
    expect(octetsOf({ uri: '#part', transforms: [transform(EXCLUSIVE, prefixes)] })).toBe('<v xmlns:u="urn:u" Id="part">x</v>');
  });

  it.each<[string, Parts]>([
    ['an unknown transform', { transforms: [transform('urn:other')] }],
    ['a second canonicalisation', { transforms: [transform(EXCLUSIVE), transform(INCLUSIVE)] }],
    ['the enveloped transform last', { transforms: [transform(EXCLUSIVE), transform(ENVELOPED)] }],
    ['a part that does not envelop', { uri: '#part' }],
    ['parameters', { transforms: [transform(EXCLUSIVE, '<x/>')] }],
  ])('%s is not supported', (_, parts) => {
    expect(codeOf(() => octetsOf(parts))).toBe('XMLSIG_TRANSFORM_UNSUPPORTED');
  });

  it.each(['#none', 'http://127.0.0.1:1/', 'file:///etc/passwd', "#xpointer(id('part'))"])('%s is not followed', (uri) => {
    expect(codeOf(() => octetsOf({ uri }))).toBe('XMLSIG_REFERENCE_UNRESOLVED');
  });

  it('resolves to one element', () => {
    use(signed({ uri: '#part', transforms: [] }), (document, { references: [reference] }) => {
      expect(reference && resolveReference(document, reference).name).toBe('v');
    });
  });

  it('the signature value is over SignedInfo in its own canonical form', () => {
    const info = (method: string) =>
      use(signed({ method }), (document, signature) => Buffer.from(signedInfoOctets(document, signature)).toString());
    expect(info(EXCLUSIVE)).toMatch(/^<ds:SignedInfo xmlns:ds="[^"]*"><ds:CanonicalizationMethod /);
    expect(info(INCLUSIVE)).toMatch(/^<ds:SignedInfo xmlns:ds="[^"]*" xmlns:u="urn:u">/);
    expect(codeOf(() => info('urn:other'))).toBe('XMLSIG_TRANSFORM_UNSUPPORTED');
  });
});

describe('signed properties', () => {
  const XADES = 'xmlns:x="http://uri.etsi.org/01903/v1.3.2#"';
  const cert = '<x:Cert><x:CertDigest><ds:DigestMethod Algorithm="urn:d"/><ds:DigestValue>AA==</ds:DigestValue></x:CertDigest></x:Cert>';
  const properties = (content: string, target = '#s') =>
    `<ds:Object><x:QualifyingProperties ${XADES} Target="${target}"><x:SignedProperties Id="sp"><x:SignedSignatureProperties>${content}` +
    `</x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties></ds:Object>`;
  const read = (object: string) =>
    use(signed({ object }), (_, signature) => {
      const found = readSignedProperties(signature);
      return found && { ...found, element: found.element.name };
    });

  it('are read with the reference to the signing certificate', () => {
    expect(read('')).toBeUndefined();
    expect(
      read(properties(`<x:SigningTime>2026-01-01T00:00:00Z</x:SigningTime><x:SigningCertificateV2>${cert}</x:SigningCertificateV2>`)),
    ).toEqual({
      element: 'SignedProperties',
      signingTime: '2026-01-01T00:00:00Z',
      signingCertificate: { version: 2, references: [{ digestMethod: 'urn:d', digestValue: Buffer.of(0) }] },
      hasSignaturePolicy: false,
      hasProductionPlace: false,
      hasSignerRole: false,
    });
    expect(read(properties(`<x:SigningCertificate>${cert}</x:SigningCertificate><x:SignerRole/>`))).toMatchObject({
      signingCertificate: { version: 1 },
      hasSignerRole: true,
    });
  });

  it('of another signature, twice, or with two signing certificates are refused', () => {
    const both = `<x:SigningCertificate>${cert}</x:SigningCertificate><x:SigningCertificateV2>${cert}</x:SigningCertificateV2>`;
    for (const object of [
      properties('', '#t'),
      properties('') + properties(''),
      properties(both),
      properties('<x:SigningCertificateV2><x:Cert/></x:SigningCertificateV2>'),
    ]) {
      expect(codeOf(() => read(object))).toBe('XADES_STRUCTURE');
    }
  });
});
