const SIMPLE = /^[!-~]+(?: [!-~]+)*$/;
const WHITE_SPACE = /[\t-\r\u0085\p{Zs}\p{Zl}\p{Zp}]+/gu;
const IGNORED = /[\p{Cc}\p{Cf}\u034f\u180b-\u180d\ufe00-\ufe0f\ufffc]+/gu;

/**
 * The form in which RFC 5280 7.1 compares strings (caseIgnoreMatch, RFC 4518 stringprep), without its tables: white
 * space becomes one space and goes at both ends, control and format characters are mapped to nothing, NFKC, lower case
 * with the folds `ß` to `ss` and `ς` to `σ`. Unassigned and private code points, which RFC 4518 prohibits, stay as they are.
 */
export function canonicalText(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase();
  return text
    .replace(WHITE_SPACE, ' ')
    .replace(IGNORED, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ς/g, 'σ')
    .normalize('NFKC')
    .replace(/ +/g, ' ')
    .trim();
}
