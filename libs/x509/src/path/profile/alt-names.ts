import type { GeneralName } from '../../types.js';

const LDH_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const MAILBOX = /^[\x21-\x7e]+@[a-z0-9.-]+$/i;
const ABSOLUTE_URI = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i;

/** The first alternative name that is not in the form that RFC 5280 4.2.1.6 demands, in words. */
export function altNameBreach(names: readonly GeneralName[]): string | undefined {
  if (names.length === 0) return 'subjectAltName without a name';
  return names.map(breach).find((found) => found !== undefined);
}

function breach(name: GeneralName): string | undefined {
  switch (name.type) {
    case 'dns':
      return isDnsName(name.value) ? undefined : `"${name.value}" is not in the preferred syntax of host names`;
    case 'email':
      return MAILBOX.test(name.value) ? undefined : `"${name.value}" is not a mailbox`;
    case 'uri':
      return ABSOLUTE_URI.test(name.value) ? undefined : `"${name.value}" is not an absolute URI`;
    case 'ip':
      return [4, 16].includes(name.value.length) ? undefined : `an IP address of ${name.value.length} octets`;
    case 'directory':
      return name.value.rdns.length > 0 ? undefined : 'an empty directory name';
    default:
      return undefined;
  }
}

/** RFC 1034 3.5 with RFC 1123 2.1: letters, digits, hyphens; the last label is no number, lest it be an address. RFC 5280 leaves `*` as first label open. */
function isDnsName(name: string): boolean {
  const host = name.replace(/^\*\./, '');
  return host.length <= 253 && LDH_NAME.test(host) && !/(?:^|\.)\d+$/.test(host);
}
