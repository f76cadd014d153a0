/** Who can change the outcome: the person who signed, who sent the document, who issued the certificate, the reader, the operator. */
export type Mender = 'signer' | 'sender' | 'issuer' | 'you' | 'operator';

/** What a code means for people. Texts are templates in no way: names and times stand in the report's own message. */
export interface CatalogueEntry {
  readonly code: string;
  /** What is the matter, in one sentence. */
  readonly sentence: string;
  readonly why: string;
  readonly mender: Mender;
  readonly next: string;
  readonly clause: string;
}
