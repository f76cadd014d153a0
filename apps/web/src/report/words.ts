import type { SimpleReport, SimpleSignature } from '@sigillum/reports';

/** A message of the report without the fractions of a second in its moments. */
export function toTheSecond(message: string): string {
  return message.replace(/(T\d\d:\d\d:\d\d)[.]\d+Z/g, '$1Z');
}

/** Those of the document itself: what is said of counter-signatures says nothing against it. */
export function ownSignatures(signatures: readonly SimpleSignature[]): SimpleSignature[] {
  return signatures.filter(({ counterSignatureOf }) => counterSignatureOf === undefined);
}

/** How sure the name of a signer is, as in the text report: a name out of a certificate that nobody vouches for is a claim. */
export function signedByWords({ indication, intact }: SimpleSignature): string {
  if (indication === 'TOTAL-PASSED') return 'Signed by';
  return intact ? 'Signed in the name of' : 'Claims to be signed by';
}

/** Under which trust the verdict was drawn. */
export function trustWords({ anchors, trustLists }: NonNullable<SimpleReport['trust']>): string {
  const lists = { used: 'EU trusted lists used', missing: 'EU trusted lists are not at hand', 'not-used': 'no EU trusted list used' }[
    trustLists
  ];
  const own = anchors === 0 ? 'no trusted certificate given' : `${anchors} trusted certificate${anchors === 1 ? '' : 's'} given`;
  return `${own}, ${lists}`;
}
