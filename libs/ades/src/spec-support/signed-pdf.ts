import { Budget, type Limits, memorySource } from '@sigillum/encoding';
import { createAuthority, createPdf, issueSigner, issueTimestampAuthority, signPdf, type SignPdfOptions } from '@sigillum/testkit';
import { openDocument } from '../open.js';
import type { Signature, SignedDocument } from '../types.js';

export const SIGNING_TIME = Date.UTC(2026, 5, 1, 12);

export const root = createAuthority({ name: 'Root' });
export const authority = createAuthority({ name: 'Issuing', parent: root });
export const signer = issueSigner(authority, { name: 'Signer', algorithm: 'P-256' });
export const timestampAuthority = issueTimestampAuthority(authority, { name: 'TSA', algorithm: 'P-256' });
export const plainPdf = await createPdf();

/** A signed page; overrides as the test asks. */
export function signed(options: Partial<SignPdfOptions> = {}, pdf: Uint8Array = plainPdf): Uint8Array {
  return signPdf(pdf, { signer, signingTime: SIGNING_TIME, ...options });
}

export function open(bytes: Uint8Array, limits: Partial<Limits> = {}): SignedDocument {
  return openDocument(memorySource(bytes), new Budget(limits));
}

/** The only signature of a document. */
export function onlySignature(bytes: Uint8Array): Signature {
  const { signatures } = open(bytes);
  const [signature] = signatures;
  if (!signature || signatures.length > 1) throw new Error(`${signatures.length} signatures`);
  return signature;
}

/** The codes of the broken rules, as `rule CODE`, without those of the baseline profile. */
export function brokenRules({ format }: Pick<Signature, 'format'>): string[] {
  return format.filter((one) => !one.holds && one.rule !== 'baseline-profile').map((one) => `${one.rule} ${one.code ?? ''}`);
}

export function baselineFaults({ format }: Pick<Signature, 'format'>): string[] {
  return format.filter((one) => !one.holds && one.rule === 'baseline-profile').map((one) => one.code ?? '');
}

/** The code of what `run` throws; undefined where it returns. */
export function codeThrown(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}
