import { isNameWithin } from '../../name/parse-name.js';
import type { GeneralName } from '../../types.js';
import { endsWith, hostLabels, hostMatches } from './host-names.js';

/** How a name stands to a subtree; `unknown` where name or subtree can't be processed, which has to be held against the certificate. */
export type SubtreeMatch = 'within' | 'outside' | 'unknown';

/** Permitted subtrees must hold every name that a certificate stands for; excluded ones must hold none of them. A wildcard stands for many. */
export type SubtreeSide = 'permitted' | 'excluded';

/** Whether a name lies within the subtree of `base`, which is of the same form (RFC 5280 4.2.1.10). */
export function matchSubtree(name: GeneralName, base: GeneralName, side: SubtreeSide): SubtreeMatch {
  if (name.type === 'directory' && base.type === 'directory') return matched(isNameWithin(name.value, base.value));
  if (name.type === 'dns' && base.type === 'dns') return matchDns(name.value, base.value, side);
  if (name.type === 'email' && base.type === 'email') return matchEmail(name.value, base.value);
  if (name.type === 'uri' && base.type === 'uri') return matchUri(name.value, base.value);
  if (name.type === 'ip' && base.type === 'ip') return matchAddress(name.value, base.value);
  // RFC 5280 gives otherName, x400Address, ediPartyName and registeredID no meaning in constraints.
  return 'unknown';
}

function matched(within: boolean | undefined): SubtreeMatch {
  return within === undefined ? 'unknown' : within ? 'within' : 'outside';
}

function matchDns(name: string, base: string, side: SubtreeSide): SubtreeMatch {
  const wildcard = name.startsWith('*.');
  const labels = hostLabels(wildcard ? name.slice(2) : name);
  if (!labels) return 'unknown';
  if (base === '') return 'within';
  const limit = hostLabels(base);
  if (!limit) return 'unknown';
  if (endsWith(labels, limit)) return 'within';
  // `*.example` also stands for `host.example`, which an excluded subtree may name.
  const mayStandForIt = wildcard && side === 'excluded' && limit.length === labels.length + 1 && endsWith(limit, labels);
  return matched(mayStandForIt);
}

/** Splits a mailbox at its last `@`; undefined where that is not `local@host`. */
function mailbox(address: string): { local: string; host: string } | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const host = address.slice(at + 1);
  const sound = at > 0 && hostLabels(host) && (/^"[^\r\n]*"$/.test(local) || /^[^\s@"(),:;<>[\\\]]+$/.test(local));
  return sound ? { local, host } : undefined;
}

function matchEmail(name: string, base: string): SubtreeMatch {
  const address = mailbox(name);
  if (!address) return 'unknown';
  if (!base.includes('@')) return matched(hostMatches(address.host, base));
  const limit = mailbox(base);
  if (!limit) return 'unknown';
  // RFC 5280 7.5: the local part is compared exactly, the host without regard to case.
  return matched(address.local === limit.local && address.host.toLowerCase() === limit.host.toLowerCase());
}

/** Host of a URI with an authority; RFC 5280 demands a fully qualified name there, an address will not do. */
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@:[\]]+)(?::\d*)?(?:[/?#]|$)/i;

function matchUri(name: string, base: string): SubtreeMatch {
  const host = AUTHORITY.exec(name)?.[1];
  if (host === undefined || /^[\d.]+$/.test(host)) return 'unknown';
  return matched(hostMatches(host, base));
}

function matchAddress(name: Uint8Array, base: Uint8Array): SubtreeMatch {
  if (![4, 16].includes(name.length) || ![8, 32].includes(base.length)) return 'unknown';
  const mask = base.subarray(base.length / 2);
  if (!isPrefixMask(mask)) return 'unknown';
  if (base.length !== name.length * 2) return 'outside';
  return matched(name.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (mask[index] ?? 0)) === 0));
}

/** A mask in the style of RFC 4632: ones, then zeros. */
function isPrefixMask(mask: Uint8Array): boolean {
  const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}
