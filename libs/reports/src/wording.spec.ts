import { expect, it } from 'vitest';
import { findingText } from './wording.js';

it('tells a finding with its moments to the second, its code, and nothing that a terminal would obey', () => {
  const message = 'expired at 2026-01-02T03:04:05.678Z \u001b[2J';
  expect(findingText({ message, code: 'CERTIFICATE_EXPIRED' })).toBe('expired at 2026-01-02 03:04:05 UTC ·[2J (CERTIFICATE_EXPIRED)');
});
