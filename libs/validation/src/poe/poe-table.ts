import type { Instant } from '@sigillum/encoding';

/** A proof of existence (EN 319 102-1 5.6.2.3): something was there at a time, and what shows it. */
export interface ProofOfExistence {
  readonly at: Instant;
  /** `validation`: it is here now; otherwise the id of the time-stamp that covers it. */
  readonly by: string;
}

/**
 * The proofs of existence that a validation has so far, by the ids of signatures, time-stamps, certificates and revocation data. Immutable; the
 * earliest proof of each object counts, and at equal times the smaller id, so that order makes no difference. Everything at hand exists at
 * validation time; nothing else is assumed.
 */
export class PoeTable {
  private constructor(
    private readonly now: Instant,
    private readonly known: ReadonlyMap<string, ProofOfExistence>,
  ) {}

  static at(now: Instant): PoeTable {
    return new PoeTable(now, new Map());
  }

  /** The earliest proof for an object. */
  earliest(object: string): ProofOfExistence {
    return this.known.get(object) ?? { at: this.now, by: 'validation' };
  }

  /** The same table with a proof for these objects. A proof that is not older than what is known adds nothing. */
  with(objects: Iterable<string>, proof: ProofOfExistence): PoeTable {
    const known = new Map(this.known);
    for (const object of objects) {
      const before = this.earliest(object);
      if (proof.at < before.at || (proof.at === before.at && before.by !== 'validation' && proof.by < before.by)) known.set(object, proof);
    }
    return new PoeTable(this.now, known);
  }

  /** All proofs older than validation time, in the order of ids. */
  entries(): readonly (readonly [object: string, proof: ProofOfExistence])[] {
    return [...this.known].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
