import fc from 'fast-check';

/** Steps that know nothing about the format. `seed` chooses another document to take bytes from. */
export type ByteMutation =
  | { readonly step: 'flip'; readonly at: number; readonly bit: number }
  | { readonly step: 'delete'; readonly at: number; readonly length: number }
  | { readonly step: 'insert'; readonly at: number; readonly hex: string }
  | { readonly step: 'overwrite'; readonly at: number; readonly hex: string }
  | { readonly step: 'duplicate'; readonly from: number; readonly length: number; readonly at: number }
  | { readonly step: 'truncate'; readonly at: number }
  | { readonly step: 'append'; readonly hex: string }
  | { readonly step: 'splice'; readonly at: number; readonly seed: number; readonly from: number }
  | { readonly step: 'transplant'; readonly at: number; readonly seed: number; readonly from: number; readonly length: number };

const choice = fc.nat(0xff_ffff);
const TEXTS = [
  'obj',
  'endobj',
  '\nendstream\n',
  '<<',
  '>>',
  '[',
  '(',
  ')',
  '>',
  '<',
  '%',
  '\n',
  ' 0 R',
  '/Prev 0',
  'xref\n',
  'trailer\n',
  'startxref\n0\n',
  '%%EOF\n',
  'null',
  '\0',
];
const hex = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.constantFrom(...TEXTS).map((text) => Buffer.from(text, 'latin1').toString('hex')),
);
const length = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 32 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8192 }) },
);

export const byteMutations: fc.Arbitrary<ByteMutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ step: fc.constant('flip'), at: choice, bit: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('delete'), at: choice, length }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('insert'), at: choice, hex }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('overwrite'), at: choice, hex }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('duplicate'), from: choice, length, at: choice }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('truncate'), at: choice }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('append'), hex }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('splice'), at: choice, seed: choice, from: choice }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('transplant'), at: choice, seed: choice, from: choice, length }) },
);

/** Takes one step; `others` are the documents that splices take from. Never writes to its input. */
export function mutateBytes(bytes: Uint8Array, mutation: ByteMutation, others: readonly Uint8Array[]): Uint8Array {
  const replace = (at: number, removed: number, put: Uint8Array) =>
    Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)]);
  const place = (at: number) => at % (bytes.length + 1);
  switch (mutation.step) {
    case 'flip': {
      const at = mutation.at % Math.max(bytes.length, 1);
      return replace(at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << mutation.bit)));
    }
    case 'delete':
      return replace(place(mutation.at), mutation.length, new Uint8Array());
    case 'insert':
      return replace(place(mutation.at), 0, Buffer.from(mutation.hex, 'hex'));
    case 'overwrite':
      return replace(place(mutation.at), mutation.hex.length / 2, Buffer.from(mutation.hex, 'hex'));
    case 'duplicate':
      return replace(place(mutation.at), 0, bytes.subarray(place(mutation.from), place(mutation.from) + mutation.length));
    case 'truncate':
      return bytes.subarray(0, place(mutation.at));
    case 'append':
      return replace(bytes.length, 0, Buffer.from(mutation.hex, 'hex'));
    case 'splice': {
      const other = otherOf(others, mutation.seed);
      return replace(place(mutation.at), bytes.length, other.subarray(mutation.from % (other.length + 1)));
    }
    case 'transplant': {
      const other = otherOf(others, mutation.seed);
      const from = mutation.from % (other.length + 1);
      return replace(place(mutation.at), mutation.length, other.subarray(from, from + mutation.length));
    }
  }
}

function otherOf(others: readonly Uint8Array[], seed: number): Uint8Array {
  return others[seed % others.length] ?? new Uint8Array();
}
