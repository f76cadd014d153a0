import { describe, expect, it } from 'vitest';
import { CodedError, LimitError } from '../errors.js';
import { canonicalJson } from './canonical.js';
import * as shape from './shape.js';
import type { Shape } from './shape.js';

const {
  bytes,
  dictionaryOf,
  flag,
  instant,
  listOf,
  literal,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  record,
  recursive,
  tagged,
  text,
  whole,
} = shape;

interface Tree {
  readonly name: string;
  readonly size?: number;
  readonly inside: readonly Tree[];
}

const tree: Shape<Tree> = recursive((self) => record<Tree>({ name: text, size: optional(whole), inside: listOf(self) }));

type Figure = { readonly kind: 'circle'; readonly radius: number } | { readonly kind: 'point' };

const figure = tagged<'kind', Figure>('kind', {
  circle: record<Extract<Figure, { kind: 'circle' }>>({ kind: literal('circle'), radius: number }),
  point: record<Extract<Figure, { kind: 'point' }>>({ kind: literal('point') }),
});

function refusal<T>(one: Shape<T>, json: unknown): string {
  try {
    one.read(json, 'here');
    return 'none';
  } catch (error) {
    return error instanceof CodedError ? error.message : String(error);
  }
}

describe('shapes', () => {
  it.each<[string, Shape<never>, unknown, unknown]>([
    ['text', text as Shape<never>, 'a\u202e\ud800', 'a\u202e\ud800'],
    ['bytes', bytes as Shape<never>, Uint8Array.of(0, 255), 'AP8='],
    ['no bytes', bytes as Shape<never>, new Uint8Array(), ''],
    ['a list', listOf(flag) as Shape<never>, [true, false], [true, false]],
    ['a map in its order', mapOf(text, bytes) as Shape<never>, new Map([['b', Uint8Array.of(1)], ['a', Uint8Array.of()]]), [['b', 'AQ=='], ['a', '']]], // prettier-ignore
    ['a dictionary', dictionaryOf(number) as Shape<never>, { a: 1.5, b: -0.25 }, { a: 1.5, b: -0.25 }],
    ['one of two', figure as Shape<never>, { kind: 'circle', radius: 2 }, { kind: 'circle', radius: 2 }],
    ['itself inside', tree as Shape<never>, { name: 'a', inside: [{ name: 'b', size: 1, inside: [] }] }, { name: 'a', inside: [{ name: 'b', size: 1, inside: [] }] }], // prettier-ignore
  ])('%s comes back as it was', (_, one, value, json) => {
    expect(one.write(value as never)).toEqual(json);
    expect(one.read(JSON.parse(JSON.stringify(json)), 'here')).toEqual(value);
  });

  it('leave out what is undefined', () => {
    expect(tree.write({ name: 'a', size: undefined, inside: [] })).toStrictEqual({ name: 'a', inside: [] });
  });

  it.each<[string, Shape<unknown>, unknown, string]>([
    ['a number for a text', text, 1, 'here: text is expected'],
    ['a text for a flag', flag, 'true', 'here: true or false is expected'],
    ['a fraction', whole, 1.5, 'here: a whole number is expected'],
    ['a number beyond whole ones', whole, 2 ** 53, 'here: a whole number is expected'],
    ['a year too many', instant, Date.UTC(10_000, 0), 'here: a moment is expected'],
    ['null', object, null, 'here: an object is expected'],
    ['another word', oneOf({ yes: true, no: true }), 'toString', 'here: one of yes, no is expected'],
    ['base64 with a hole', bytes, 'A', 'here: base64 is expected'],
    ['no list', listOf(text), {}, 'here: a list is expected'],
    ['a wrong item', listOf(text), ['a', 1], 'here[1]: text is expected'],
    ['a list for an object', tree, [], 'here: an object is expected'],
    ['a member too many', tree, { name: 'a', inside: [], more: 1 }, 'here.more: nothing is expected'],
    ['a member too few', tree, { name: 'a' }, 'here.inside: a list is expected'],
    ['a member deep inside', tree, { name: 'a', inside: [{ name: 'b', inside: [{}] }] }, 'here.inside[0].inside[0].name: text is expected'], // prettier-ignore
    ['a member of every object', tree, { name: 'a', inside: [], constructor: 1 }, 'here.constructor: nothing is expected'],
    ['no kind', figure, { radius: 2 }, 'here.kind: circle or point is expected'],
    ['a kind that is a member of every object', figure, { kind: 'constructor' }, 'here.kind: circle or point is expected'],
    ['the members of another kind', figure, { kind: 'point', radius: 2 }, 'here.radius: nothing is expected'],
    ['no pair', mapOf(text, text), [['a']], 'here[0]: a pair is expected'],
    ['a key twice', mapOf(text, text), [['a', 'b'], ['a', 'c']], 'here: a list of pairs with different keys is expected'], // prettier-ignore
  ])('refuse %s', (_, one, json, message) => {
    expect(refusal(one, json)).toBe(message);
  });

  it('give no object another prototype', () => {
    const read = dictionaryOf(text).read(JSON.parse('{"__proto__":"x"}'), 'here');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(refusal(tree, JSON.parse('{"name":"a","inside":[],"__proto__":{"size":1}}'))).toBe('here.__proto__: nothing is expected');
  });
});

describe('canonical JSON', () => {
  it('is one text for one value', () => {
    expect(canonicalJson({ b: [1e21, -0, 'ü\n'], a: { d: null, c: undefined }, 10: true, 9: false })).toBe(
      '{"10":true,"9":false,"a":{"d":null},"b":[1e+21,0,"ü\\n"]}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('ends where it would be a matter of stack', () => {
    const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(canonicalJson(deep(100))).toHaveLength(200);
    expect(() => canonicalJson(deep(101))).toThrow(LimitError);
    expect(() => canonicalJson(deep(200_000))).toThrow(LimitError);
  });
});
