import { readPublicKey, readSignatureAlgorithm } from '@sigillum/crypto';
import { type ProfileRule, when } from '../rule.js';

/** EN 319 412-2 4.2.2 and 4.2.5, which refer to TS 119 312. */
export const CRYPTOGRAPHY_RULES: readonly ProfileRule[] = [
  {
    id: 'cryptography.digest',
    clause: 'EN 319 412-2 4.2.2; TS 119 312',
    severity: 'warning',
    demand: 'A certificate is not signed with SHA-1 or MD5.',
    breach({ certificate }) {
      const algorithm = readSignatureAlgorithm(certificate.signatureAlgorithm);
      const digest = algorithm.ok ? algorithm.value.digest : undefined;
      return when(digest === 'SHA-1' || digest === 'MD5', `It is signed with ${digest ?? ''}`);
    },
  },
  {
    id: 'cryptography.key-length',
    clause: 'EN 319 412-2 4.2.5; TS 119 312',
    severity: 'warning',
    demand: 'RSA keys have 2048 bits or more, keys on elliptic curves 256.',
    breach({ certificate }) {
      const key = readPublicKey(certificate.publicKeyInfo);
      if (!key.ok) return undefined;
      const { kind, bits } = key.value;
      const least = kind === 'RSA' || kind === 'DSA' ? 2048 : kind === 'EC' ? 256 : 0;
      return when(bits !== undefined && bits < least, `The key has ${bits ?? 0} bits (${kind})`);
    },
  },
];
