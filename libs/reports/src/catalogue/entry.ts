/**
 * Who can change the outcome: the person who signed, who sent the document, who issued the certificate, the reader, the operator of the
 * service; `nobody` where there is nothing to change.
 */
export type Mender = 'signer' | 'sender' | 'issuer' | 'you' | 'operator' | 'nobody';

/** What of an entry is the same in all languages: who can change it, and the clause of the standard, or `Sigillum` for a rule of our own. */
export type Facts = readonly [mender: Mender, clause: string];

/** What of an entry is written for people, in one language. Names and times stand in the report's own message. */
export interface Wording {
  /** What is the matter, in one sentence. */
  readonly sentence: string;
  readonly why: string;
  readonly next: string;
}

/** The texts of one language for all codes of a table of facts. */
export type Wordings<Table> = Readonly<Record<keyof Table, Wording>>;

/** What a code means for people. */
export interface CatalogueEntry extends Wording {
  readonly code: string;
  readonly mender: Mender;
  readonly clause: string;
}

/** Languages that the catalogue is written in (BCP 47). */
export type Language = 'en';
