import { readPublicKey } from '@sigillum/crypto';
import { certificateReliability, revocationReliability } from '../blocks/chain/certificate-checks.js';
import type { SignatureContext } from '../blocks/context.js';
import { digestReliability, type Reliability, signatureReliability } from '../policy/cryptography.js';
import type { BasicResult } from '../processes/basic.js';
import type { UnreliableAlgorithm } from './types.js';

/** Every algorithm of the signature, its chain and the revocation data that is not reliable at validation time, with what it was used for. */
export function unreliableAlgorithms(
  context: SignatureContext,
  { signer, chain }: Pick<BasicResult, 'signer' | 'chain'>,
): UnreliableAlgorithm[] {
  const { signature, parameters, now, evidence } = context;
  const { cryptography } = parameters;
  const found: UnreliableAlgorithm[] = [];
  const look = (object: string, algorithm: string, reliability: Reliability): void => {
    if (reliability.reliable) return;
    found.push({ object, algorithm, ...(reliability.deadline === undefined ? {} : { until: reliability.deadline }) });
  };
  const key = signer && readPublicKey(signer.publicKeyInfo);
  if (signature.algorithm !== undefined && key?.ok) {
    look(signature.id, signature.algorithmIdentifier, signatureReliability(signature.algorithm, key.value.bits, now, cryptography));
  } else {
    found.push({ object: signature.id, algorithm: signature.algorithmIdentifier });
  }
  for (const { name, digestAlgorithm, digestIdentifier } of signature.references) {
    look(name, digestIdentifier, digestReliability(digestAlgorithm, digestIdentifier, now, cryptography));
  }
  for (const { attribute, digestAlgorithm, digestIdentifier } of signature.certificateReferences) {
    look(attribute, digestIdentifier, digestReliability(digestAlgorithm, digestIdentifier, now, cryptography));
  }
  for (const one of chain?.contexts ?? []) {
    if (one.exemption !== 'trust-anchor') look(one.certificate.id, one.certificate.signatureAlgorithm.oid, certificateReliability(one));
    for (const facts of one.revocation.status?.used ?? []) {
      const item = [...evidence.crls, ...evidence.ocsps].find(({ value }) => value.id === facts.id);
      look(facts.id, item?.value.signatureAlgorithm.oid ?? '', revocationReliability(facts, one));
    }
  }
  return found;
}
