import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memorySource } from '@sigillum/encoding';
import { toErrorText, toTextReport } from '@sigillum/reports';
import { fixture } from './spec-support/fixtures.js';
import { validateDocument, type ValidationRequest } from './validate-document.js';

async function textOf(name: string, change: Partial<ValidationRequest> = {}): Promise<string[]> {
  const { input, request } = fixture(name);
  const result = await validateDocument(memorySource(readFileSync(input)), { ...request, ...change }, { sources: [] });
  return toTextReport('contract.pdf', result).split('\n');
}

describe('text report', () => {
  it('of a genuine signature: verdict, who and when, what changed, then figures', async () => {
    const lines = await textOf('pades-baseline/b-rsa2048');
    expect(lines.map((line) => line.trim())).toEqual([
      'contract.pdf',
      '✔ GENUINE: whether it is qualified was not determined',
      'Signed by Astrid Lind; claimed time 2026-06-01 10:00:00 UTC.',
      expect.stringMatching(/^From the document alone this can be checked until 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/),
      'Nothing has changed since.',
      expect.stringMatching(/^Details: TOTAL-PASSED, PAdES-BASELINE-B, field Signature1, covers the whole document/),
      'As of 2026-06-01 12:00:00 UTC; policy ts-119-172-4, version 2; 1 trusted certificate given, EU trusted lists are not at hand.',
      '',
    ]);
  });

  it('never says that nothing has changed beside a change, and names the change once', async () => {
    const lines = await textOf('pades-changes/p31-page-removed');
    const text = lines.join('\n');
    expect(lines[1]).toBe('  ✖ DO NOT RELY ON THIS: changed after signing');
    expect(text).not.toContain('Nothing has changed');
    expect(text.match(/PDF_PAGE_COUNT_CHANGED/g)).toEqual(['PDF_PAGE_COUNT_CHANGED']);
    expect(text).toContain('→ Do not rely on this copy; ask for the document as it was signed.');
  });

  it('says what a later step did where that is permitted', async () => {
    const text = (await textOf('pades-changes/p35-form-fill')).join('\n');
    expect(text).toContain('Since then, as is permitted: ');
    expect(text).toContain('form field filled in');
    expect(text).toContain('✔ GENUINE');
  });

  it('claims nothing in the name of the signer where the value does not hold', async () => {
    const text = (await textOf('pades-defects/p10-value-damaged')).join('\n');
    expect(text).toContain('✖ DO NOT RELY ON THIS: forged or damaged');
    expect(text).toContain('Claims to be signed by Astrid Lind');
    expect(text).not.toContain('The content itself is what was signed.');
    expect(text).not.toContain('Nothing has changed');
  });

  it('shows the time line: claimed, proven, until when it can be checked, which a renewal puts off', async () => {
    const untilOf = async (name: string): Promise<string> => {
      const text = (await textOf(name)).join('\n');
      expect(text).toContain('claimed time 2026-06-01 10:00:00 UTC');
      expect(text).toContain('Proven to have existed at 2026-06-01 11:00:00 UTC, by a time-stamp.');
      return /can be checked until (\S+ \S+) UTC/.exec(text)?.[1] ?? '';
    };
    const ocsp = await untilOf('pades-baseline/lt-ocsp');
    expect(ocsp).toMatch(/^20/);
    expect((await untilOf('pades-baseline/lta')) >= ocsp).toBe(true);
    expect((await textOf('pades-baseline/b-rsa2048', { anchors: [] })).join('\n')).not.toContain('can be checked until');
  });

  it('does not call a document self-sufficient whose revocation data was handed in beside it', async () => {
    const text = (await textOf('pades-baseline/t')).join('\n');
    expect(text).toContain('GENUINE');
    expect(text).toContain('The document alone does not show this');
    expect(text).not.toContain('From the document alone');
  });

  it('counts several signatures first', async () => {
    const lines = await textOf('pades-baseline/b-two-signatures');
    expect(lines[1]).toBe('  All 2 signatures are genuine.');
    expect((await textOf('pades-baseline/b-two-signatures', { anchors: [] }))[1]).toBe('  None of the 2 signatures can be confirmed.');
  });

  it('never blames the signer for missing trust', async () => {
    const text = (await textOf('pades-baseline/b-rsa2048', { anchors: [] })).join('\n');
    expect(text).toContain('! WE CANNOT JUDGE: no trusted authority is at hand');
    expect(text).toContain('The content itself is what was signed.');
    expect(text).toContain('Signed in the name of Astrid Lind');
    expect(text).toContain('this says nothing against the signer');
  });

  it('prints moments to the second', async () => {
    const text = (await textOf('pades-baseline/b-rsa2048', { at: Date.UTC(2026, 5, 1, 12, 0, 0, 789) })).join('\n');
    expect(text).toContain('As of 2026-06-01 12:00:00 UTC;');
    expect(text).not.toMatch(/:\d\d[.]\d{3}/);
  });

  it('names an unfinished signature as what it is, without what follows from it', async () => {
    const text = (await textOf('pades-defects/p01-contents-zero')).join('\n');
    expect(text).toContain('✖ DO NOT RELY ON THIS: nothing was signed');
    expect(text).not.toContain('NOTHING_SIGNED');
    expect(text).toContain('→ Ask the signer to sign.');
  });

  it('of an unsigned document says what to do', async () => {
    const lines = await textOf('unreadable/unsigned');
    expect(lines.map((line) => line.trim())).toEqual([
      'contract.pdf',
      '○ NO ELECTRONIC SIGNATURE HERE',
      'A picture of a signature, or a typed name, is none.',
      '→ Ask the sender for a signed file.',
      '',
    ]);
  });

  it('lets no control character through, bidirectional overrides included', () => {
    const text = toErrorText('a\u001b[31m\u202Efdp.exe', { code: 'FILE_NOT_FOUND', message: 'x\u0007\u2028y' });
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text.split('\n')[0]).toBe('a·[31m·fdp.exe');
  });
});
