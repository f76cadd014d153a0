import { loadXml } from '@sigillum/containers/xml';
import { createSmallEurope, type SignListOptions, signTrustedList, type TestIdentity, writeTrustedList } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ListPointer } from '../types.js';
import { authenticateList } from './national.js';

const NOW = Date.UTC(2026, 6, 1);
const ROOT = '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2006/12/xml-c14n11'] as const;

let operator: TestIdentity;
let pointer: ListPointer;
let plain: string;

beforeAll(async () => {
  await loadXml();
  const europe = createSmallEurope({ countries: [{ territory: 'XA', providers: [] }] });
  const signer = europe.operators.get('XA');
  if (signer === undefined) throw new Error('no operator');
  operator = signer;
  pointer = {
    location: 'https://lists.example/xa-list.xml',
    certificates: [parseCertificate(signer.certificate)],
    territory: 'XA',
    tslType: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric',
    mimeType: 'application/vnd.etsi.tsl+xml',
    communityRules: [],
    mutualRecognition: undefined,
  };
  plain = writeTrustedList({ territory: 'XA', sequenceNumber: 7, issued: Date.UTC(2026, 5, 1), nextUpdate: Date.UTC(2026, 11, 1) });
});

function sign(list = plain, options: SignListOptions = {}): string {
  return Buffer.from(signTrustedList(list, operator, options)).toString('utf8');
}

/** A list whose signature holds over an altered SignedInfo. */
function signAltered(from: string | RegExp, to: string, list = plain): string {
  return sign(list, { alterSignedInfo: (info) => info.replace(from, to) });
}

function codesOf(file: string | Uint8Array): readonly string[] {
  const bytes = typeof file === 'string' ? Buffer.from(file, 'utf8') : file;
  return authenticateList(pointer, { location: pointer.location, bytes }, NOW).status.codes;
}

const PASSED = ['EUTL_VERIFICATION_PASSED'];

function refusedFor(problem: string): string[] {
  return ['EUTL_VERIFICATION_FAILED', 'EUTL_SIGNATURE_VERIFICATION_FAILED', problem];
}

