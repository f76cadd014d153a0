import { CodedError, LimitError } from '@sigillum/encoding';
import { type Certificate, QC_STATEMENT, type QcType, qcProfileOf } from '@sigillum/x509';
import type { CertificateType } from '../words.js';
import { DIRECTIVE_POLICY, REGIME_SWITCH } from '../vocabulary.js';

/** What a certificate says of its own qualification (EN 319 412-5). */
export interface CertificateClaims {
  /** It was issued under the Regulation. */
  readonly afterSwitch: boolean;
  readonly compliance: boolean;
  readonly device: boolean;
  /** Each once. */
  readonly types: readonly QcType[];
  /** It names a country whose law makes it qualified: that is never the law of the EU. */
  readonly foreignLaw: boolean;
  /** QCP or QCP+ of TS 101 456, by which certificates of the Directive were told. */
  readonly directivePolicy: boolean;
  readonly directiveDevicePolicy: boolean;
  /** Code of the error where statements or policies can't be read; they then count as absent. */
  readonly unreadable: string | undefined;
}

/** Statements that qualification asks for; others may be malformed without any harm to it. */
const ASKED_FOR: readonly string[] = [QC_STATEMENT.compliance, QC_STATEMENT.sscd, QC_STATEMENT.type, QC_STATEMENT.legislation];

/** Reads what qualification asks of a certificate. */
export function claimsOf(certificate: Certificate): CertificateClaims {
  const afterSwitch = certificate.notBefore >= REGIME_SWITCH;
  try {
    const profile = qcProfileOf((certificate.qcStatements ?? []).filter(({ oid }) => ASKED_FOR.includes(oid)));
    const policies = (certificate.policies ?? []).map((policy) => policy.oid);
    const directiveDevicePolicy = policies.includes(DIRECTIVE_POLICY.qcpPlus);
    return {
      afterSwitch,
      compliance: profile.compliance,
      device: profile.sscd,
      types: [...new Set(profile.types)],
      foreignLaw: profile.legislation.length > 0,
      directivePolicy: directiveDevicePolicy || policies.includes(DIRECTIVE_POLICY.qcp),
      directiveDevicePolicy,
      unreadable: undefined,
    };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    const nothing = {
      compliance: false,
      device: false,
      types: [],
      foreignLaw: false,
      directivePolicy: false,
      directiveDevicePolicy: false,
    };
    return { afterSwitch, ...nothing, unreadable: error.code as string };
  }
}

const TYPES: Readonly<Record<QcType, CertificateType>> = { esign: 'esig', eseal: 'eseal', web: 'wsa' };

/** The type that a certificate claims: its single QcType; without one, signatures if it claims to be qualified (TS 119 615 4.4.4 table 1). */
export function claimedType({ afterSwitch, types, compliance, directivePolicy }: CertificateClaims): CertificateType {
  if (!afterSwitch) return compliance || directivePolicy ? 'esig' : 'unknown';
  const [only, another] = types;
  if (another !== undefined) return 'unknown';
  if (only !== undefined) return TYPES[only];
  return compliance ? 'esig' : 'unknown';
}
