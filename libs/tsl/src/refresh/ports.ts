import type { TrustSnapshot } from '../types.js';

/** What came of asking for a list. */
export type ListFetch =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** The server said that the copy at hand is still its list. */
      readonly unchanged: boolean;
    }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Where lists are downloaded from. Never rejects: a list that can't be had is an answer. */
export interface ListSource {
  /** `anew`: the whole of it, whatever copy is at hand. */
  fetch(url: string, maxBytes: number, anew?: boolean): Promise<ListFetch>;
}

/** The snapshot in use, as the store has it. */
export interface StoredSnapshot {
  readonly snapshot: TrustSnapshot;
  /** Which switch brought it into use; counts up. */
  readonly generation: number;
}

/** Where the snapshot in use is kept, shared by all processes of one data folder. */
export interface TrustStore {
  /** undefined where none was kept yet. */
  current(): StoredSnapshot | undefined;
  /**
   * Keeps a snapshot and brings it into use, whole or not at all. False where another process was first since `after`, the generation that the snapshot was
   * made from (0 for none): nothing has changed then.
   */
  publish(snapshot: TrustSnapshot, after: number): boolean;
}
