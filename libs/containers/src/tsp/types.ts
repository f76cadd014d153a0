import type { AlgorithmIdentifier, DigestAlgorithm } from '@sigillum/crypto';
import type { Instant } from '@sigillum/encoding';
import type { SignedData, SignerInfo } from '../cms/index.js';

/** TSTInfo (RFC 3161 2.4.2). */
export interface TstInfo {
  readonly version: number;
  /** TSA policy OID. */
  readonly policy: string;
  readonly imprint: {
    readonly algorithm: AlgorithmIdentifier;
    /** undefined where the algorithm is not known. */
    readonly digestAlgorithm: DigestAlgorithm | undefined;
    readonly digest: Uint8Array;
  };
  /** Content octets. */
  readonly serialNumber: Uint8Array;
  readonly genTime: Instant;
  /** Milliseconds; undefined where the token states none. */
  readonly accuracy: number | undefined;
  /** Whether tokens of this TSA can be ordered by genTime alone, without regard to accuracy. */
  readonly ordering: boolean;
  readonly nonce: Uint8Array | undefined;
  /** The TSA's GeneralName, as DER; informative. */
  readonly tsa: Uint8Array | undefined;
  readonly extensions: readonly { readonly oid: string; readonly critical: boolean }[];
  /** The exact TSTInfo: what the token's message digest covers. */
  readonly bytes: Uint8Array;
}

/** A time-stamp token: a CMS signature of a TSA over a TSTInfo. */
export interface TimestampToken {
  readonly info: TstInfo;
  readonly signedData: SignedData;
  /** The only SignerInfo (RFC 3161 2.4.2 demands one); undefined where there are none or several. */
  readonly signer: SignerInfo | undefined;
  /** The exact token, without what followed it. */
  readonly bytes: Uint8Array;
}
