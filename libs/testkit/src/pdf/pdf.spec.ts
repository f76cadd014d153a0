import { spawnSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readDer } from '@sigillum/encoding';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  addDocumentTimestamp,
  addDss,
  type Authority,
  createAuthority,
  createCrl,
  createPdf,
  editRevision,
  issueSigner,
  issueTimestampAuthority,
  lastContents,
  readObject,
  readStructure,
  signPdf,
  type TestIdentity,
} from '../index.js';

const NOW = Date.UTC(2026, 5, 1, 12);
const qpdfPresent = spawnSync('qpdf', ['--version']).status === 0;
const pdfsigPresent = spawnSync('pdfsig', ['-v']).status === 0;
if (!qpdfPresent) console.info('qpdf is not on the PATH: its checks of the made PDFs are skipped');
if (!pdfsigPresent) console.info('pdfsig is not on the PATH: its checks of the made signatures are skipped');

let root: Authority;
let signer: TestIdentity;
let unit: TestIdentity;
let plain: Uint8Array;

beforeAll(async () => {
  root = createAuthority({ name: 'Root' });
  signer = issueSigner(root, { name: 'Signer' });
  unit = issueTimestampAuthority(root, { name: 'Unit' });
  plain = await createPdf();
});

function byteRange(pdf: Uint8Array): number[] {
  const text = Buffer.from(pdf).toString('latin1');
  const found = [...text.matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].at(-1);
  return found?.slice(1).map(Number) ?? [];
}

function signedBytes(pdf: Uint8Array): Uint8Array {
  const [, end = 0, start = 0, length = 0] = byteRange(pdf);
  return Buffer.concat([pdf.subarray(0, end), pdf.subarray(start, start + length)]);
}

/** Message digest and signature of the last CMS in the file, computed from scratch. */
function check(pdf: Uint8Array, certificate: Uint8Array): { digest: boolean; signature: boolean } {
  const signedData = readDer(lastContents(pdf), { trailing: true }).children()[1]?.children()[0]?.children() ?? [];
  const info = signedData.at(-1)?.children()[0]?.children() ?? [];
  const attributes = Uint8Array.from(info[3]?.raw ?? []);
  attributes[0] = 0x31;
  const { publicKey } = new X509Certificate(certificate);
  const digest = createHash('sha256').update(signedBytes(pdf)).digest('hex');
  return {
    digest: Buffer.from(attributes).toString('hex').includes(digest),
    signature: verify('sha256', attributes, publicKey, info[5]?.content ?? new Uint8Array()),
  };
}

describe('signPdf', () => {
  it('covers the file but for the /Contents token', () => {
    const pdf = signPdf(plain, { signer, signingTime: NOW });
    const [first, end = 0, start = 0, length = 0] = byteRange(pdf);
    expect([first, start + length]).toEqual([0, pdf.length]);
    expect([pdf[end], pdf[start - 1]].map((octet) => String.fromCharCode(octet ?? 0))).toEqual(['<', '>']);
    expect(check(pdf, signer.certificate)).toEqual({ digest: true, signature: true });
    expect(Buffer.from(pdf.subarray(0, plain.length)).equals(plain)).toBe(true);
  });

  it('signs again, in a file with cross-reference streams too', async () => {
    const streams = await createPdf({ objectStreams: true });
    expect(readStructure(streams).xrefStream).toBe(true);
    const once = signPdf(streams, { signer, fieldName: 'A' });
    const twice = signPdf(once, { signer, fieldName: 'B', rectangle: [72, 100, 272, 150], appearance: ['Signed by B'] });
    expect(check(twice, signer.certificate)).toEqual({ digest: true, signature: true });
    const document = await PDFDocument.load(twice);
    expect(
      document
        .getForm()
        .getFields()
        .map((field) => field.getName()),
    ).toEqual(['A', 'B']);
  });

  it('goes up to LTA by appending only', () => {
    const timestamp = { authority: unit, time: NOW };
    const signed = signPdf(plain, { signer, timestamp });
    const crl = createCrl({ issuer: root, thisUpdate: NOW });
    const lt = addDss(signed, { certificates: [root.certificate], crls: [crl], vri: [lastContents(signed)] });
    const lta = addDocumentTimestamp(lt, { timestamp });
    expect(Buffer.from(lta.subarray(0, lt.length)).equals(lt)).toBe(true);
    const structure = readStructure(lta);
    const catalog = readObject(structure, structure.root).value;
    expect(catalog instanceof Map && catalog.has('DSS')).toBe(true);
    expect(byteRange(lta)[3]).toBe(lta.length - (byteRange(lta)[2] ?? 0));
  });

  it('writes the overrides that defects need', () => {
    const odd = signPdf(plain, { signer, byteRange: ([a, b, c, d]) => `[${a} ${b} ${c} ${d} 0]` });
    expect(Buffer.from(odd).toString('latin1')).toMatch(/\/ByteRange \[\d+ \d+ \d+ \d+ 0\]/);
    const empty = signPdf(plain, { signer, contents: () => '<>' });
    expect(Buffer.from(empty).toString('latin1')).toMatch(/\/Contents <> /);
    const indirect = signPdf(plain, { signer, contentsIndirect: true });
    expect(Buffer.from(indirect).toString('latin1')).toMatch(/\/Contents \d+ 0 R/);
  });
});

describe('editRevision', () => {
  it('appends what was changed and leaves the rest', async () => {
    const editor = editRevision(plain);
    editor.update(editor.page(0), (page) => page.set('Rotate', '90'));
    const changed = editor.save();
    const document = await PDFDocument.load(changed);
    expect(document.getPage(0).getRotation().angle).toBe(90);
    expect(document.getTitle()).toBe('Sample agreement');
  });
});

describe.skipIf(!qpdfPresent)('qpdf', () => {
  it('finds the structure of a signed file sound', () => {
    const folder = mkdtempSync(join(tmpdir(), 'testkit-'));
    const path = join(folder, 'signed.pdf');
    writeFileSync(path, signPdf(plain, { signer }));
    const run = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(run.stdout).toContain('No syntax or stream encoding errors found');
  });
});

describe.skipIf(!pdfsigPresent)('pdfsig', () => {
  it('finds the signature valid', () => {
    const folder = mkdtempSync(join(tmpdir(), 'testkit-'));
    const path = join(folder, 'signed.pdf');
    writeFileSync(path, signPdf(plain, { signer }));
    const run = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(run.stdout).toContain('Signature is Valid');
  });
});