const signatureIn = (file: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(file)?.[0] ?? '';

describe('a list as TS 119 612 B.1 wants it', () => {
  it('is accepted, by "" and by the identifier of its root', () => {
    expect(codesOf(sign())).toEqual(PASSED);
    expect(codesOf(signAltered('URI=""', 'URI="#list"', plain.replace(ROOT, `${ROOT} Id="list"`)))).toEqual(PASSED);
  });

  it('is accepted with SigningCertificate in version 5 and warned of in version 6', () => {
    const five = plain.replace('<TSLVersionIdentifier>6', '<TSLVersionIdentifier>5').replace('2026-06-01', '2025-06-01');
    expect(codesOf(sign(five, { signingCertificateVersion: 1 }))).toEqual(PASSED);
    expect(codesOf(sign(plain, { signingCertificateVersion: 1 }))).toEqual([...PASSED, 'WARNING_TL_SIGNING_CERTIFICATE_V1_IN_VERSION_6']);
  });
});

describe('inclusive canonicalisation, which B.1 does not provide for', () => {
  const WARNED = [...PASSED, 'WARNING_TL_SIGNATURE_INCLUSIVE_CANONICALIZATION'];
  const transform = (algorithm: string) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;
  const enveloped = transform(ENVELOPED);

  it.each(INCLUSIVE)('%s is accepted and told, of SignedInfo and of the list', (inclusive) => {
    expect(codesOf(sign(plain, { inclusive }))).toEqual(WARNED);
    const both = {
      inclusive,
      alterSignedInfo: (info: string) => info.replace(enveloped + transform(EXCLUSIVE), enveloped + transform(inclusive)),
    };
    expect(codesOf(sign(plain, both))).toEqual(WARNED);
  });

  it('is what a list without a canonicalisation of its own is signed in', () => {
    const file = signAltered(enveloped + transform(EXCLUSIVE), enveloped);
    expect(codesOf(file)).toEqual(WARNED);
    const byId = (info: string) => info.replace(enveloped + transform(EXCLUSIVE), enveloped).replace('URI=""', 'URI="#list"');
    expect(codesOf(sign(plain.replace(ROOT, `${ROOT} Id="list"`), { alterSignedInfo: byId }))).toEqual(WARNED);
    expect(codesOf(file.replace(ROOT, `${ROOT} xmlns:unused="urn:x"`))).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
  });

  it.each(INCLUSIVE)('under %s every change of the list or of what is in scope is found', (inclusive) => {
    const whole = sign(plain, {
      alterSignedInfo: (info) => info.replace(enveloped + transform(EXCLUSIVE), enveloped + transform(inclusive)),
    });
    expect(codesOf(whole)).toEqual(WARNED);
    expect(codesOf(whole.replace('<TSLSequenceNumber>7', '<TSLSequenceNumber>8'))).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
    expect(codesOf(whole.replace(ROOT, `${ROOT} xmlns:unused="urn:x"`))).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
    const info = sign(plain, { inclusive });
    expect(codesOf(info.replace('<ds:Signature ', '<ds:Signature xmlns:unused="urn:x" '))).toEqual(refusedFor('TL_SIGNATURE_VALUE'));
  });

  it('with comments, parameters or a list of prefixes it is refused', () => {
    const method = (text: string) =>
      sign(plain, { alterSignedInfo: (info) => info.replace(`CanonicalizationMethod Algorithm="${EXCLUSIVE}">`, text) });
    const prefixes = `<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="ds"></InclusiveNamespaces>`;
    for (const text of [
      `CanonicalizationMethod Algorithm="${EXCLUSIVE}WithComments">`,
      `CanonicalizationMethod Algorithm="${INCLUSIVE[0]}#WithComments">`,
      `CanonicalizationMethod Algorithm="${EXCLUSIVE}">${prefixes}`,
      `CanonicalizationMethod Algorithm="${INCLUSIVE[1]}"><x></x>`,
      'CanonicalizationMethod Algorithm="urn:other">',
    ]) {
      expect(codesOf(method(text))).toEqual(refusedFor('TL_SIGNATURE_CANONICALIZATION'));
    }
  });
});

describe('signature wrapping', () => {
  const withId = () => plain.replace(ROOT, `${ROOT} Id="list"`);
  const byId = () => signAltered('URI=""', 'URI="#list"', withId());
  const evil = (content: string, id = '') =>
    plain.replace(ROOT, ROOT + id).replace('</TrustServiceStatusList>', `${content}</TrustServiceStatusList>`);

  it('X01 X02: the signed list as a sibling before or after its signature is not the list that is read', () => {
    const signature = signatureIn(byId());
    expect(codesOf(evil(withId() + signature))).toEqual(refusedFor('TL_SIGNATURE_REFERENCES'));
    expect(codesOf(evil(signature + withId()))).toEqual(refusedFor('TL_SIGNATURE_REFERENCES'));
  });

  it('X03 X04: the signed list inside of the signature is not the list that is read', () => {
    const inObject = byId().replace(/.*(<ds:Signature .*)<\/ds:Signature>.*/s, `$1<ds:Object>${withId()}</ds:Object></ds:Signature>`);
    expect(codesOf(evil(inObject))).toEqual(refusedFor('TL_SIGNATURE_REFERENCES'));
  });

  it('X05 X06: a whole signed list inside of another one is refused', () => {
    expect(codesOf(evil(byId().replace(/^<\?.*\?>\n/, '')))).toEqual(refusedFor('TL_SIGNATURE_MISPLACED'));
    expect(codesOf(evil(`<Extension>${sign().replace(/^<\?.*\?>\n/, '')}</Extension>`))).toEqual(refusedFor('TL_SIGNATURE_MISPLACED'));
  });

  it('X07: content added or altered after signing breaks the digest', () => {
    const added = sign().replace('<ds:Signature ', '<TrustServiceProviderList></TrustServiceProviderList><ds:Signature ');
    expect(codesOf(added)).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
    expect(codesOf(sign().replace('<TSLSequenceNumber>7', '<TSLSequenceNumber>8'))).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
  });

  it('X08: a second signature is refused, whichever of them holds', () => {
    const file = sign();
    expect(codesOf(file.replace('</TrustServiceStatusList>', `${signatureIn(file)}</TrustServiceStatusList>`))).toEqual(
      refusedFor('TL_SIGNATURE_SEVERAL'),
    );
  });

  it('X09: signed properties that are not this signature’s own are refused', () => {
    const fake =
      '<ds:Object><xades:SignedProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Id="fake"></xades:SignedProperties></ds:Object>';
    const toFake = signAltered('#signed-properties', '#fake').replace('</ds:Signature>', `${fake}</ds:Signature>`);
    expect(codesOf(toFake)).toEqual(refusedFor('TL_SIGNATURE_SIGNED_PROPERTIES'));
    expect(codesOf(sign().replace('Target="#list-signature"', 'Target="#other"'))).toEqual(refusedFor('TL_SIGNATURE_UNREADABLE'));
    expect(codesOf(signAltered(/ Type="[^"]*"/, ''))).toEqual(refusedFor('TL_SIGNATURE_SIGNED_PROPERTIES'));
    expect(codesOf(signAltered('</ds:SignedInfo>', `${referenceTo('#signed-properties')}</ds:SignedInfo>`))).toEqual(
      refusedFor('TL_SIGNATURE_REFERENCES'),
    );
  });

  it.each(['Id', 'ID', 'id', 'xml:id'])('X10: an identifier that occurs twice as %s is refused', (name) => {
    const twice = sign().replace('<TSLSequenceNumber>', `<TSLSequenceNumber ${name}="signed-properties">`);
    expect(codesOf(twice)).toEqual(refusedFor('TL_SIGNATURE_DUPLICATE_ID'));
  });

  it('X10: an identifier in a namespace counts as one', () => {
    const twice = sign().replace('<TSLSequenceNumber>', '<TSLSequenceNumber xmlns:w="urn:w" w:Id="signed-properties">');
    expect(codesOf(twice)).toEqual(refusedFor('TL_SIGNATURE_DUPLICATE_ID'));
    expect(codesOf(signAltered('#signed-properties', '#nowhere'))).toEqual(refusedFor('TL_SIGNATURE_UNREADABLE'));
  });

  function referenceTo(uri: string): string {
    return (
      `<ds:Reference URI="${uri}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>` +
      `<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>`
    );
  }

  it('X13: other transforms, more of them or too many references are refused', () => {
    const exclusive = `<ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform>`;
    const transforms = /<ds:Transforms>.*?<\/ds:Transforms>/s;
    const instead = (algorithm: string) => signAltered(exclusive, `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`);
    for (const algorithm of [
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
      'http://www.w3.org/2002/06/xmldsig-filter2',
      'http://www.w3.org/2000/09/xmldsig#base64',
      `${EXCLUSIVE}WithComments`,
      ...INCLUSIVE.map((inclusive) => `${inclusive}#WithComments`),
    ]) {
      expect(codesOf(instead(algorithm))).toEqual(refusedFor('TL_SIGNATURE_TRANSFORMS'));
    }
    expect(codesOf(signAltered(exclusive, exclusive + exclusive))).toEqual(refusedFor('TL_SIGNATURE_TRANSFORMS'));
    const withParameters = `<ds:Transform Algorithm="${ENVELOPED}"><ds:XPath>self::node()</ds:XPath></ds:Transform>`;
    expect(codesOf(signAltered(`<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform>`, withParameters))).toEqual(
      refusedFor('TL_SIGNATURE_TRANSFORMS'),
    );
    expect(codesOf(signAltered(transforms, ''))).toEqual(refusedFor('TL_SIGNATURE_TRANSFORMS'));
    expect(codesOf(signAltered(`<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform>`, ''))).toEqual(
      refusedFor('TL_SIGNATURE_TRANSFORMS'),
    );
    expect(codesOf(signAltered('</ds:SignedInfo>', `${referenceTo('').repeat(10_000)}</ds:SignedInfo>`))).toEqual(
      refusedFor('TL_SIGNATURE_UNREADABLE'),
    );
  });

  it.each(['https://lists.example/x.xml', 'file:///etc/passwd', 'ftp://x/', "#xpointer(id('signed-properties'))", '#xpointer(/)', 'x.xml'])(
    'X14: a reference to %s is not followed',
    (uri) => {
      expect(codesOf(signAltered('URI=""', `URI="${uri}"`))).toEqual(refusedFor('TL_SIGNATURE_UNREADABLE'));
    },
  );

  it('X15: a comment in a value changes nothing, a processing instruction breaks the digest', () => {
    const territory = '<SchemeTerritory>X';
    const commented = authenticateList(
      pointer,
      { location: 'x', bytes: Buffer.from(sign().replace(territory, `${territory}<!-- Y -->`)) },
      NOW,
    );
    expect(commented.list?.territory).toBe('XA');
    expect(codesOf(sign().replace(territory, `${territory}<?y z?>`))).toEqual(refusedFor('TL_SIGNATURE_DIGEST_MISMATCH'));
  });

  it('X16: two SignedInfo, or a comment inside a digest or signature value, are refused', () => {
    const info = /<ds:SignedInfo.*<\/ds:SignedInfo>/s.exec(sign())?.[0] ?? '';
    expect(codesOf(sign().replace('<ds:SignedInfo', `${info}<ds:SignedInfo`))).toEqual(refusedFor('TL_SIGNATURE_UNREADABLE'));
    for (const value of ['DigestValue', 'SignatureValue']) {
      expect(codesOf(sign().replace(`</ds:${value}>`, `<!-- x --></ds:${value}>`))).toEqual(refusedFor('TL_SIGNATURE_UNREADABLE'));
    }
  });

  it('X17: keyed hashes, parameters, missing and borrowed certificates are refused', () => {
    const method = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
    expect(codesOf(signAltered(method, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'))).toEqual(refusedFor('TL_SIGNATURE_ALGORITHM'));
    expect(codesOf(signAltered(method, 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1'))).toEqual(refusedFor('TL_SIGNATURE_ALGORITHM'));
    const parameter = `${method}"><ds:HMACOutputLength>8</ds:HMACOutputLength>`;
    expect(codesOf(signAltered(`${method}">`, parameter))).toEqual(refusedFor('TL_SIGNATURE_ALGORITHM'));
    const keyInfo = /<ds:X509Data>.*<\/ds:X509Data>/s;
    expect(codesOf(sign().replace(keyInfo, '<ds:RetrievalMethod URI="https://x/"></ds:RetrievalMethod>'))).toEqual(
      refusedFor('TL_SIGNING_CERTIFICATE_MISSING'),
    );
    const other = createSmallEurope({ countries: [{ territory: 'XB', providers: [] }] }).operators.get('XB');
    expect(codesOf(sign(plain, { namedCertificate: other?.certificate ?? new Uint8Array() }))).toEqual(
      refusedFor('TL_SIGNING_CERTIFICATE_MISMATCH'),
    );
  });

  it('X18: what the encoding is, is not what is signed', () => {
    const text = sign();
    expect(codesOf(Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from(text)]))).toEqual(PASSED);
    expect(codesOf(text.replaceAll('\n', '\r\n'))).toEqual(PASSED);
    const utf16 = Buffer.from(`\ufeff${text.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
    expect(codesOf(utf16)).toEqual(PASSED);
    expect(codesOf(text.replace('<SchemeName>', '<SchemeName>\0'))).toEqual(['EUTL_VERIFICATION_FAILED', 'XML_UNREADABLE']);
    expect(codesOf(text.replace('UTF-8', 'UTF-7'))).toEqual(['EUTL_VERIFICATION_FAILED', 'XML_UNREADABLE']);
  });
});
