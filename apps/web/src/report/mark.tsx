import type { VerdictCode } from '@sigillum/reports';

/** Each verdict has a shape of its own, so that colour is never the only difference. */
const SHAPES: Readonly<Record<VerdictCode | 'unread', string>> = {
  QUALIFIED_SIGNATURE: 'M16 2l4 3 5 0 1 5 4 4-2 5 1 5-5 2-3 4-5-1-5 1-3-4-5-2 1-5-2-5 4-4 1-5 5 0z M10 16l4 4 8-9',
  GENUINE_SIGNATURE: 'M16 3a13 13 0 1 0 .01 0z M10 16.5l4 4 8-9',
  CANNOT_BE_CONFIRMED: 'M8 3h16 M8 29h16 M10 3c0 8 12 10 12 26 M22 3c0 8-12 10-12 26',
  SIGNER_NOT_TRUSTED: 'M13 10l3-3a6 6 0 0 1 9 9l-3 3 M19 22l-3 3a6 6 0 0 1-9-9l3-3 M11 4l1 4 M4 11l4 1 M21 28l-1-4 M28 21l-4-1',
  DO_NOT_RELY: 'M16 3a13 13 0 1 0 .01 0z M11 11l10 10 M21 11l-10 10',
  NO_SIGNATURE: 'M7 3h12l6 6v20H7z M19 3v6h6',
  CANNOT_JUDGE: 'M11 3v7 M21 3v7 M7 10h18v4a9 9 0 0 1-18 0z M16 23v6',
  unread: 'M16 4l13 24H3z M16 12v8 M16 24v.5',
};

/** The picture of a verdict; the words beside it say the same. */
export function Mark({ shape }: { readonly shape: keyof typeof SHAPES }) {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d={SHAPES[shape]} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
