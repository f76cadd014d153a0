import {
  Budget,
  context,
  equalBytes,
  LimitError,
  readDer,
  TAG,
  toHex,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSetOf,
} from '@sigillum/encoding';
import { attribute, type CmsDefect, createAuthority, createSignedData, issueSigner, OID, type SignedDataOptions } from '@sigillum/testkit';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CmsError, parseSignedData } from './index.js';

const root = createAuthority({ name: 'Root' });
const signer = issueSigner(root, { name: 'Signer', algorithm: 'P-256' });
const content = Buffer.from('what is signed');

const made = (options: Partial<SignedDataOptions> = {}): Uint8Array => createSignedData({ signer, content, ...options });
const parse = (bytes: Uint8Array, trailing = false) => parseSignedData(bytes, new Budget(), { trailing });

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof CmsError || error instanceof LimitError ? error.code : String(error);
  }
}

describe('parseSignedData', () => {
  it('gives what stands there', () => {
    const bytes = made({ crls: [writeSequence(writeNull())], signingTime: Date.UTC(2026, 0, 2) });
    const { version, digestAlgorithms, contentType, content: inner, certificates, crls, signerInfos, length, notes } = parse(bytes);
    expect({ version, contentType, inner, length, notes }).toEqual({
      version: 1,
      contentType: OID.data,
      inner: undefined,
      length: bytes.length,
      notes: [],
    });
    expect(digestAlgorithms.map((one) => one.oid)).toEqual(['2.16.840.1.101.3.4.2.1']);
    expect(certificates.map(toHex)).toEqual([toHex(signer.certificate)]);
    expect(crls.map(toHex)).toEqual(['30020500']);
    const [info] = signerInfos;
    expect(info?.sid.kind).toBe('issuerAndSerial');
    expect(info?.signedAttributes?.map((one) => one.oid).sort()).toEqual(
      [OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2].sort(),
    );
    expect(info?.signedAttributesDer?.[0]).toBe(TAG.SET);
    expect(info?.signedAttributesProblem).toBeUndefined();
    expect(equalBytes(bytes.subarray(bytes.length - (info?.bytes.length ?? 0)), info?.bytes ?? bytes)).toBe(true);
  });

  it('tells the end where zeros follow', () => {
    const bytes = made();
    const padded = Buffer.concat([bytes, Buffer.alloc(100)]);
    expect(parse(padded, true).length).toBe(bytes.length);
    expect(codeOf(() => parse(padded))).toBe('CMS_UNREADABLE');
  });

  it('knows signers by key identifier', () => {
    const [info] = parse(made({ signerIdentifier: 'subjectKeyIdentifier' })).signerInfos;
    expect(info?.sid).toMatchObject({ kind: 'subjectKeyIdentifier' });
  });

  it('keeps content that stands inside', () => {
    const { content: inner } = parse(made({ attached: true }));
    expect(inner && Buffer.from(inner).toString()).toBe('what is signed');
  });

  it('tells certificates and revocation data of other kinds apart', () => {
    const other = writeElement(context(3), writeNull());
    const ocsp = writeElement(context(1), writeOid('1.3.6.1.5.5.7.16.2'), writeSequence(writeNull()));
    const parsed = parse(made({ certificates: [signer.certificate, other], crls: [ocsp] }));
    expect(parsed.certificates).toHaveLength(1);
    expect(parsed.otherCertificates.map((one) => one.choice)).toEqual([3]);
    expect(parsed.otherRevocationInfo.map((one) => [one.format, toHex(one.bytes)])).toEqual([['1.3.6.1.5.5.7.16.2', '30020500']]);
    expect(parsed.crls).toEqual([]);
  });
});

