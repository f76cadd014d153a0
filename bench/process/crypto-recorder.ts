// Loaded into a measured process by --import: notes every digest and signature check that node:crypto is asked for, and when the
// process ends does the same again with nothing around it. The seconds go to file descriptor 4.
import crypto, { type BinaryLike, type Hash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const original = { ...crypto };
const digests: { readonly algorithm: string; readonly chunks: Buffer[] }[] = [];
const checks: Parameters<typeof crypto.verify>[] = [];
const decryptions: Parameters<typeof crypto.publicDecrypt>[] = [];
const keys: Parameters<typeof crypto.createPublicKey>[] = [];
let digestedBytes = 0;

function note(chunks: Buffer[], data: BinaryLike): void {
  const copy =
    typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  digestedBytes += copy.length;
  chunks.push(copy);
}

crypto.createHash = (algorithm, options) => {
  const hash = original.createHash(algorithm, options);
  const chunks: Buffer[] = [];
  digests.push({ algorithm, chunks });
  const update = hash.update.bind(hash);
  hash.update = (data: BinaryLike): Hash => {
    note(chunks, data);
    update(data);
    return hash;
  };
  return hash;
};

crypto.hash = ((algorithm: string, data: BinaryLike, encoding: 'hex') => {
  const chunks: Buffer[] = [];
  digests.push({ algorithm, chunks });
  note(chunks, data);
  return original.hash(algorithm, data, encoding);
}) as typeof crypto.hash;

crypto.verify = ((...call: Parameters<typeof crypto.verify>) => {
  checks.push(call);
  return original.verify(...call);
}) as typeof crypto.verify;

crypto.publicDecrypt = (...call) => {
  decryptions.push(call);
  return original.publicDecrypt(...call);
};

crypto.createPublicKey = (...call) => {
  keys.push(call);
  return original.createPublicKey(...call);
};

syncBuiltinESMExports();

/** Seconds of the best of three goes. */
function time(work: () => void): number {
  const goes = [1, 2, 3].map(() => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1000;
  });
  return Math.min(...goes);
}

/** A key or signature that the engine refuses takes its time too. */
function whatever(work: () => unknown): void {
  try {
    work();
  } catch {
    // the answer does not matter here
  }
}

process.once('exit', () => {
  const digestSeconds = time(() => {
    for (const { algorithm, chunks } of digests) {
      const hash = original.createHash(algorithm);
      for (const chunk of chunks) hash.update(chunk);
      hash.digest();
    }
  });
  const checkSeconds = time(() => {
    for (const call of checks) whatever(() => original.verify(...call));
    for (const call of decryptions) whatever(() => original.publicDecrypt(...call));
  });
  const keySeconds = time(() => {
    for (const call of keys) whatever(() => original.createPublicKey(...call));
  });
  const counts = { digests: digests.length, digestedBytes, checks: checks.length + decryptions.length, keys: keys.length };
  writeSync(4, JSON.stringify({ ...counts, digestSeconds, checkSeconds, keySeconds }));
});
