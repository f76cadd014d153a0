import { LimitError } from '@sigillum/encoding';
import { beforeAll, describe, expect, it } from 'vitest';

import { canonicalizationOf, compileXmlSchema, loadXml, withXml, XmlError } from './index.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return error instanceof XmlError || error instanceof LimitError ? error.code : String(error);
  }
}

it('says that the engine has to be loaded first', () => {
  expect(codeOf(() => withXml(bytes('<a/>'), () => 0))).toBe('XML_NOT_LOADED');
});

describe('reading', () => {
  beforeAll(loadXml);

  it.each([
    '<!DOCTYPE a><a/>',
    '<?xml version="1.0"?>\n<!-- <a/> --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '\ufeff<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY % p "<!ENTITY x \'y\'>"> %p;]><a>&x;</a>',
    '<!doctype a><a/>',
    '<!ENTITY x "y"><a/>',
  ])('X11: refuses a document type declaration: %s', (text) => {
    expect(codeOf(() => withXml(bytes(text), () => 0))).toBe('XML_DTD_FORBIDDEN');
  });

  it('X11: refuses one in UTF-16 of either order, and leaves XInclude alone', () => {
    const text = '\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>';
    const little = Buffer.from(text, 'utf16le');
    expect(codeOf(() => withXml(little, () => 0))).toBe('XML_DTD_FORBIDDEN');
    expect(codeOf(() => withXml(Buffer.from(little).swap16(), () => 0))).toBe('XML_DTD_FORBIDDEN');
    const include = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>';
    expect(withXml(bytes(include), ({ root }) => root.text)).toBe('');
  });

  it('a word in a comment or in text is no declaration', () => {
    expect(withXml(bytes('<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>'), ({ root }) => root.text)).toBe('<!DOCTYPE a>');
  });

  it.each(['', ' ', 'plain', '<a>', '<a></b>', '<a/><b/>', '<a>&x;</a>', '<a>\0</a>', '<?xml version="1.0"', '<!-- a'])(
    'refuses what is not well-formed: %j',
    (text) => expect(codeOf(() => withXml(bytes(text), () => 0))).toBe('XML_UNREADABLE'),
  );

  it('X12: refuses what is too deep or too large', () => {
    expect(codeOf(() => withXml(bytes('<a>'.repeat(100_000)), () => 0))).toBe('XML_UNREADABLE');
    expect(codeOf(() => withXml(bytes('<a>x</a>'), () => 0, 7))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(() => withXml(bytes(`<a>${'<b/>'.repeat(1_000_000)}</a>`), () => 0))).toBe('LIMIT_EXCEEDED');
  });

  it('X12: one identifier on very many elements is found out in one pass', () => {
    const text = `<a>${'<b Id="x"/>'.repeat(50_000)}</a>`;
    expect(withXml(bytes(text), (document) => document.duplicateIds)).toEqual(['x']);
  });

  it('nothing of a document is usable after it was given back', () => {
    const root = withXml(bytes('<a><b/></a>'), (document) => document.root);
    expect(codeOf(() => root.children)).toBe('XML_CLOSED');
  });

  it('reads names, namespaces, attributes and text as canonical XML has them', () => {
    const text = '<a xmlns="urn:a" xmlns:p="urn:p" k="1" p:k="2">x<!-- c --><?pi p?><p:b>y</p:b><![CDATA[z]]><?pi q?></a>';
    withXml(bytes(text), ({ root }) => {
      expect([root.name, root.namespace, root.attribute('k'), root.attribute('k', 'urn:p')]).toEqual(['a', 'urn:a', '1', '2']);
      expect(root.attribute('missing')).toBeUndefined();
      expect(root.text).toBe('xyz');
      expect(root.plainText).toBeUndefined();
      const child = root.first('b', 'urn:p');
      expect([child?.plainText, child?.parent?.is(root), child?.isWithin(root), root.parent]).toEqual(['y', true, true, undefined]);
      expect(root.all('b', 'urn:a')).toEqual([]);
      expect(root.children.length).toBe(1);
    });
  });

  it('resolves identifiers itself and refuses ambiguous ones', () => {
    withXml(bytes('<a Id="1"><b ID="2"/><c xml:id="n3" Id="n3"/><d id="4"/><e Id="4"/></a>'), (document) => {
      expect(['1', '2', 'n3', '5'].map((id) => document.byId(id)?.name)).toEqual(['a', 'b', 'c', undefined]);
      expect(document.duplicateIds).toEqual(['4']);
      expect(codeOf(() => document.byId('4'))).toBe('XML_DUPLICATE_ID');
    });
  });

  it('finds elements by XPath, and nothing else', () => {
    withXml(bytes('<a xmlns:p="urn:p"><p:b n="1"/><p:b n="2"/></a>'), (document) => {
      expect(document.find('//q:b', { q: 'urn:p' }).map((b) => b.attribute('n'))).toEqual(['1', '2']);
      for (const expression of ['//@n', 'count(//*)', '//namespace::*']) {
        expect(codeOf(() => document.find(expression))).toBe('XML_XPATH');
      }
    });
  });
});

