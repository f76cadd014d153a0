import type { SignedReference } from '@sigillum/ades';
import type { CertificateStatus, SignatureConclusion } from '@sigillum/validation';
import { signedDataId } from '../objects/collect-objects.js';

/** What the conclusions on a signature and on a time-stamp have in common. */
export interface Concluded extends Pick<SignatureConclusion, 'data' | 'reasons' | 'signingCertificate' | 'chain'> {
  readonly indication: string;
  readonly subIndication: string | undefined;
  readonly revocation?: readonly CertificateStatus[];
}

/** The signature or time-stamp that a conclusion is about, and the objects that it may refer to. */
export interface Subject {
  readonly id: string;
  readonly references: readonly SignedReference[];
  readonly known: ReadonlySet<string>;
}

/** Id of an object of the report: signed data go by the names of their references, all else by its id. Undefined for what is no object of it. */
export function idOf(name: string, { references, known }: Subject): string | undefined {
  if (known.has(name)) return name;
  const signed = references.find((one) => one.name === name);
  return signed && signedDataId(signed);
}
