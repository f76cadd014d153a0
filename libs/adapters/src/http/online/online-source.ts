import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import type { EvidenceSession, EvidenceSource, Fetched, Missed, SourceAnswer } from '@sigillum/evidence';
import type { Certificate, CertificateIssuer, Crl, DistributionPoint } from '@sigillum/x509';
import { createDiskCache, type DiskCacheOptions } from '../../store/disk-cache.js';
import { FetchError } from '../egress/errors.js';
import { createEgressGuard, type EgressOptions } from '../egress/guard.js';
import { REQUEST_LIMITS, type RequestLimits } from '../egress/request.js';
import { circuitFiles } from '../hosts/circuit-file.js';
import type { CircuitOptions } from '../hosts/circuit.js';
import { createHostGate } from '../hosts/host-gate.js';
import { type Allowance, createAllowance } from './allowance.js';
import { wantedCrl } from './crl.js';
import { createFetcher, type FetchCounts, type Fetcher, type Had, type Wanted } from './fetcher.js';
import { wantedIssuers } from './issuers.js';
import { type OcspNonce, wantedByGet, wantedByPost } from './ocsp.js';

export interface OnlineOptions extends EgressOptions {
  /** Undefined: nothing is kept beyond this source's own memory of failures. */
  readonly cache?: DiskCacheOptions;
  /**
   * Whether OCSP requests have a nonce, whose answers are then not kept, and whether one without it is refused (RFC 9654; most responders answer beforehand and have
   * none, RFC 9919); `none` unless said.
   */
  readonly nonce?: OcspNonce;
  /** Asks OCSP responders by GET first where the request is short enough. */
  readonly ocspByGet?: boolean;
  /** Asks for the delta of a CRL where the CRL or the certificate names one (use-deltas of RFC 5280 6.3.1); true unless said. */
  readonly deltas?: boolean;
  readonly limits?: RequestLimits;
  readonly circuit?: CircuitOptions;
  /** Milliseconds; the clock for lifetimes. */
  readonly now?: () => number;
}

/** The state of a source for health checks and metrics. */
export interface OnlineState extends FetchCounts {
  readonly circuits: readonly { readonly host: string; readonly state: 'open' | 'half-open' }[];
}

export interface OnlineSource extends EvidenceSource {
  state(): OnlineState;
  /** Aborts what is under way. */
  close(): void;
}

const CIRCUIT: CircuitOptions = { failures: 3, rest: 60_000 };

const REQUESTS_PER_HOST = 2;

/** Addresses and distribution points that one certificate gets asked at most. */
const MAX_PLACES = 8;

/** The addresses that certificates name for their issuers and their status, asked by HTTP through one egress guard. */
export function createOnlineSource(options: OnlineOptions = {}): OnlineSource {
  const now = options.now ?? Date.now;
  const closing = new AbortController();
  const shared = options.cache && { shared: circuitFiles(join(options.cache.folder, 'circuits')) };
  const gate = createHostGate({ ...(options.circuit ?? CIRCUIT), atOnce: REQUESTS_PER_HOST, now, ...shared });
  const fetcher = createFetcher({
    guard: createEgressGuard(options),
    gate,
    cache: options.cache && createDiskCache(options.cache),
    limits: options.limits ?? REQUEST_LIMITS,
    now,
    closing: closing.signal,
  });
  return {
    name: 'online',
    open: (limits) => openSession(fetcher, createAllowance(limits), options),
    state: () => ({ ...fetcher.counts(), circuits: gate.open() }),
    close: () => closing.abort(),
  };
}

function openSession(fetcher: Fetcher, allowance: Allowance, { nonce = 'none', ocspByGet, deltas = true }: OnlineOptions): EvidenceSession {
  return {
    async fetchIssuers(certificate) {
      const asking = new Asking(fetcher, allowance);
      for (const url of legible(() => certificate.authorityInfoAccess?.caIssuers)) {
        const had = await asking.ask(url, () => wantedIssuers(certificate, url));
        if (had) return asking.answer(had.value.map(({ bytes }) => ({ bytes, url: had.url, at: had.at })));
      }
      return asking.answer([]);
    },
    fetchCrl: (certificate, issuer) => fetchCrls(new Asking(fetcher, allowance), certificate, issuer, deltas),
    async fetchOcsp(certificate, issuer) {
      const asking = new Asking(fetcher, allowance);
      const question = { certificate, issuer, nonce: nonce === 'none' ? undefined : randomBytes(32), nonceRequired: nonce === 'required' };
      for (const url of legible(() => certificate.authorityInfoAccess?.ocsp)) {
        const byGet = ocspByGet ? await asking.ask(url, () => wantedByGet(question, url)) : undefined;
        const had = byGet ?? (await asking.ask(url, () => wantedByPost(question, url)));
        if (had) return asking.answer([had]);
      }
      return asking.answer([]);
    },
    close: () => allowance.close(),
  };
}

/**
 * The addresses of one distribution point are alternatives; points for all reasons are, too. Points for some reasons complete each other
 * (RFC 5280 4.2.1.13).
 */
async function fetchCrls(asking: Asking, certificate: Certificate, issuer: CertificateIssuer, deltas: boolean): Promise<SourceAnswer> {
  const found: Fetched[] = [];
  const from = async (point: DistributionPoint): Promise<Crl | undefined> => {
    for (const url of urlsOf(point)) {
      const had = await asking.ask(url, () => wantedCrl(certificate, issuer, point, url));
      if (!had) continue;
      found.push({ ...had, bytes: had.value.bytes });
      return had.value;
    }
    return undefined;
  };
  let all = false;
  for (const point of legible(() => certificate.crlDistributionPoints)) {
    if (all && !point.reasons) continue;
    const crl = await from(point);
    if (crl === undefined) continue;
    all ||= point.reasons === undefined;
    if (deltas) await firstOf(freshest(certificate, crl), from);
  }
  return asking.answer(found);
}

/** Where the delta of a CRL is (RFC 5280 4.2.1.15, 5.2.6); the CRL knows its own best. */
function freshest(certificate: Certificate, crl: Crl): readonly DistributionPoint[] {
  return [...legible(() => crl.freshestCrl), ...legible(() => certificate.freshestCrl)];
}

async function firstOf(points: readonly DistributionPoint[], from: (point: DistributionPoint) => Promise<Crl | undefined>): Promise<void> {
  for (const point of points) if (await from(point)) return;
}

function urlsOf({ fullName = [] }: DistributionPoint): string[] {
  return fullName.slice(0, MAX_PLACES).flatMap((name) => (name.type === 'uri' ? [name.value] : []));
}

/** A malformed extension names nothing that could be asked; that it is malformed, the chain's checks say. */
function legible<T>(read: () => readonly T[] | undefined): readonly T[] {
  try {
    return read()?.slice(0, MAX_PLACES) ?? [];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

/** One question put to one address after another. */
class Asking {
  readonly #missed: Missed[] = [];

  constructor(
    readonly fetcher: Fetcher,
    readonly allowance: Allowance,
  ) {}

  /** What the address gave; undefined, and noted, where it gave nothing. */
  async ask<T>(url: string, wanted: () => Wanted<T> | undefined): Promise<Had<T> | undefined> {
    try {
      const one = wanted();
      return one && (await this.fetcher.fetch(one, this.allowance));
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      this.#missed.push({ url, why: error.code });
      return undefined;
    }
  }

  answer(found: readonly Fetched[]): SourceAnswer {
    return { found: found.map(({ bytes, url, at }) => ({ bytes, url, at })), missed: this.#missed };
  }
}