describe('canonicalisation', () => {
  beforeAll(loadXml);
  const canonical = (text: string, uri: string, name?: string, without?: string) =>
    withXml(bytes(text), (document) => {
      const how = canonicalizationOf(uri);
      if (how === undefined) throw new Error(uri);
      const [element] = name === undefined ? [] : document.find(`//*[local-name()='${name}']`);
      const [hidden] = without === undefined ? [] : document.find(`//*[local-name()='${without}']`);
      return Buffer.from(document.canonicalize({ ...(element && { element }), ...(hidden && { without: hidden }) }, how)).toString('utf8');
    });
  const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const ELEVEN = 'http://www.w3.org/2006/12/xml-c14n11';
  const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const SAMPLE = `<?xml version="1.0"?><?p q?><!-- out --><a xmlns="urn:a" xmlns:u="urn:u" xml:id="r" z='1' b="2"><!-- in --><c/><s><t/></s></a>`;

  it('writes all three methods, with and without comments', () => {
    expect(canonical(SAMPLE, INCLUSIVE)).toBe('<?p q?>\n<a xmlns="urn:a" xmlns:u="urn:u" b="2" z="1" xml:id="r"><c></c><s><t></t></s></a>');
    expect(canonical(SAMPLE, EXCLUSIVE)).toBe('<?p q?>\n<a xmlns="urn:a" b="2" z="1" xml:id="r"><c></c><s><t></t></s></a>');
    expect(canonical(SAMPLE, `${EXCLUSIVE}WithComments`)).toContain('<!-- out -->\n<a xmlns="urn:a"');
    expect(canonicalizationOf('urn:unknown')).toBeUndefined();
  });

  it('writes a subtree with what it inherits: xml:id by version 1.0, not by 1.1, nothing by the exclusive one', () => {
    expect(canonical(SAMPLE, INCLUSIVE, 's')).toBe('<s xmlns="urn:a" xmlns:u="urn:u" xml:id="r"><t></t></s>');
    expect(canonical(SAMPLE, ELEVEN, 's')).toBe('<s xmlns="urn:a" xmlns:u="urn:u"><t></t></s>');
    expect(canonical(SAMPLE, EXCLUSIVE, 's')).toBe('<s xmlns="urn:a"><t></t></s>');
  });

  it('leaves a subtree out, of the document and of its root', () => {
    expect(canonical(SAMPLE, EXCLUSIVE, undefined, 's')).toBe('<?p q?>\n<a xmlns="urn:a" b="2" z="1" xml:id="r"><c></c></a>');
    expect(canonical(SAMPLE, EXCLUSIVE, 'a', 's')).toBe('<a xmlns="urn:a" b="2" z="1" xml:id="r"><c></c></a>');
    expect(codeOf(() => canonical(SAMPLE, EXCLUSIVE, 's', 't'))).toBe('XML_CANONICALIZATION');
  });
});

describe('schemas', () => {
  beforeAll(loadXml);
  const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
  const MAIN = `<xs:schema ${XS} xmlns:o="urn:o"><xs:import namespace="urn:o" schemaLocation="http://o/o.xsd"/><xs:element name="a" type="o:t"/></xs:schema>`;
  const OTHER = `<xs:schema ${XS} targetNamespace="urn:o"><xs:simpleType name="t"><xs:restriction base="xs:integer"/></xs:simpleType></xs:schema>`;

  it('validates with the schemas that were handed over', () => {
    const schema = compileXmlSchema(bytes(MAIN), { 'http://o/o.xsd': bytes(OTHER) });
    try {
      expect(withXml(bytes('<a>1</a>'), (document) => schema.problemsOf(document))).toEqual([]);
      expect(withXml(bytes('<a>\nx</a>'), (document) => schema.problemsOf(document).map(({ line }) => line))).toEqual([1]);
    } finally {
      schema.dispose();
    }
  });

  it('fetches none', () => {
    expect(codeOf(() => compileXmlSchema(bytes(MAIN)))).toBe('XML_SCHEMA_UNREADABLE');
    expect(codeOf(() => compileXmlSchema(bytes('<a/>')))).toBe('XML_SCHEMA_UNREADABLE');
  });
});