describe('C06 what departs from DER', () => {
  test.each<[CmsDefect, string | undefined, readonly string[]]>([
    ['signed-attributes-ber', 'DER_LENGTH', ['CMS_INDEFINITE_LENGTH']],
    ['signed-attributes-unsorted', 'DER_ORDER', []],
    ['indefinite-length', undefined, ['CMS_INDEFINITE_LENGTH']],
  ])('%s', (defect, problem, notes) => {
    const { signerInfos, notes: found } = parse(made({ defects: [defect] }));
    expect(signerInfos[0]?.signedAttributesProblem).toBe(problem);
    expect(found).toEqual(expect.arrayContaining([...notes]));
  });

  it('lengths and strings', () => {
    const whole = readDer(made());
    const long = Buffer.concat([Uint8Array.of(0x30, 0x84), Buffer.alloc(4), whole.content]);
    long.writeUInt32BE(whole.content.length, 2);
    expect(parse(long).notes).toEqual(['CMS_NON_MINIMAL_LENGTH']);
  });
});

describe('what is no SignedData', () => {
  const info = (type: string, ...inner: readonly Uint8Array[]) => writeSequence(writeOid(type), writeElement(context(0), ...inner));
  test.each([
    ['nothing', new Uint8Array(), 'CMS_UNREADABLE'],
    ['text', Buffer.from('%PDF-1.7'), 'CMS_UNREADABLE'],
    ['an envelope', info('1.2.840.113549.1.7.3', writeSequence()), 'CMS_NOT_SIGNED_DATA'],
    ['two contents', info(OID.signedData, writeSequence(), writeSequence()), 'CMS_UNREADABLE'],
    ['no signers', info(OID.signedData, writeSequence(writeInteger(1), writeSetOf(), writeSequence(writeOid(OID.data)))), 'CMS_UNREADABLE'],
    ['a truncated one', made().subarray(0, 300), 'CMS_UNREADABLE'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(() => parse(bytes))).toBe(code);
  });
});

describe('C15, C17 size and depth', () => {
  it('10,000 unsigned attributes are read within a small budget', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => attribute(`1.3.6.1.4.1.55555.${index}`, writeNull()));
    const bytes = made({ unsigned: () => many });
    const budget = new Budget();
    expect(parseSignedData(bytes, budget).signerInfos[0]?.unsignedAttributes).toHaveLength(10_000);
    expect(budget.spent('derNodes')).toBeLessThan(60_000);
    expect(codeOf(() => parseSignedData(bytes, new Budget({ derNodes: 5_000 })))).toBe('LIMIT_EXCEEDED');
  });

  it('5,000 certificates are kept as bytes', () => {
    const certificates = Array.from({ length: 5_000 }, (_, index) => writeSequence(writeInteger(index)));
    expect(parse(made({ certificates })).certificates).toHaveLength(5_000);
  });

  it('depth 5,000 in what is read is refused; in what is kept as bytes it does no harm', () => {
    let deep = writeNull();
    for (let level = 0; level < 5_000; level++) deep = writeSequence(deep);
    expect(codeOf(() => parse(made({ extraSigned: [attribute('1.3.6.1.4.1.55555.1', deep)] })))).toBe('LIMIT_EXCEEDED');
    expect(parse(made({ unsigned: () => [attribute('1.3.6.1.4.1.55555.1', deep)] })).signerInfos).toHaveLength(1);
  });
});

it('whatever the bytes are, only CmsError and LimitError come out', () => {
  const sound = made({
    attached: true,
    crls: [writeSequence(writeNull())],
    unsigned: () => [attribute(OID.signingTime, writeOctetString(content))],
  });
  const edit = fc.record({ at: fc.nat(sound.length - 1), octet: fc.nat(255), cut: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let bytes = Uint8Array.from(sound);
      for (const { at, octet, cut } of edits) {
        if (cut && at > 0) bytes = bytes.slice(0, Math.min(bytes.length, at + octet));
        else if (at < bytes.length) bytes[at] = octet;
      }
      const code = codeOf(() => parse(bytes, true));
      expect([undefined, 'CMS_UNREADABLE', 'CMS_NOT_SIGNED_DATA', 'LIMIT_EXCEEDED']).toContain(code);
    }),
    { numRuns: 800 },
  );
});
