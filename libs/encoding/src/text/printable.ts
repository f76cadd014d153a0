/** Text of a document, fit for a terminal or a page: control and formatting characters (bidirectional overrides too) become a dot. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
}
