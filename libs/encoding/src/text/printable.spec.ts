import { expect, it } from 'vitest';
import { printable } from './printable.js';

it('replaces what could hide or turn round text, and nothing else', () => {
  expect(printable('a\u202Efdp.exe \u0000\u200B\u2066\u2028\uD800\u00AD')).toBe('a·fdp.exe ······');
  expect(printable('Åsa Ærø, 石川 <b>')).toBe('Åsa Ærø, 石川 <b>');
});
