import { counted, printable } from '../../wording.js';
import type { TrustFound, TrustLookUp } from '../look-up.js';
import { serviceLines } from './country.js';
import { stateText } from './words.js';

const MATCHES = {
  itself: 'This very key is listed',
  issuer: 'Issued by a listed key',
  name: 'Named',
} as const;

/** For people: the services that a look-up found, and how each stood at the moment asked for. */
export function toTrustLookUpText({ certificate, name, at, total, found, snapshot }: TrustLookUp): string {
  const asked = certificate === null ? `"${printable(name ?? '')}"` : printable(certificate.subject);
  const rest = total - found.length;
  const lines = [
    `${asked}: ${total === 0 ? 'no list names it' : counted(total, 'service')}, at ${at}, snapshot ${snapshot}`,
    ...found.flatMap(foundLines),
    ...(rest > 0 ? ['', `  ${counted(rest, 'service')} more: ask for a longer name`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function foundLines({ match, territory, provider, stateAt, service }: TrustFound): string[] {
  return [
    '',
    `  ${MATCHES[match]}: ${printable(territory)}, ${printable(provider)}`,
    `    then: ${stateAt === null ? 'not listed yet' : stateText(stateAt)}`,
    ...serviceLines(service, '    '),
  ];
}
