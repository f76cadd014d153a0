import type { EvidenceOrigin } from '@sigillum/ades';
import type { EvidenceItem, FetchedFrom } from './types.js';

interface Known<T> {
  readonly value: T;
  readonly origins: Set<EvidenceOrigin>;
  /** By address; the earliest fetch. */
  readonly fetched: Map<string, FetchedFrom>;
}

/** One kind of evidence, each object read once: by the digest of the bytes as found, then by the id of what was read. */
export class Shelf<T extends { readonly id: string }> {
  readonly #byBytes = new Map<string, T | null>();
  readonly #byId = new Map<string, Known<T>>();

  constructor(readonly read: (bytes: Uint8Array, sha256: string) => T) {}

  /** The object that the bytes are; undefined where they were found unreadable before. Throws what `read` throws the first time. */
  add(bytes: Uint8Array, sha256: string, origin: EvidenceOrigin, from?: FetchedFrom): T | undefined {
    const before = this.#byBytes.get(sha256);
    if (before === null) return undefined;
    if (before === undefined) this.#byBytes.set(sha256, null);
    return this.put(before ?? this.read(bytes, sha256), sha256, origin, from);
  }

  /** The same for an object that has been read already. */
  put(value: T, sha256: string, origin: EvidenceOrigin, from?: FetchedFrom): T {
    const known = this.#byId.get(value.id) ?? { value, origins: new Set<EvidenceOrigin>(), fetched: new Map<string, FetchedFrom>() };
    known.origins.add(origin);
    if (from && from.at < (known.fetched.get(from.url)?.at ?? Infinity)) known.fetched.set(from.url, from);
    this.#byId.set(value.id, known);
    this.#byBytes.set(sha256, known.value);
    return known.value;
  }

  items(): EvidenceItem<T>[] {
    return [...this.#byId.entries()].sort(byKey).map(([id, { value, origins, fetched }]) => ({
      id,
      value,
      origins: [...origins].sort(),
      ...(fetched.size > 0 && { fetchedFrom: [...fetched.entries()].sort(byKey).map(([, from]) => from) }),
    }));
  }
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
