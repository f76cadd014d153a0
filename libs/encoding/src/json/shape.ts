import { fromBase64, toBase64 } from '../text/base64.js';
import { CodedError, EncodingError } from '../errors.js';

/** A JSON value is not of the shape that was agreed; the message begins with its place. */
export class ShapeError extends CodedError<'JSON_SHAPE'> {
  constructor(at: string, expected: string) {
    super('JSON_SHAPE', `${at}: ${expected} is expected`);
  }
}

/** How values of a type stand in JSON: the same text for the same value, and nothing is read back that the type has not. */
export interface Shape<T> {
  write(value: T): unknown;
  /** Throws `ShapeError`; `at` is the place in the file, for its message. */
  read(json: unknown, at: string): T;
}

/** The shape of a member that may be absent. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

type Member<T> = undefined extends T ? OptionalShape<Exclude<T, undefined>> : Shape<T>;

/** A shape for each member of an object type; leaving one out does not compile. */
export type Members<T> = { readonly [Name in keyof T]-?: Member<T[Name]> };

type JsonObject = Readonly<Record<string, unknown>>;

function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function asItStands<T>(expected: string, holds: (json: unknown) => json is T): Shape<T> {
  return {
    write: (value) => value,
    read(json, at) {
      if (!holds(json)) throw new ShapeError(at, expected);
      return json;
    },
  };
}

export const text = asItStands('text', (json): json is string => typeof json === 'string');
export const flag = asItStands('true or false', (json): json is boolean => typeof json === 'boolean');
/** Any finite number. */
export const number = asItStands('a number', (json): json is number => typeof json === 'number' && Number.isFinite(json));
export const whole = asItStands('a whole number', (json): json is number => Number.isSafeInteger(json));
/** A moment of the years 0 to 9999, in milliseconds. */
export const instant = asItStands(
  'a moment',
  (json): json is number => typeof json === 'number' && json >= Date.UTC(-1, 12) && json < Date.UTC(10_000, 0),
);
/** Any object or list, which whoever asks for it has to look at. */
export const object = asItStands('an object', (json): json is object => typeof json === 'object' && json !== null);

/** The one value. */
export function literal<T extends string | number>(value: T): Shape<T> {
  return asItStands(JSON.stringify(value), (json): json is T => json === value);
}

/** One of the words of a union type; a word that the table lacks does not compile. */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return asItStands(`one of ${Object.keys(words).join(', ')}`, (json): json is T => typeof json === 'string' && Object.hasOwn(words, json));
}

/** Bytes as base64. */
export const bytes: Shape<Uint8Array> = {
  write: toBase64,
  read(json, at) {
    try {
      return Uint8Array.from(fromBase64(text.read(json, at)));
    } catch (error) {
      if (error instanceof EncodingError) throw new ShapeError(at, 'base64');
      throw error;
    }
  },
};

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, optional: true };
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return {
    write: (values) => values.map((value) => shape.write(value)),
    read(json, at) {
      if (!Array.isArray(json)) throw new ShapeError(at, 'a list');
      return json.map((one: unknown, index) => shape.read(one, `${at}[${index}]`));
    },
  };
}

/** An object with exactly these members. */
export function record<T extends object>(members: Members<T>): Shape<T> {
  const shapes = Object.entries<Shape<unknown> | OptionalShape<unknown>>(members);
  const names = new Set(shapes.map(([name]) => name));
  return {
    write(value) {
      const found = new Map<string, unknown>(Object.entries(value));
      return Object.fromEntries(
        shapes.flatMap(([name, shape]) => (found.get(name) === undefined ? [] : [[name, shape.write(found.get(name))]])),
      );
    },
    read(json, at) {
      if (!isJsonObject(json)) throw new ShapeError(at, 'an object');
      const unknown = Object.keys(json).find((name) => !names.has(name));
      if (unknown !== undefined) throw new ShapeError(`${at}.${unknown.slice(0, 64)}`, 'nothing');
      const present = shapes.filter(([name, shape]) => Object.hasOwn(json, name) || !('optional' in shape));
      return Object.fromEntries(present.map(([name, shape]) => [name, shape.read(json[name], `${at}.${name}`)])) as T;
    },
  };
}

/** An object whose type shows in one of its members. */
export function tagged<Tag extends string, T extends Readonly<Record<Tag, string>>>(
  tag: Tag,
  shapes: { readonly [Word in T[Tag]]: Shape<Extract<T, Readonly<Record<Tag, Word>>>> },
): Shape<T> {
  const known = new Map(Object.entries<Shape<T>>(shapes));
  const shapeOf = (word: unknown, at: string): Shape<T> => {
    const shape = typeof word === 'string' ? known.get(word) : undefined;
    if (shape === undefined) throw new ShapeError(`${at}.${tag}`, [...known.keys()].join(' or '));
    return shape;
  };
  return {
    write: (value) => shapeOf(value[tag], '').write(value),
    read: (json, at) => shapeOf(isJsonObject(json) ? json[tag] : undefined, at).read(json, at),
  };
}

/** An object of any member names with values of one shape. */
export function dictionaryOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    write: (value) => Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape.write(one)])),
    read(json, at) {
      if (!isJsonObject(json)) throw new ShapeError(at, 'an object');
      return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, shape.read(one, `${at}.${name.slice(0, 64)}`)]));
    },
  };
}

/** A map as a list of pairs, in its order. */
export function mapOf<Key, Value>(key: Shape<Key>, value: Shape<Value>): Shape<ReadonlyMap<Key, Value>> {
  return {
    write: (map) => [...map].map(([one, other]) => [key.write(one), value.write(other)]),
    read(json, at) {
      if (!Array.isArray(json)) throw new ShapeError(at, 'a list of pairs');
      const pairs = json.map((pair: unknown, index): [Key, Value] => {
        const here = `${at}[${index}]`;
        if (!Array.isArray(pair) || pair.length !== 2) throw new ShapeError(here, 'a pair');
        return [key.read(pair[0], here), value.read(pair[1], here)];
      });
      const map = new Map(pairs);
      if (map.size !== pairs.length) throw new ShapeError(at, 'a list of pairs with different keys');
      return map;
    },
  };
}

/** A shape that is made from another one. */
export function via<T, Inner>(inner: Shape<Inner>, toInner: (value: T) => Inner, fromInner: (inner: Inner, at: string) => T): Shape<T> {
  return {
    write: (value) => inner.write(toInner(value)),
    read: (json, at) => fromInner(inner.read(json, at), at),
  };
}

/** A shape that has itself inside. */
export function recursive<T>(make: (self: Shape<T>) => Shape<T>): Shape<T> {
  const self: Shape<T> = { write: (value) => made.write(value), read: (json, at) => made.read(json, at) };
  const made = make(self);
  return made;
}
