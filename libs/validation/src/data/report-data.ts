import { STEP } from '../blocks/chain/context.js';
import type { SignatureContext } from '../blocks/context.js';
import type { BlockConclusion, CheckResult, Conclusion, FailedSubIndication, IndeterminateSubIndication } from '../conclusion.js';
import type { BasicResult } from '../processes/basic.js';
import { unreliableAlgorithms } from './algorithms.js';
import type { ReportData, RetryData, RevocationData } from './types.js';

/** What report data is drawn from. */
export interface ReportSubject {
  readonly context: SignatureContext;
  readonly basic: Pick<BasicResult, 'signer' | 'chain' | 'blocks' | 'decisive'>;
  readonly conclusion: Conclusion;
}

/** The data that goes with the sub-indication of a conclusion. */
export function reportDataOf(subject: ReportSubject): ReportData {
  const { conclusion } = subject;
  return conclusion.indication === 'PASSED' ? {} : DATA[conclusion.subIndication](subject);
}

type DataOf = (subject: ReportSubject) => ReportData;

const chainOnly: DataOf = ({ basic }) => chainOf(basic);
const objectsOfDecisive: DataOf = ({ basic }) => ({ objects: basic.decisive?.evidence ?? [] });
const policyAndReason: DataOf = ({ context, basic }) => ({ ...policyOf(context), ...reasonOf(basic) });
const algorithmsAndChain: DataOf = ({ context, basic }) => ({ ...chainOf(basic), algorithms: unreliableAlgorithms(context, basic) });
const revocationOfSigner: DataOf = ({ basic }) => ({ ...chainOf(basic), ...revocationOf(basic, STEP.revoked) });

/** Complete by its type: no sub-indication can be forgotten. */
const DATA: Readonly<Record<FailedSubIndication | IndeterminateSubIndication, DataOf>> = {
  FORMAT_FAILURE: ({ basic }) => ({ ...reasonOf(basic), unmet: unmetIn(basic.blocks, 'FC') }),
  HASH_FAILURE: objectsOfDecisive,
  SIG_CRYPTO_FAILURE: ({ basic }) => (basic.signer === undefined ? {} : { signingCertificate: basic.signer.id }),
  REVOKED: revocationOfSigner,
  EXPIRED: chainOnly,
  NOT_YET_VALID: chainOnly,
  SIG_CONSTRAINTS_FAILURE: ({ basic }) => ({ unmet: [...unmetIn(basic.blocks, 'FC'), ...unmetIn(basic.blocks, 'SAV')] }),
  CHAIN_CONSTRAINTS_FAILURE: ({ basic }) => ({ ...chainOf(basic), unmet: unmetAt(basic, STEP.constraints) }),
  CERTIFICATE_CHAIN_GENERAL_FAILURE: ({ basic }) => ({ ...chainOf(basic), ...reasonOf(basic) }),
  CRYPTO_CONSTRAINTS_FAILURE: algorithmsAndChain,
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: algorithmsAndChain,
  POLICY_PROCESSING_ERROR: policyAndReason,
  SIGNATURE_POLICY_NOT_AVAILABLE: policyAndReason,
  TIMESTAMP_ORDER_FAILURE: ({ conclusion }) => ({
    timestamps: conclusion.checks.find((one) => one.code === 'TIMESTAMP_ORDER')?.evidence ?? [],
  }),
  NO_SIGNING_CERTIFICATE_FOUND: () => ({}),
  NO_CERTIFICATE_CHAIN_FOUND: ({ basic }) => reasonOf(basic),
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: chainOnly,
  REVOKED_NO_POE: revocationOfSigner,
  REVOKED_CA_NO_POE: ({ basic }) => ({ ...chainOf(basic), ...revocationOf(basic, STEP.caRevoked) }),
  OUT_OF_BOUNDS_NOT_REVOKED: chainOnly,
  OUT_OF_BOUNDS_NO_POE: chainOnly,
  REVOCATION_OUT_OF_BOUNDS_NO_POE: chainOnly,
  NO_POE: ({ conclusion }) => ({ objects: conclusion.checks.find((one) => one.outcome === 'failed')?.evidence ?? [] }),
  TRY_LATER: ({ basic }) => ({ ...chainOf(basic), retry: retriesOf(basic) }),
  SIGNED_DATA_NOT_FOUND: objectsOfDecisive,
};

function unmetAt({ chain }: ReportSubject['basic'], step: number): NonNullable<ReportData['unmet']> {
  return (chain?.failures ?? []).filter((one) => one.step === step).map((one) => unmet(one.check));
}

function chainOf({ chain }: ReportSubject['basic']): ReportData {
  return chain?.path === undefined ? {} : { chain: chain.path.certificates.map((one) => one.id) };
}

function reasonOf({ decisive }: ReportSubject['basic']): ReportData {
  return decisive?.message === undefined ? {} : { reason: decisive.message };
}

function policyOf({ signature }: SignatureContext): ReportData {
  const { signaturePolicy } = signature.attributes;
  return signaturePolicy?.kind === 'explicit' ? { policy: signaturePolicy.oid } : {};
}

function unmet({ id, code }: CheckResult): { readonly check: string; readonly code: string } {
  return { check: id, code: code ?? id };
}

function unmetIn(blocks: readonly BlockConclusion[], name: BlockConclusion['block']): NonNullable<ReportData['unmet']> {
  return blocks
    .filter(({ block }) => block === name)
    .flatMap(({ conclusion }) => conclusion.checks)
    .filter((one) => one.outcome === 'failed' && one.severity === 'fail')
    .map(unmet);
}

function revocationOf({ chain }: ReportSubject['basic'], step: number): { readonly revocation?: RevocationData } {
  const id = chain?.failures.find((one) => one.step === step)?.certificate;
  const status = id === undefined ? undefined : chain?.revocation.get(id)?.status;
  if (id === undefined || status?.verdict.status !== 'revoked') return {};
  const { revocationTime, reason, hold } = status.verdict;
  return {
    revocation: { certificate: id, time: revocationTime, reason, suspended: hold, data: status.used.map((facts) => facts.id) },
  };
}

/** One for each certificate whose status is old or suspended; newer data is due when the first of it is. */
function retriesOf({ chain }: ReportSubject['basic']): RetryData[] {
  const certificates = (chain?.failures ?? [])
    .filter(({ miss }) => miss.subIndication === 'TRY_LATER')
    .flatMap(({ certificate }) => certificate ?? []);
  return [...new Set(certificates)].flatMap((certificate): RetryData[] => {
    const status = chain?.revocation.get(certificate)?.status;
    if (status === undefined) return [];
    const due = status.used.flatMap(({ nextUpdate }) => nextUpdate ?? []);
    const known = status.used.map(({ thisUpdate }) => thisUpdate);
    const { verdict } = status;
    return [
      {
        certificate,
        since: verdict.status === 'revoked' ? verdict.revocationTime : Math.min(...known),
        ...(due.length > 0 ? { until: Math.min(...due) } : {}),
        data: status.used.map((facts) => facts.id),
      },
    ];
  });
}
