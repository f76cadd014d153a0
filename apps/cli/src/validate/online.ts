import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage.js';
import { createOnlineSource, type OnlineSource } from '../wiring.js';

/** Bytes that the answers of online sources may take on disk. */
const CACHE_BYTES = 512 * 1024 * 1024;

/**
 * Where certificates and revocation data that a document lacks are asked for; nowhere with `--offline`. `SIGILLUM_ALLOWED_HOSTS` names hosts that may be asked
 * whatever their address (`host` or `host:port`, comma-separated), `SIGILLUM_CACHE` the folder in which answers are kept while they are valid, `SIGILLUM_OCSP_NONCE`
 * whether OCSP requests have a nonce (none, sent, required).
 */
export function onlineSources({ offline }: { readonly offline: boolean }, environment = process.env): OnlineSource[] {
  if (offline) return [];
  const cache = { folder: cacheFolder(environment), maxBytes: CACHE_BYTES };
  return [createOnlineSource({ allowedHosts: allowedHosts(environment), cache, nonce: nonceOf(environment) })];
}

/** The hosts of `SIGILLUM_ALLOWED_HOSTS`. */
export function allowedHosts(environment = process.env): string[] {
  return (environment.SIGILLUM_ALLOWED_HOSTS ?? '').split(',').flatMap((host) => (host.trim() === '' ? [] : [host.trim()]));
}

function cacheFolder({ SIGILLUM_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return SIGILLUM_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'sigillum');
}

function nonceOf({ SIGILLUM_OCSP_NONCE: text = 'none' }: NodeJS.ProcessEnv): 'none' | 'sent' | 'required' {
  if (text === 'none' || text === 'sent' || text === 'required') return text;
  throw new UsageError(`SIGILLUM_OCSP_NONCE: none, sent or required is expected, not "${text}".`);
}
