import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RequestError } from '../http/problem.js';
import { storeUpload, type Upload } from './upload.js';

/** A request for a validation, its bytes on disk. `json` means that the upload is the JSON body and the document is inside it. */
export interface Received {
  readonly upload: Upload;
  readonly kind: 'document' | 'json';
  readonly at: string | undefined;
  readonly policy: string | undefined;
}

export interface ReceiveLimits {
  readonly folder: string;
  readonly maxDocumentBytes: number;
}

/** Base64 takes 4 bytes for 3; the rest of a JSON body is small. */
const JSON_OVERHEAD = 64 * 1024;

/** Reads a multipart or JSON request to disk without holding it in memory; throws `RequestError` for what it can't read. */
export async function receive(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  if (request.isMultipart()) return receiveForm(request, limits);
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new RequestError(
      'MEDIA_TYPE_UNSUPPORTED',
      'Send the document as the part "document" of multipart/form-data, or as base64 in JSON.',
    );
  }
  const maxBytes = Math.ceil(limits.maxDocumentBytes / 3) * 4 + JSON_OVERHEAD;
  return { upload: await storeUpload(request.body as Readable, limits.folder, maxBytes), kind: 'json', at: undefined, policy: undefined };
}

async function receiveForm(request: FastifyRequest, limits: ReceiveLimits): Promise<Received> {
  let upload: Upload | undefined;
  const fields = new Map<string, string>();
  try {
    for await (const part of request.parts({ limits: { fields: 20, fieldSize: 4_096, files: 4, fileSize: limits.maxDocumentBytes + 1 } })) {
      if (part.type === 'file') upload = await takeFile(part, upload, limits);
      else takeField(part, fields);
    }
  } catch (error) {
    await upload?.discard();
    throw malformed(error);
  }
  if (!upload) throw new RequestError('DOCUMENT_MISSING', 'Send the document as the part "document".');
  return { upload, kind: 'document', at: fields.get('at'), policy: fields.get('policy') };
}

/** The form parser throws plain errors for what it can't read; errors with a code are ours, the system's, or the framework's. */
function malformed(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  return new RequestError('REQUEST_MALFORMED', `The form can't be read: ${error.message}.`, { cause: error });
}

async function takeFile(part: MultipartFile, before: Upload | undefined, limits: ReceiveLimits): Promise<Upload> {
  if (part.fieldname !== 'document') {
    part.file.resume();
    throw new RequestError(
      'PART_UNKNOWN',
      'This version judges one document that holds its signatures: send one part "document" and no further files.',
    );
  }
  if (before) {
    part.file.resume();
    throw new RequestError('REQUEST_MALFORMED', 'Send one document a request.');
  }
  return storeUpload(part.file, limits.folder, limits.maxDocumentBytes);
}

function takeField(part: MultipartValue, fields: Map<string, string>): void {
  if (part.fieldname !== 'at' && part.fieldname !== 'policy') throw new RequestError('PART_UNKNOWN', 'Known fields are "at" and "policy".');
  if (fields.has(part.fieldname))
    throw new RequestError('PARAMETER_INVALID', `Send one "${part.fieldname}"; this version judges under one policy at a time.`);
  fields.set(part.fieldname, String(part.value));
}
