import {
  Budget,
  context,
  LimitError,
  TAG,
  writeBoolean,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import {
  createAuthority,
  createSignedData,
  createTimestampRefusal,
  createTimestampResponse,
  createTimestampToken,
  digestOf,
  issueTimestampAuthority,
  OID,
  type TimestampOptions,
} from '@sigillum/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestampResponse, parseTimestampToken, TspError, type TstInfo } from './index.js';

const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const authority = issueTimestampAuthority(root, { name: 'TSA', algorithm: 'P-256' });
const TIME = Date.UTC(2026, 5, 1, 12, 30, 15);
const IMPRINT = digestOf('SHA-256', new TextEncoder().encode('content'));
const token = (options: Partial<TimestampOptions> = {}): Uint8Array => createTimestampToken(IMPRINT, { authority, time: TIME, ...options });

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'read';
  } catch (error) {
    if (!(error instanceof TspError)) throw error;
    return error.code;
  }
}

const accuracyOf = (...parts: Uint8Array[]): Uint8Array => writeSequence(...parts);
const implicit = (number: number, value: number): Uint8Array =>
  writeElement(context(number, false), Uint8Array.of(value >> 8, value & 0xff));
const text = (tag: number, value: string): Uint8Array => writeElement(tag, new TextEncoder().encode(value));

interface Made {
  readonly version?: number;
  readonly time?: string;
  readonly tail?: readonly Uint8Array[];
  readonly contentType?: string;
}

/** A token around a TSTInfo that is written here, whatever it holds. */
function made({ version = 1, time = '20260601123015Z', tail = [], contentType = OID.tstInfo }: Made): Uint8Array {
  const algorithm = writeSequence(writeOid('2.16.840.1.101.3.4.2.1'), writeNull());
  const content = writeSequence(
    writeInteger(version),
    writeOid('1.2.3'),
    writeSequence(algorithm, writeOctetString(IMPRINT)),
    writeInteger(7),
    text(TAG.GENERALIZED_TIME, time),
    ...tail,
  );
  return createSignedData({ signer: authority, content, contentType, attached: true });
}

const infoOf = (given: Made): TstInfo => parseTimestampToken(made(given), new Budget()).info;

describe('a time-stamp token (RFC 3161 2.4.2)', () => {
  it('states policy, imprint, serial number, time and what else it holds', () => {
    const bytes = token({ accuracy: 2, ordering: true, nonce: 99n, serialNumber: 513n, withName: true, policy: '1.2.3.4' });
    const { info, signer, bytes: read } = parseTimestampToken(bytes, new Budget());
    expect(info).toMatchObject({ version: 1, policy: '1.2.3.4', genTime: TIME, accuracy: 2000, ordering: true, extensions: [] });
    expect(info.imprint.digestAlgorithm).toBe('SHA-256');
    expect([info.imprint.digest, info.serialNumber, info.nonce].map(hex)).toEqual([hex(IMPRINT), '0201', '63']);
    expect(info.tsa).toBeDefined();
    expect(signer?.sid.kind).toBe('issuerAndSerial');
    expect(hex(read)).toBe(hex(bytes));
  });

  it('states no more than it holds', () => {
    const { info } = parseTimestampToken(token(), new Budget());
    expect([info.accuracy, info.ordering, info.nonce, info.tsa]).toEqual([undefined, false, undefined, undefined]);
  });

  it.each<[string, Uint8Array, number]>([
    ['seconds', accuracyOf(writeInteger(3)), 3000],
    ['milliseconds', accuracyOf(implicit(0, 250)), 250],
    ['microseconds, rounded up', accuracyOf(implicit(1, 1)), 1],
    ['all of them', accuracyOf(writeInteger(1), implicit(0, 500), implicit(1, 400)), 1501],
    ['none', accuracyOf(), 0],
  ])('accuracy in %s', (_, accuracy, milliseconds) => {
    expect(infoOf({ tail: [accuracy] }).accuracy).toBe(milliseconds);
  });

  it('keeps fractions of a second', () => {
    expect(infoOf({ time: '20260601123015.25Z' }).genTime).toBe(TIME + 250);
  });

  it('names its extensions, and which of them must be understood', () => {
    const extension = (oid: string, critical: boolean): Uint8Array =>
      writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(new Uint8Array()));
    const extensions = writeElement(context(1), extension('1.2.3.1', true), extension('1.2.3.2', false));
    expect(infoOf({ tail: [extensions] }).extensions).toEqual([
      { oid: '1.2.3.1', critical: true },
      { oid: '1.2.3.2', critical: false },
    ]);
  });

  it('may be followed by padding, and does not count it', () => {
    const bytes = token();
    const padded = Buffer.concat([bytes, Buffer.alloc(100)]);
    expect(hex(parseTimestampToken(padded, new Budget()).bytes)).toBe(hex(bytes));
  });

  it('has one signer, or none that counts', () => {
    for (const defect of ['no-signer-info', 'two-signer-infos'] as const) {
      expect(parseTimestampToken(token({ defects: [defect] }), new Budget()).signer).toBeUndefined();
    }
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['half a token', token().subarray(0, 300)],
    ['other content', made({ contentType: OID.data })],
    ['no content', createSignedData({ signer: authority, content: IMPRINT, contentType: OID.tstInfo })],
    ['something after the last field', made({ tail: [writeOctetString(IMPRINT)] })],
    ['a time that is none', made({ time: '20261301000000Z' })],
  ])('can not be read from %s', (_, bytes) => {
    expect(codeOf(() => parseTimestampToken(bytes, new Budget()))).toBe('TIMESTAMP_UNREADABLE');
  });
});

describe('a response (RFC 3161 2.4.2)', () => {
  it('gives its token', () => {
    const bytes = token();
    expect(hex(parseTimestampResponse(createTimestampResponse(bytes), new Budget()).bytes)).toBe(hex(bytes));
  });

  it('gives none where the authority refused, and where it is none', () => {
    const refused = createTimestampRefusal(25);
    expect(codeOf(() => parseTimestampResponse(refused, new Budget()))).toBe('TIMESTAMP_REFUSED');
    const granted = writeSequence(writeSequence(writeInteger(0)));
    expect(codeOf(() => parseTimestampResponse(granted, new Budget()))).toBe('TIMESTAMP_REFUSED');
    const both = writeSequence(writeSequence(writeInteger(2)), token());
    expect(codeOf(() => parseTimestampResponse(both, new Budget()))).toBe('TIMESTAMP_REFUSED');
    expect(codeOf(() => parseTimestampResponse(token(), new Budget()))).toBe('TIMESTAMP_UNREADABLE');
  });
});

it('whatever the bytes are, only TspError and LimitError come out', () => {
  const sound = createTimestampResponse(token({ accuracy: 1, nonce: 5n }));
  const edit = fc.record({ at: fc.nat(sound.length - 1), to: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.nat(sound.length), (edits, cut) => {
      const bytes = Uint8Array.from(sound);
      for (const { at, to } of edits) bytes[at] = to;
      for (const given of [bytes, bytes.subarray(cut)]) {
        for (const parse of [parseTimestampToken, parseTimestampResponse]) {
          try {
            parse(given, new Budget());
          } catch (error) {
            expect(error instanceof TspError || error instanceof LimitError).toBe(true);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
