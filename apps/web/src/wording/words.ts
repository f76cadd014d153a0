import type { SimpleReport, SimpleSignature } from '@sigillum/reports';

/** A message of the report with its moments as the page writes them. */
export function withMoments(message: string): string {
  return message.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.]\d+)?Z/g, momentWords);
}

/** A moment of the report (RFC 3339, UTC) for people, to the second. */
export function momentWords(time: string): string {
  return time
    .replace(/[.]\d+(?=Z$)/, '')
    .replace('T', ' ')
    .replace('Z', ' UTC');
}

/** Those of the document itself: what is said of counter-signatures says nothing against it. */
export function ownSignatures(signatures: readonly SimpleSignature[]): SimpleSignature[] {
  return signatures.filter(({ counterSignatureOf }) => counterSignatureOf === undefined);
}

/** How sure the name of a signer is: a name out of a certificate that nobody vouches for is a claim. A seal is of an organisation, and signs nothing. */
export function signedByWords({ indication, intact, qualification }: SimpleSignature): string {
  const verb = qualification.includes('ESEAL') ? 'Sealed' : 'Signed';
  if (indication === 'TOTAL-PASSED') return `${verb} by`;
  return intact ? `${verb} in the name of` : `Claims to be ${verb.toLowerCase()} by`;
}

/** Where the lists spell a country otherwise than ISO 3166 does (TS 119 612 5.3.10). */
const ISO: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };

/** The name of a country, with the code that the lists use; a code that ISO 3166 leaves to users (XA to XZ, but Kosovo's) names none. */
export function countryWords(territory: string): string {
  const code = ISO[territory] ?? territory;
  if (!/^[A-Z]{2}$/.test(code) || /^X[A-JL-Z]$/.test(code)) return territory;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code);
  return name === undefined ? territory : `${name} (${territory})`;
}

/** Whatever was asked for, the report says it of itself. */
export function underMadeUpLists({ trust }: SimpleReport): boolean {
  return trust?.set === 'demonstration';
}

/** Under which trust the verdict was drawn. */
export function trustWords({ anchors, trustLists, set }: NonNullable<SimpleReport['trust']>): string {
  if (set === 'demonstration') return 'made-up trusted lists of the demonstration used, and nothing else trusted';
  const lists = { used: 'EU trusted lists used', missing: 'EU trusted lists are not at hand', 'not-used': 'no EU trusted list used' }[
    trustLists
  ];
  const own = anchors === 0 ? 'no trusted certificate given' : `${anchors} trusted certificate${anchors === 1 ? '' : 's'} given`;
  return `${own}, ${lists}`;
}
