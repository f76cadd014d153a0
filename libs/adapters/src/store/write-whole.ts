import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/make-folder.js';

/** Names of drafts that a process which ended may have left behind. */
export const DRAFT = /\.\d+\.[0-9a-f-]{36}\.tmp$/;

/**
 * Writes a file whole or not at all: a draft beside it, on the disk before it takes the name, and the name on the disk before this returns. Throws what the file system
 * throws; the file is as it was then.
 */
export function writeWhole(path: string, bytes: Uint8Array): void {
  throughDraft(path, bytes, (draft) => renameSync(draft, path));
}

/** The same where no file of the name exists yet; false where one does, which stays as it is. Of several processes one gets true. */
export function createWhole(path: string, bytes: Uint8Array): boolean {
  try {
    throughDraft(path, bytes, (draft) => linkSync(draft, path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function throughDraft(path: string, bytes: Uint8Array, name: (draft: string) => void): void {
  makeFolder(dirname(path));
  const draft = `${path}.${process.pid}.${randomUUID()}.tmp`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    name(draft);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
