import { FetchError } from '../egress/errors.js';
import type { SharedCircuit } from './circuit-file.js';
import { type Circuit, type CircuitOptions, createCircuit } from './circuit.js';

export interface HostGateOptions extends CircuitOptions {
  /** Requests to one host at a time. */
  readonly atOnce: number;
  readonly now: () => number;
  /** What others know of hosts; nobody unless said. */
  readonly shared?: (host: string) => SharedCircuit;
}

export interface HostGate {
  /** Runs a request to a host in its turn. Rejects with what it rejects with, or with `FetchError` `circuit-open` without running it. */
  run<T>(host: string, ask: () => Promise<T>): Promise<T>;
  /** Hosts with an open or half-open circuit. */
  open(): { readonly host: string; readonly state: 'open' | 'half-open' }[];
}

interface Host {
  readonly circuit: Circuit;
  readonly waiting: (() => void)[];
  running: number;
}

/** Hosts that are remembered at most; beyond that the oldest that are not in use are forgotten. */
const MAX_HOSTS = 1_000;

/** Each host has its own queue and its own circuit, so that one that hangs slows down no other. */
export function createHostGate({ atOnce, now, shared, ...options }: HostGateOptions): HostGate {
  const hosts = new Map<string, Host>();
  const hostOf = (name: string): Host => {
    const host = hosts.get(name) ?? { circuit: createCircuit(options, shared?.(name)), waiting: [], running: 0 };
    hosts.set(name, host);
    return host;
  };
  const forget = (name: string, host: Host): void => {
    if (host.running > 0 || host.waiting.length > 0) return;
    if (host.circuit.idle) hosts.delete(name);
    const unused = hosts.size > MAX_HOSTS ? [...hosts].find(([, one]) => one.running === 0 && one.waiting.length === 0) : undefined;
    if (unused) hosts.delete(unused[0]);
  };
  return {
    async run(name, ask) {
      const host = hostOf(name);
      if (host.running >= atOnce) await new Promise<void>((resume) => host.waiting.push(resume));
      else host.running++;
      try {
        return await through(host.circuit, name, ask, now);
      } finally {
        const next = host.waiting.shift();
        if (next) next();
        else host.running--;
        forget(name, host);
      }
    },
    open: () =>
      [...hosts].flatMap(([host, { circuit }]) => {
        const state = circuit.state(now());
        return state === 'closed' ? [] : [{ host, state }];
      }),
  };
}

async function through<T>(circuit: Circuit, host: string, ask: () => Promise<T>, now: () => number): Promise<T> {
  if (!circuit.enter(now())) throw new FetchError('circuit-open', `${host} failed several times just now and is left alone for a while`);
  let failed = false;
  try {
    return await ask();
  } catch (error) {
    failed = error instanceof FetchError && error.hostFailed;
    throw error;
  } finally {
    circuit.leave(failed, now());
  }
}
