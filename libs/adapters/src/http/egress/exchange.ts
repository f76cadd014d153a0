import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { FetchError } from './errors.js';
import type { Target } from './guard.js';

/** What is asked of one place. */
export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly accept: string;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** Bytes of the body that are taken at most. */
  readonly maxBytes: number;
  /** A copy at hand: the body is wanted only where it has changed since (RFC 9110 13.1). */
  readonly unlessLike?: Validators;
}

/** What a server says with a body, by which it can be asked later whether that has changed. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A body, that the copy at hand is still the same, or where a redirect leads. */
export type HttpAnswer = { readonly body: Uint8Array; readonly validators: Validators } | 'unchanged' | { readonly location: string };

/** A name that is far away on one family is tried on the other after this many milliseconds. */
const NEXT_ADDRESS_AFTER = 1_000;

/** The host can't answer anyone now. 500 is not among them: a request that a document made up may be answered so. */
const OVERLOADED: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** No connection outlives its request, and no agent reads a proxy out of the environment. */
const CONNECTIONS = { keepAlive: false, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER };
const plain = new http.Agent(CONNECTIONS);
const secure = new https.Agent({ ...CONNECTIONS, maxCachedSessions: 0 });

/**
 * One request to a checked place and what came back: the body of a 200, or where a redirect leads. Rejects with `FetchError`; the abort of `signal` rejects
 * with its reason. `connect` is in milliseconds.
 */
export function exchange(target: Target, question: HttpQuestion, connect: number, signal: AbortSignal): Promise<HttpAnswer> {
  const { url } = target;
  return new Promise((resolve, reject) => {
    const outgoing = url.protocol === 'https:' ? https.request(optionsOf(target, question)) : http.request(optionsOf(target, question));
    const connecting = setTimeout(() => outgoing.destroy(new FetchError('timed-out', `${url.href}: no connection`, true)), connect);
    const abort = (): void => void outgoing.destroy(signal.reason as Error);
    const settle = (done: () => void): void => {
      clearTimeout(connecting);
      signal.removeEventListener('abort', abort);
      done();
      outgoing.destroy();
    };
    const fail = (error: unknown): void => settle(() => reject(toFetchError(error, url.href)));
    signal.addEventListener('abort', abort);
    outgoing.on('socket', (socket) => socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting)));
    outgoing.on('error', fail);
    let answered = false;
    outgoing.on('close', () => {
      if (!answered) fail(new FetchError('failed', `${url.href}: the connection closed without an answer`, true));
    });
    outgoing.on('response', (incoming) => {
      answered = true;
      incoming.on('error', fail);
      readAnswer(incoming, url, question).then((answer) => settle(() => resolve(answer)), fail);
    });
    outgoing.end(question.body);
    if (signal.aborted) abort();
  });
}

function optionsOf({ url, addresses }: Target, { method, accept, body, contentType, unlessLike }: HttpQuestion): RequestOptions {
  return {
    agent: url.protocol === 'https:' ? secure : plain,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    method,
    headers: {
      'user-agent': 'Sigillum',
      accept,
      'accept-encoding': 'identity',
      ...(unlessLike?.etag !== undefined && { 'if-none-match': unlessLike.etag }),
      ...(unlessLike?.lastModified !== undefined && { 'if-modified-since': unlessLike.lastModified }),
      ...(body && { 'content-type': contentType, 'content-length': body.length }),
    },
    lookup: pinnedTo(addresses),
  };
}

/** Gives the addresses that were checked: a second resolution could answer otherwise (DNS rebinding). */
function pinnedTo(addresses: Target['addresses']): LookupFunction {
  return (_hostname, options, done) => {
    if (options.all) done(null, [...addresses]);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
}

async function readAnswer(incoming: IncomingMessage, url: URL, { maxBytes, unlessLike }: HttpQuestion): Promise<HttpAnswer> {
  const { statusCode = 0, headers } = incoming;
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && headers.location !== undefined) return { location: headers.location };
  if (statusCode === 304 && (unlessLike?.etag !== undefined || unlessLike?.lastModified !== undefined)) return 'unchanged';
  if (statusCode !== 200) {
    throw new FetchError('failed', `${url.href}: HTTP status ${statusCode}`, OVERLOADED.has(statusCode));
  }
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new FetchError('not-what-was-asked', `${url.href}: the answer is packed as ${headers['content-encoding']}`);
  }
  const tooLarge = new FetchError('too-large', `${url.href}: more than ${maxBytes} bytes`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks), validators: validatorsOf(headers) };
}

function validatorsOf({ etag, 'last-modified': lastModified }: IncomingMessage['headers']): Validators {
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

function toFetchError(error: unknown, url: string): FetchError {
  return error instanceof FetchError ? error : new FetchError('failed', `${url}: ${String(error)}`, true, { cause: error });
}
