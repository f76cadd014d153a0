import { CodedError } from '@sigillum/encoding';

/** Trusted lists were asked for and can't be used. */
export class TrustDataError extends CodedError<'TRUST_LISTS_UNUSABLE'> {
  constructor(message: string) {
    super('TRUST_LISTS_UNUSABLE', message);
  }
}

/** What the file system refuses about the data folder, told as that: it is neither a document's fault nor ours. */
export async function usingData<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (error instanceof CodedError || code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw new TrustDataError(
      `The stored trusted lists can't be used (${code}${path === undefined ? '' : `, ${path}`}). What was stored before is as it was.`,
    );
  }
}
