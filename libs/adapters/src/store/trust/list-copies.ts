import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Validators } from '../../http/egress/exchange.js';
import { writeWhole } from '../write-whole.js';

/** A list as it was last downloaded from its address. */
export interface ListCopy extends Validators {
  readonly bytes: Uint8Array;
}

/** Lists as downloaded, by their addresses; shared by all processes of one folder. */
export interface ListCopies {
  /** undefined where there is none, or it is damaged. */
  get(url: string): ListCopy | undefined;
  /** A disk that is full or not writable keeps nothing and harms nothing. */
  put(url: string, copy: ListCopy): void;
}

interface Header extends Validators {
  readonly url: string;
  readonly sha256: string;
}

/** One file for each address, written whole: a line that says what it is, then the list. */
export function createListCopies(folder: string): ListCopies {
  const pathOf = (url: string): string => join(folder, `${sha256(Buffer.from(url))}.list`);
  return {
    get(url) {
      try {
        return read(readFileSync(pathOf(url)), url);
      } catch {
        return undefined;
      }
    },
    put(url, { bytes, etag, lastModified }) {
      const header: Header = {
        url,
        sha256: sha256(bytes),
        ...(etag !== undefined && { etag }),
        ...(lastModified !== undefined && { lastModified }),
      };
      try {
        writeWhole(pathOf(url), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), bytes]));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
    },
  };
}

function read(file: Buffer, url: string): ListCopy | undefined {
  const end = file.indexOf('\n');
  const { url: of, sha256: digest, etag, lastModified } = JSON.parse(file.subarray(0, end).toString()) as Partial<Header>;
  const bytes = file.subarray(end + 1);
  if (of !== url || digest !== sha256(bytes)) return undefined;
  return { bytes, ...(typeof etag === 'string' && { etag }), ...(typeof lastModified === 'string' && { lastModified }) };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
