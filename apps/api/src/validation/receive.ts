import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RequestError } from '../http/problem.js';
import { MOST_POLICIES } from '../worker/policies.js';
import { storeUpload, type Upload } from './upload.js';

/** A request, its bytes on disk. `json` means that the upload is the JSON body. */
export interface Received {
  readonly upload: Upload;
  /** What a detached signature or time-stamp may cover; beside a certificate the files by their parts' names. */
  readonly detached: readonly DetachedUpload[];
  readonly kind: 'bytes' | 'json';
  readonly at: string | undefined;
  readonly policies: readonly string[];
  readonly trust: string | undefined;
}

export interface DetachedUpload {
  readonly upload: Upload;
  /** As the client calls it. */
  readonly name: string;
}

export interface ReceiveLimits {
  readonly folder: string;
  readonly maxBytes: number;
  /** The part that is looked at. */
  readonly part: 'document' | 'certificate' | 'evidence';
}

const JSON_TYPES: Readonly<Record<ReceiveLimits['part'], RegExp>> = {
  document: /^application\/json\b/,
  certificate: /^application\/json\b/,
  evidence: /^application\/(?:vnd\.sigillum\.evidence\+)?json\b/,
};

interface Fields {
  readonly at: string[];
  readonly policy: string[];
  readonly trust: string[];
}

const MOST_FIELDS: Readonly<Record<keyof Fields, number>> = { at: 1, policy: MOST_POLICIES, trust: 1 };

/** A field may be a policy as JSON. */
const POLICY_BYTES = 64 * 1024;

/** Files of one request, the document among them. */
const MOST_FILES = 20;

/** Base64 takes 4 bytes for 3; the rest of a JSON body is small. */
const JSON_OVERHEAD = 64 * 1024;

/** Reads a multipart or JSON request to disk without holding it in memory; throws `RequestError` for what it can't read. */
export async function receive(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  if (request.isMultipart()) return receiveForm(request, limits);
  if (!JSON_TYPES[limits.part].test(request.headers['content-type'] ?? '')) {
    const json = limits.part === 'evidence' ? 'as the JSON that it is' : `as base64 in the field "${limits.part}" of JSON`;
    throw new RequestError('MEDIA_TYPE_UNSUPPORTED', `Send the part "${limits.part}" of multipart/form-data, or send it ${json}.`);
  }
  const maxBytes = Math.ceil(limits.maxBytes / 3) * 4 + JSON_OVERHEAD;
  const upload = await storeUpload(request.body as Readable, limits.folder, maxBytes);
  return { upload, detached: [], kind: 'json', at: undefined, policies: [], trust: undefined };
}

/** The files of a form as they come in. */
interface Files {
  main: Upload | undefined;
  readonly detached: DetachedUpload[];
}

/** Removes everything that a request brought. */
export async function discardAll(received: Pick<Received, 'upload' | 'detached'>): Promise<void> {
  await Promise.all([received.upload, ...received.detached.map((one) => one.upload)].map((one) => one.discard()));
}

async function receiveForm(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  const files: Files = { main: undefined, detached: [] };
  const fields: Fields = { at: [], policy: [], trust: [] };
  try {
    for await (const part of request.parts({
      limits: { fields: 20, fieldSize: POLICY_BYTES, files: MOST_FILES, fileSize: limits.maxBytes + 1 },
    })) {
      if (part.type === 'file') await takeFile(part, files, limits);
      else takeField(part, fields, limits);
    }
    if (!files.main) throw new RequestError('DOCUMENT_MISSING', `Send what is to be looked at as the part "${limits.part}".`);
    const [[at], [trust]] = [fields.at, fields.trust];
    return { upload: files.main, detached: files.detached, kind: 'bytes', at, policies: fields.policy, trust };
  } catch (error) {
    for (const one of [files.main, ...files.detached.map((each) => each.upload)]) await one?.discard();
    throw malformed(error);
  }
}

/** The form parser throws plain errors for what it can't read; errors with a code are ours, the system's, or the framework's. */
function malformed(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  return new RequestError('REQUEST_MALFORMED', `The form can't be read: ${error.message}.`, { cause: error });
}

async function takeFile(part: MultipartFile, files: Files, limits: ReceiveLimits): Promise<void> {
  const { fieldname, filename, file } = part;
  const refuse = (code: 'PART_UNKNOWN' | 'REQUEST_MALFORMED', message: string): never => {
    file.resume();
    throw new RequestError(code, message);
  };
  if (fieldname === 'detached' && limits.part === 'document') {
    files.detached.push({ upload: await storeUpload(file, limits.folder, limits.maxBytes), name: filename });
    return;
  }
  if (limits.part === 'certificate' && TLS_PARTS.has(fieldname)) {
    if (files.detached.some(({ name }) => name === fieldname)) refuse('REQUEST_MALFORMED', `Send one "${fieldname}" a request.`);
    files.detached.push({ upload: await storeUpload(file, limits.folder, limits.maxBytes), name: fieldname });
    return;
  }
  if (fieldname !== limits.part) refuse('PART_UNKNOWN', PART_HINTS[limits.part]);
  if (files.main) refuse('REQUEST_MALFORMED', `Send one "${limits.part}" a request.`);
  files.main = await storeUpload(file, limits.folder, limits.maxBytes);
}

/** What may stand beside a 2-QWAC: the binding, and the TLS certificate in question. */
const TLS_PARTS: ReadonlySet<string> = new Set(['tlsBinding', 'tlsCertificate']);

const PART_HINTS: Readonly<Record<ReceiveLimits['part'], string>> = {
  document: 'Send one part "document", and as parts "detached" what a time-stamp covers; nothing else is known.',
  certificate:
    'Send one part "certificate", certificates of its chain in the same PEM text, and for a 2-QWAC "tlsBinding" and "tlsCertificate"; nothing else is known.',
  evidence: 'Send one part "evidence" and no further files.',
};

function takeField(part: MultipartValue, fields: Fields, limits: ReceiveLimits): void {
  const { fieldname } = part;
  if (!isField(fieldname)) throw new RequestError('PART_UNKNOWN', `Known fields are ${Object.keys(MOST_FIELDS).join(', ')}.`);
  if (fieldname === 'trust' && limits.part === 'evidence')
    throw new RequestError('PART_UNKNOWN', 'Saved evidence is judged by the trust that is in it; leave "trust" out.');
  if (fields[fieldname].length === MOST_FIELDS[fieldname])
    throw new RequestError('PARAMETER_INVALID', `Send fewer "${fieldname}"; ${MOST_FIELDS[fieldname]} is the most.`);
  fields[fieldname].push(String(part.value));
}

function isField(name: string): name is keyof Fields {
  return Object.hasOwn(MOST_FIELDS, name);
}
