import { printable } from '@sigillum/encoding';

const [MOST, HEAD, TAIL] = [400, 300, 60];

/** Text that others chose (names, field names, messages): nothing in it can hide, turn round what stands beside it, or push it off the screen. */
export function ForeignText({ children }: { readonly children: string }) {
  return <bdi>{shortened(printable(children))}</bdi>;
}

/** The end stays: of a file name it is the telling part. */
function shortened(text: string): string {
  if (text.length <= MOST) return text;
  const characters = [...text];
  const left = characters.length - HEAD - TAIL;
  return `${characters.slice(0, HEAD).join('')} … (${left} more characters) … ${characters.slice(-TAIL).join('')}`;
}
