import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { FetchError } from './errors.js';
import { isPublicAddress } from './addresses.js';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** A place that may be asked, with the addresses that were checked: connect to these and to no others. */
export interface Target {
  readonly url: URL;
  readonly addresses: readonly Address[];
}

export interface EgressOptions {
  /**
   * Hosts that may be asked whatever their address and port: `host` or `host:port`, exactly as in a URL, IPv6 in brackets. The operator answers for
   * them.
   */
  readonly allowedHosts?: readonly string[];
  /** Name resolution; that of the system unless said otherwise. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>;
}

/** Says whether a URL may be asked; rejects with `FetchError` `blocked`, or `failed` where the name has no address. */
export type EgressGuard = (url: string) => Promise<Target>;

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The one gate of all requests whose address comes from a document: http and https without credentials, ports 80 and 443, public addresses. A name is
 * let through only if every address that it has is public. Spellings of an address (decimal, octal, hexadecimal, short) are one to the URL parser.
 */
export function createEgressGuard({ allowedHosts = [], resolve = systemResolve }: EgressOptions = {}): EgressGuard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return async (text) => {
    const url = readUrl(text);
    const port = url.port || PORTS[url.protocol];
    if (port === undefined) throw blocked(text, `${url.protocol} is no http`);
    if (url.username !== '' || url.password !== '') throw blocked(text, 'it carries credentials');
    const named = allowed.has(url.hostname) || allowed.has(`${url.hostname}:${port}`);
    if (!named && url.port !== '') throw blocked(text, `port ${url.port} is not open to documents`);
    const addresses = await addressesOf(url.hostname, resolve);
    if (addresses.length === 0) throw new FetchError('failed', `${text}: the name has no address`, true);
    const inner = addresses.find(({ address }) => !isPublicAddress(address));
    if (!named && inner !== undefined) throw blocked(text, `${inner.address} is no public address`);
    return { url, addresses };
  };
}

function readUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw blocked(text, 'it is no URL');
  }
}

async function addressesOf(hostname: string, resolve: NonNullable<EgressOptions['resolve']>): Promise<readonly Address[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  if (family !== 0) return [{ address: bare, family }];
  try {
    return await resolve(hostname);
  } catch (cause) {
    throw new FetchError('failed', `${hostname}: the name can't be resolved`, true, { cause });
  }
}

function systemResolve(host: string): Promise<readonly Address[]> {
  return lookup(host, { all: true, order: 'ipv4first' });
}

function blocked(url: string, why: string): FetchError {
  return new FetchError('blocked', `${url} is not asked: ${why}.`);
}
