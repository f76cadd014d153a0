import { printable } from '@sigillum/encoding';

/** Text that others chose (names, field names, messages): nothing in it can hide, or turn round what stands beside it. */
export function ForeignText({ children }: { readonly children: string }) {
  return <bdi>{printable(children)}</bdi>;
}
