import { type AlgorithmIdentifier, readPublicKey, readSignatureAlgorithm, type SignatureAlgorithm } from '@sigillum/crypto';
import { certificateReliability, revocationReliability } from '../blocks/chain/checks/certificate.js';
import type { SignatureContext } from '../blocks/context.js';
import { digestReliability, type Reliability, signatureReliability } from '../policy/cryptography.js';
import type { BasicResult } from '../processes/basic.js';
import type { UnreliableAlgorithm } from './types.js';

/** Every algorithm of the signature, its chain and the revocation data that is not reliable at validation time, with what it was used for. */
export function unreliableAlgorithms(context: SignatureContext, basic: Pick<BasicResult, 'signer' | 'chain'>): UnreliableAlgorithm[] {
  return [ofSignature(context, basic), ...ofDigests(context), ...ofChain(context, basic)].filter((one) => one !== undefined);
}

function ofSignature({ signature, parameters, now }: SignatureContext, { signer }: Pick<BasicResult, 'signer'>): Found {
  const { id: object, algorithm: signed, algorithmIdentifier: algorithm } = signature;
  const used = { object, algorithm, ...signedWith(signed, signer?.publicKeyInfo) };
  if (signed === undefined || used.keyBits === undefined) return used;
  return unreliable(used, signatureReliability(signed, used.keyBits, now, parameters.cryptography));
}

function ofDigests({ signature, parameters: { cryptography }, now }: SignatureContext): Found[] {
  const digests = [
    ...signature.references.map(({ name, ...rest }) => ({ object: name, ...rest })),
    ...signature.certificateReferences.map(({ attribute, ...rest }) => ({ object: attribute, ...rest })),
  ];
  return digests.map(({ object, digestAlgorithm: digest, digestIdentifier: algorithm }) =>
    unreliable({ object, algorithm, ...(digest && { digest }) }, digestReliability(digest, algorithm, now, cryptography)),
  );
}

function ofChain({ evidence }: SignatureContext, { chain }: Pick<BasicResult, 'chain'>): Found[] {
  return (chain?.contexts ?? []).flatMap((one) => {
    const { certificate, issuer, revocation, exemption } = one;
    const signed = { object: certificate.id, ...identified(certificate.signatureAlgorithm, issuer.publicKeyInfo) };
    const data = (revocation.status?.used ?? []).map((facts) => {
      const item = [...evidence.crls, ...evidence.ocsps].find(({ value }) => value.id === facts.id);
      const key = facts.signer.certificate?.publicKeyInfo ?? issuer.publicKeyInfo;
      const used = item ? identified(item.value.signatureAlgorithm, key) : { algorithm: '' };
      return unreliable({ object: facts.id, ...used }, revocationReliability(facts, one));
    });
    return [exemption === 'trust-anchor' ? undefined : unreliable(signed, certificateReliability(one)), ...data];
  });
}

type Found = UnreliableAlgorithm | undefined;

function unreliable(used: UnreliableAlgorithm, reliability: Reliability): Found {
  if (reliability.reliable) return undefined;
  return { ...used, ...(reliability.deadline === undefined ? {} : { until: reliability.deadline }) };
}

function identified(identifier: AlgorithmIdentifier, key: Uint8Array): Omit<UnreliableAlgorithm, 'object'> {
  const read = readSignatureAlgorithm(identifier);
  return { algorithm: identifier.oid, ...signedWith(read.ok ? read.value : undefined, key) };
}

function signedWith(
  signature: SignatureAlgorithm | undefined,
  publicKeyInfo: Uint8Array | undefined,
): Pick<UnreliableAlgorithm, 'signature' | 'keyBits'> {
  const key = publicKeyInfo === undefined ? undefined : readPublicKey(publicKeyInfo);
  return { ...(signature && { signature }), ...(key?.ok ? { keyBits: key.value.bits } : {}) };
}
