import fc from 'fast-check';
import { type ContentsToken, contentsTokens } from './contents.js';
import { type DerNode, placesOf, readTree, writeTree } from './der-tree.js';

/**
 * Steps inside the CMS of the nth signature; it is put back at the same length, so that no signed byte moves. `node` chooses an element;
 * where lengths are not the matter, those around it are made to fit again.
 */
export type CmsMutation =
  | { readonly step: 'cms-octet'; readonly nth: number; readonly at: number; readonly value: number }
  | { readonly step: 'cms-tag'; readonly nth: number; readonly node: number; readonly value: number }
  | { readonly step: 'cms-content'; readonly nth: number; readonly node: number; readonly hex: string }
  | { readonly step: 'cms-remove'; readonly nth: number; readonly node: number }
  | { readonly step: 'cms-repeat'; readonly nth: number; readonly node: number; readonly times: number }
  | { readonly step: 'cms-swap'; readonly nth: number; readonly node: number }
  | { readonly step: 'cms-copy'; readonly nth: number; readonly from: number; readonly node: number }
  | { readonly step: 'cms-wrap'; readonly nth: number; readonly node: number; readonly value: number; readonly times: number }
  | { readonly step: 'cms-exchange'; readonly nth: number; readonly seed: number };

const nth = fc.nat(3);
const node = fc.nat(0xffff);
const value = fc.nat(255);
const OIDS = [
  '06092a864886f70d010701',
  '06092a864886f70d010702',
  '06092a864886f70d010903',
  '06092a864886f70d010904',
  '06096086480165030402 01',
  '06052b0e03021a',
  '06092a864886f70d01010b',
  '06092a864886f70d01010a',
  '06082a8648ce3d040302',
  '06032b6570',
];
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.constantFrom(
    ...OIDS.map((oid) => oid.replace(' ', '').slice(4)),
    '00',
    'ff',
    'ffffffffffffffff',
    '3080',
    '323032363036303131323030303000',
    '',
  ),
);

export const cmsMutations: fc.Arbitrary<CmsMutation> = fc.oneof(
  fc.record({ step: fc.constant('cms-octet'), nth, at: node, value }),
  fc.record({
    step: fc.constant('cms-tag'),
    nth,
    node,
    value: fc.oneof(value, fc.constantFrom(0x02, 0x04, 0x05, 0x06, 0x17, 0x24, 0x30, 0x31, 0xa0, 0xa1)),
  }),
  fc.record({ step: fc.constant('cms-content'), nth, node, hex: contents }),
  fc.record({ step: fc.constant('cms-remove'), nth, node }),
  fc.record({ step: fc.constant('cms-repeat'), nth, node, times: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ step: fc.constant('cms-swap'), nth, node }),
  fc.record({ step: fc.constant('cms-copy'), nth, from: node, node }),
  fc.record({
    step: fc.constant('cms-wrap'),
    nth,
    node,
    value: fc.constantFrom(0x24, 0x30, 0x31, 0xa0, 0xa3),
    times: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({ step: fc.constant('cms-exchange'), nth, seed: node }),
);

/** Takes one step; without a signature, or where the result does not fit into the token, the document stays as it is. */
export function mutateCms(bytes: Uint8Array, mutation: CmsMutation, others: readonly Uint8Array[]): Uint8Array {
  const tokens = contentsTokens(bytes);
  const token = tokens[mutation.nth % tokens.length];
  if (!token) return bytes;
  const changed = changedValue(token, mutation, others);
  if (!changed || changed.length * 2 > token.digits) return bytes;
  const digits = Buffer.from(changed).toString('hex').padEnd(token.digits, '0');
  return Buffer.concat([bytes.subarray(0, token.start), Buffer.from(digits, 'latin1'), bytes.subarray(token.start + token.digits)]);
}

function changedValue({ value: cms }: ContentsToken, mutation: CmsMutation, others: readonly Uint8Array[]): Uint8Array | undefined {
  if (mutation.step === 'cms-exchange') {
    const foreign = contentsTokens(others[mutation.seed % others.length] ?? new Uint8Array())[0]?.value;
    return foreign && trimmed(foreign);
  }
  const read = readTree(cms);
  if (mutation.step === 'cms-octet') {
    const copy = Buffer.from(cms);
    copy[mutation.at % (read?.end ?? copy.length)] = mutation.value;
    return copy;
  }
  if (!read) return undefined;
  changeNode(read.node, mutation);
  return writeTree(read.node);
}

/** Without the padding, so that it may fit into a shorter token. */
function trimmed(cms: Uint8Array): Uint8Array {
  return cms.subarray(0, readTree(cms)?.end ?? cms.length);
}

function changeNode(root: DerNode, mutation: Exclude<CmsMutation, { readonly step: 'cms-octet' | 'cms-exchange' }>): void {
  const places = placesOf(root);
  const pick = (index: number) => places[index % places.length] ?? { node: root, siblings: [root], index: 0 };
  const { node: chosen, siblings, index } = pick(mutation.node);
  switch (mutation.step) {
    case 'cms-tag':
      chosen.tag = Uint8Array.of(mutation.value);
      return;
    case 'cms-content':
      chosen.content = Buffer.from(mutation.hex, 'hex');
      delete chosen.children;
      return;
    case 'cms-remove':
      siblings.splice(index, 1);
      return;
    case 'cms-repeat':
      siblings.splice(index, 0, ...Array.from({ length: mutation.times }, () => chosen));
      return;
    case 'cms-swap':
      siblings.splice(index, 2, ...siblings.slice(index, index + 2).reverse());
      return;
    case 'cms-copy': {
      const { node: source } = pick(mutation.from);
      siblings[index] = readTree(writeTree(source))?.node ?? source;
      return;
    }
    case 'cms-wrap':
      for (let i = 0; i < mutation.times; i++) {
        const inner = siblings[index] ?? chosen;
        siblings[index] = { tag: Uint8Array.of(mutation.value), content: new Uint8Array(), children: [inner] };
      }
  }
}
