import { mkdirSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CodedError } from '@sigillum/encoding';

/** What the operator can set; each field is the environment variable `SIGILLUM_` and its name in capitals. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Port of `/metrics`; undefined: there is none. */
  readonly metricsPort: number | undefined;
  /** Worker threads that validate. */
  readonly workers: number;
  /** Validations that may wait for a worker; more are answered 429. */
  readonly queue: number;
  /** Seconds that one validation may take. */
  readonly timeout: number;
  readonly maxDocumentBytes: number;
  /** Folder for uploads while they are looked at. */
  readonly uploads: string;
  /** Files or folders with trusted certificates. */
  readonly anchors: readonly string[];
  /** Files with validation policies that requests may name. */
  readonly policies: readonly string[];
  /** The folder of the saved EU lists; `refresh`: those of the data folder, which are downloaded where online sources may be asked; `none`: by the operator's word none are used. */
  readonly trustLists: string;
  /** The operator's file with the certificates of the Official Journal, which authenticate the list of the lists. */
  readonly lotlAnchors: string | undefined;
  /** Folder for what is kept for good. */
  readonly data: string;
  /** Issuers and revocation data that documents lack are asked for online. */
  readonly online: boolean;
  /** Hosts that may be asked whatever their address: `host` or `host:port`. */
  readonly allowedHosts: readonly string[];
  /** Folder for answers of online sources while they are valid. */
  readonly cache: string;
  /** Requests that one validation may have sent. */
  readonly fetches: number;
  /** Whether OCSP requests have a nonce, and whether an answer without it is refused. */
  readonly ocspNonce: (typeof NONCE)[number];
  readonly logLevel: string;
}

/** A variable has a value that can't be used; the service does not start. */
export class ConfigurationError extends CodedError<'CONFIGURATION'> {
  constructor(variable: string, message: string) {
    super('CONFIGURATION', `${variable}: ${message}`);
  }
}

const NONCE = ['none', 'sent', 'required'] as const;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads the environment; throws `ConfigurationError` with the name of the wrong variable. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  refuseUnknown(environment);
  const level = environment.SIGILLUM_LOG_LEVEL ?? 'info';
  if (!LEVELS.includes(level))
    throw new ConfigurationError('SIGILLUM_LOG_LEVEL', `one of ${LEVELS.join(', ')} is expected, not "${level}".`);
  return {
    host: environment.SIGILLUM_HOST ?? '127.0.0.1',
    port: whole(environment, 'SIGILLUM_PORT', 8080, 0, 65_535),
    metricsPort: environment.SIGILLUM_METRICS_PORT ? whole(environment, 'SIGILLUM_METRICS_PORT', 0, 0, 65_535) : undefined,
    workers: whole(environment, 'SIGILLUM_WORKERS', availableParallelism(), 1, 256),
    queue: whole(environment, 'SIGILLUM_QUEUE', 100, 0, 100_000),
    timeout: whole(environment, 'SIGILLUM_TIMEOUT', 60, 1, 3_600),
    maxDocumentBytes: whole(environment, 'SIGILLUM_MAX_DOCUMENT_BYTES', 100 * 1024 * 1024, 1_024, 16 * 1024 ** 3),
    uploads: folder(environment, 'SIGILLUM_UPLOADS', 'sigillum-uploads'),
    anchors: listOf(environment.SIGILLUM_ANCHORS).map((path) => resolve(path)),
    policies: listOf(environment.SIGILLUM_POLICIES).map((path) => resolve(path)),
    trustLists: trustLists(environment.SIGILLUM_TRUST_LISTS),
    lotlAnchors: environment.SIGILLUM_LOTL_ANCHORS ? resolve(environment.SIGILLUM_LOTL_ANCHORS) : undefined,
    data: resolve(environment.SIGILLUM_DATA || join(environment.XDG_DATA_HOME || join(homedir(), '.local/share'), 'sigillum')),
    online: yesOrNo(environment, 'SIGILLUM_ONLINE', true),
    allowedHosts: listOf(environment.SIGILLUM_ALLOWED_HOSTS),
    cache: folder(environment, 'SIGILLUM_CACHE', 'sigillum-cache'),
    fetches: whole(environment, 'SIGILLUM_FETCHES', 10, 0, 1_000),
    ocspNonce: oneOf(environment, 'SIGILLUM_OCSP_NONCE', NONCE),
    logLevel: level,
  };
}

const KNOWN = [
  'HOST',
  'PORT',
  'METRICS_PORT',
  'WORKERS',
  'QUEUE',
  'TIMEOUT',
  'MAX_DOCUMENT_BYTES',
  'UPLOADS',
  'ANCHORS',
  'POLICIES',
  'TRUST_LISTS',
  'LOTL_ANCHORS',
  'DATA',
  'ONLINE',
  'ALLOWED_HOSTS',
  'CACHE',
  'FETCHES',
  'OCSP_NONCE',
  'LOG_LEVEL',
];

/** A mistyped name would silently leave a default in force. */
function refuseUnknown(environment: NodeJS.ProcessEnv): void {
  const unknown = Object.keys(environment).find((name) => name.startsWith('SIGILLUM_') && !KNOWN.includes(name.slice('SIGILLUM_'.length)));
  if (unknown !== undefined && unknown !== 'SIGILLUM_TEST_REPORT') {
    throw new ConfigurationError(unknown, `there is no such variable; known are ${KNOWN.map((name) => `SIGILLUM_${name}`).join(', ')}.`);
  }
}

function whole(environment: NodeJS.ProcessEnv, variable: string, otherwise: number, least: number, most: number): number {
  const text = environment[variable];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new ConfigurationError(variable, `a whole number from ${least} to ${most} is expected, not "${text}".`);
  }
  return value;
}

/** The first of the words unless said. */
function oneOf<T extends string>(environment: NodeJS.ProcessEnv, variable: string, words: readonly [T, ...T[]]): T {
  const text = environment[variable] || words[0];
  const word = words.find((one) => one === text);
  if (word === undefined) throw new ConfigurationError(variable, `one of ${words.join(', ')} is expected, not "${text}".`);
  return word;
}

function listOf(text = ''): string[] {
  return text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

function trustLists(text = ''): string {
  return text === 'none' || text === 'refresh' ? text : text === '' ? 'refresh' : resolve(text);
}

function yesOrNo(environment: NodeJS.ProcessEnv, variable: string, otherwise: boolean): boolean {
  const text = environment[variable];
  if (text === undefined || text === '') return otherwise;
  if (text !== 'yes' && text !== 'no') throw new ConfigurationError(variable, `yes or no is expected, not "${text}".`);
  return text === 'yes';
}

function folder(environment: NodeJS.ProcessEnv, variable: string, otherwise: string): string {
  const path = resolve(environment[variable] ?? join(tmpdir(), otherwise));
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    throw new ConfigurationError(variable, `the folder "${path}" can't be made; name one that the service may write to.`);
  }
  return path;
}
