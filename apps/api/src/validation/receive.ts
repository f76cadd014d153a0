import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RequestError } from '../http/problem.js';
import { MOST_POLICIES } from './policies.js';
import { storeUpload, type Upload } from './upload.js';

/** A request, its bytes on disk. `json` means that the upload is the JSON body. */
export interface Received {
  readonly upload: Upload;
  readonly kind: 'document' | 'json';
  readonly at: string | undefined;
  readonly policies: readonly string[];
}

export interface ReceiveLimits {
  readonly folder: string;
  readonly maxDocumentBytes: number;
  /** The part that is looked at: a document, or saved evidence. */
  readonly part: 'document' | 'evidence';
}

const JSON_TYPES: Readonly<Record<ReceiveLimits['part'], RegExp>> = {
  document: /^application\/json\b/,
  evidence: /^application\/(?:vnd\.sigillum\.evidence\+)?json\b/,
};

interface Fields {
  readonly at: string[];
  readonly policy: string[];
}

/** A field may be a policy as JSON. */
const POLICY_BYTES = 64 * 1024;

/** Base64 takes 4 bytes for 3; the rest of a JSON body is small. */
const JSON_OVERHEAD = 64 * 1024;

/** Reads a multipart or JSON request to disk without holding it in memory; throws `RequestError` for what it can't read. */
export async function receive(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  if (request.isMultipart()) return receiveForm(request, limits);
  if (!JSON_TYPES[limits.part].test(request.headers['content-type'] ?? '')) {
    throw new RequestError(
      'MEDIA_TYPE_UNSUPPORTED',
      limits.part === 'document'
        ? 'Send the document as the part "document" of multipart/form-data, or as base64 in JSON.'
        : 'Send the saved evidence as the part "evidence" of multipart/form-data, or as the JSON that it is.',
    );
  }
  const maxBytes = Math.ceil(limits.maxDocumentBytes / 3) * 4 + JSON_OVERHEAD;
  return { upload: await storeUpload(request.body as Readable, limits.folder, maxBytes), kind: 'json', at: undefined, policies: [] };
}

async function receiveForm(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  let upload: Upload | undefined;
  const fields: Fields = { at: [], policy: [] };
  try {
    for await (const part of request.parts({
      limits: { fields: 20, fieldSize: POLICY_BYTES, files: 4, fileSize: limits.maxDocumentBytes + 1 },
    })) {
      if (part.type === 'file') upload = await takeFile(part, upload, limits);
      else takeField(part, fields);
    }
  } catch (error) {
    await upload?.discard();
    throw malformed(error);
  }
  if (!upload) throw new RequestError('DOCUMENT_MISSING', `Send what is to be looked at as the part "${limits.part}".`);
  return { upload, kind: 'document', at: fields.at[0], policies: fields.policy };
}

/** The form parser throws plain errors for what it can't read; errors with a code are ours, the system's, or the framework's. */
function malformed(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  return new RequestError('REQUEST_MALFORMED', `The form can't be read: ${error.message}.`, { cause: error });
}

async function takeFile(part: MultipartFile, before: Upload | undefined, limits: ReceiveLimits): Promise<Upload> {
  if (part.fieldname !== limits.part) {
    part.file.resume();
    throw new RequestError('PART_UNKNOWN', `Send one part "${limits.part}" and no further files; this version judges nothing beside it.`);
  }
  if (before) {
    part.file.resume();
    throw new RequestError('REQUEST_MALFORMED', `Send one "${limits.part}" a request.`);
  }
  return storeUpload(part.file, limits.folder, limits.maxDocumentBytes);
}

function takeField(part: MultipartValue, fields: Fields): void {
  const { fieldname } = part;
  if (fieldname !== 'at' && fieldname !== 'policy') throw new RequestError('PART_UNKNOWN', 'Known fields are "at" and "policy".');
  if (fields[fieldname].length === (fieldname === 'at' ? 1 : MOST_POLICIES))
    throw new RequestError('PARAMETER_INVALID', `Send fewer "${fieldname}"; one moment and ${MOST_POLICIES} policies are the most.`);
  fields[fieldname].push(String(part.value));
}
