import { LimitError } from '@sigillum/encoding';
import { buildPaths, type Certificate, type CertificationPath, displayNameOf, issuerAt, validatePath } from '@sigillum/x509';
import { concludeBy, failed, indeterminate, type Judged, judge, passed, runBlock, type SeverityOf } from '../../checks/row.js';
import type { BlockConclusion, CheckResult, Miss } from '../../conclusion.js';
import type { CertificateContext } from '../context.js';
import { ANCHOR_CHECKS, type AnchorCheckId } from './checks/anchor.js';
import { pathCandidates } from './candidates.js';
import {
  CA_CHECKS,
  type CaCheckId,
  certificateChecks,
  type CertificateCheckId,
  SIGNER_CHECKS,
  type SignerCheckId,
} from './checks/certificate.js';
import { type ChainCertificateContext, type ChainCheckRow, type RevocationExemption, STEP } from './context.js';
import { withKnownIssuers } from './revocation/issuer-status.js';
import { pathChecks, type PathCheckId } from './checks/path.js';
import type { RevocationKnowledge } from './revocation/knowledge.js';
import { revocationReader, type RevocationReader } from './revocation/reader.js';
import { usedAt } from './validity-model.js';
import { freshnessCheck, type FreshnessCheckId, statusChecks, type StatusCheckId } from './checks/status.js';

export type ChainCheckId =
  'XCV.prospective-chain' | AnchorCheckId | PathCheckId | StatusCheckId | FreshnessCheckId | CertificateCheckId | SignerCheckId | CaCheckId;

type CertificateRows = readonly ChainCheckRow<ChainCheckId, ChainCertificateContext>[];

/** The checks of one certificate of the chain, in the order of EN 319 102-1 5.2.6.4; freshness (RFC) is apart. */
export const CHAIN_CHECKS: Readonly<Record<'signer' | 'ca', CertificateRows>> = {
  signer: [...pathChecks('signer'), ...statusChecks('signer'), ...certificateChecks('signer'), ...SIGNER_CHECKS],
  ca: [...pathChecks('ca'), ...statusChecks('ca'), ...certificateChecks('ca'), ...CA_CHECKS],
};

export const FRESHNESS_CHECKS: Readonly<Record<'signer' | 'ca', CertificateRows>> = {
  signer: [freshnessCheck('signer')],
  ca: [freshnessCheck('ca')],
};

interface WholeChainContext extends CertificateContext {
  readonly path: CertificationPath | undefined;
  /** The search was cut short by a spent budget. */
  readonly cut: LimitError | undefined;
}

/** The checks of the chain as a whole. */
export const WHOLE_CHAIN_CHECKS: readonly ChainCheckRow<ChainCheckId, WholeChainContext>[] = [
  {
    id: 'XCV.prospective-chain',
    step: STEP.chain,
    clause: 'EN 319 102-1 5.2.6.4 step 2',
    miss: indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
    run({ path, cut }) {
      if (path !== undefined) {
        const ids = path.certificates.map((certificate) => certificate.id);
        return passed(`The chain ends at ${displayNameOf(path.anchor.subject)}.`, ids);
      }
      return cut === undefined
        ? failed('CHAIN_NOT_FOUND', 'No chain leads from the signing certificate to a trust anchor.')
        : failed('CHAIN_SEARCH_CUT', `The search for a chain was given up: ${cut.message}`);
    },
  },
  ...ANCHOR_CHECKS,
];

/** What XCV found: its conclusion, the chain that it speaks of, and the status of each certificate of it. */
export interface ChainConclusion {
  readonly block: BlockConclusion;
  readonly path: CertificationPath | undefined;
  readonly revocation: ReadonlyMap<string, RevocationKnowledge>;
  /** What the checks looked at, the signer's first; empty where there is no chain. */
  readonly contexts: readonly ChainCertificateContext[];
  /** Every failure that would decide by itself, in the order of the steps; the first has decided. */
  readonly failures: readonly ChainFailure[];
}

/** A check of the chain that failed at a severity that decides. */
export interface ChainFailure {
  /** Its place in 5.2.6.4 (`STEP`). */
  readonly step: number;
  readonly miss: Miss;
  readonly check: CheckResult;
  /** The certificate that it is about; absent for the chain as a whole. */
  readonly certificate?: string;
}

interface Candidate extends ChainConclusion {
  /** How far it came: the step of its decisive failure; infinite where none. */
  readonly reached: number;
  readonly miss: Miss | undefined;
}

/** What judging one chain costs beside finding it: re-issued CA certificates make chains faster than they can be judged. */
const STEPS_PER_CHAIN = 20;

/**
 * X.509 certificate validation (EN 319 102-1 5.2.6.4): candidate chains one after the other until one passes. Where none does, the one
 * that came furthest speaks; a signing certificate that is revoked or suspended ends the search at once.
 */
export function validateChain(signer: Certificate, context: CertificateContext, severityOf: SeverityOf<ChainCheckId>): ChainConclusion {
  const reader = revocationReader(context);
  let best: Candidate | undefined;
  let cut: LimitError | undefined;
  try {
    const candidates = pathCandidates(context.evidence);
    for (const path of buildPaths(signer, { candidates, anchors: context.evidence.anchors, budget: context.budget })) {
      context.budget.spend('pathSteps', STEPS_PER_CHAIN);
      const candidate = judgeChain(path, context, reader, severityOf);
      if (best === undefined || candidate.reached > best.reached) best = candidate;
      if (candidate.miss === undefined || candidate.reached === STEP.revoked || candidate.reached === STEP.onHold) return candidate;
    }
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    cut = error;
  }
  return best ?? withoutChain(context, cut, severityOf);
}

function withoutChain(context: CertificateContext, cut: LimitError | undefined, severityOf: SeverityOf<ChainCheckId>): ChainConclusion {
  const block = runBlock('XCV', WHOLE_CHAIN_CHECKS, { ...context, path: undefined, cut }, severityOf);
  return { block, path: undefined, revocation: new Map(), contexts: [], failures: [] };
}

/** A judged check with its place in the steps. */
interface Placed extends Judged {
  readonly step: number;
  readonly certificate?: string;
}

function judgeChain(
  path: CertificationPath,
  context: CertificateContext,
  reader: RevocationReader,
  severityOf: SeverityOf<ChainCheckId>,
): Candidate {
  const place = <C>(rows: readonly ChainCheckRow<ChainCheckId, C>[], subject: C, certificate?: string): Placed[] =>
    rows.flatMap((row) =>
      judge(row, subject, severityOf).map((judged) => ({
        ...judged,
        step: row.step,
        ...(certificate === undefined ? {} : { certificate }),
      })),
    );
  const contexts = withKnownIssuers([...certificateContexts(path, context, reader)], severityOf);
  const whole = place(WHOLE_CHAIN_CHECKS, { ...context, path, cut: undefined });
  const all: Placed[] = [...whole];
  const parts: BlockConclusion[] = [];
  for (const subject of contexts) {
    const { id } = subject.certificate;
    const own = place(CHAIN_CHECKS[subject.role], subject, id);
    const freshness = place(FRESHNESS_CHECKS[subject.role], subject, id);
    all.push(...own, ...freshness);
    const rfc: BlockConclusion = { block: 'RFC', subject: id, ...concludeBy(misses(freshness)[0], freshness) };
    parts.push({ block: 'XCV', subject: id, ...concludeBy(misses([...own, ...freshness])[0], own), parts: [rfc] });
  }
  const failed = misses(all);
  const [decisive] = failed;
  const failures = failed.flatMap(({ step, miss, result: check, certificate }): ChainFailure[] =>
    miss === undefined ? [] : [{ step, miss, check, ...(certificate === undefined ? {} : { certificate }) }],
  );
  return {
    block: { block: 'XCV', ...concludeBy(decisive, whole), parts },
    path,
    revocation: new Map(contexts.map((one) => [one.certificate.id, one.revocation])),
    contexts,
    failures,
    reached: decisive?.step ?? Number.POSITIVE_INFINITY,
    miss: decisive?.miss,
  };
}

/** What failed, by the steps; within a step that of the certificate nearest to the signer comes first. */
function misses(placed: readonly Placed[]): Placed[] {
  return placed.filter((one) => one.miss !== undefined).sort((a, b) => a.step - b.step);
}

/** Each certificate of a path with what its checks look at, the signer's first. */
function* certificateContexts(
  path: CertificationPath,
  context: CertificateContext,
  reader: RevocationReader,
): Generator<ChainCertificateContext> {
  const { parameters, budget } = context;
  const { initialPolicies } = parameters;
  const result = validatePath(path, initialPolicies === undefined ? {} : { initialPolicies }, budget);
  const last = path.certificates.length - 1;
  for (const [index, certificate] of path.certificates.entries()) {
    const exemption = exemptionOf(certificate, index, path, context);
    const issuer = issuerAt(path, index);
    yield {
      ...context,
      role: index === 0 ? 'signer' : 'ca',
      usedAt: usedAt(path, index, parameters, context.now),
      certificate,
      issuer,
      path,
      failures: result.failures.filter((failure) => Math.min(failure.index, last) === index),
      exemption,
      revocation: exemption === 'trust-anchor' ? NOTHING_KNOWN : exempted(reader.statusOf(certificate, issuer, path), exemption),
    };
  }
}

const NOTHING_KNOWN: RevocationKnowledge = { candidates: [], status: undefined };

/** An exemption says that nothing has to be known of the status, not that a revocation that is known counts for nothing. */
function exempted(knowledge: RevocationKnowledge, exemption: RevocationExemption | undefined): RevocationKnowledge {
  return exemption === undefined || knowledge.status?.verdict.status === 'revoked' ? knowledge : NOTHING_KNOWN;
}

function exemptionOf(
  certificate: Certificate,
  index: number,
  path: CertificationPath,
  { parameters }: CertificateContext,
): RevocationExemption | undefined {
  if (index > 0) return undefined;
  const isAnchorItself = path.certificates.length === 1 && path.anchor.subject.key === certificate.subject.key;
  if (isAnchorItself && Buffer.from(path.anchor.publicKeyInfo).equals(certificate.publicKeyInfo)) return 'trust-anchor';
  const { revocationExemptions } = parameters;
  if (certificate.validityAssuredShortTerm && revocationExemptions.includes('validity-assured-short-term')) {
    return 'validity-assured-short-term';
  }
  if (certificate.noRevocationAvailable && revocationExemptions.includes('no-revocation-available')) return 'no-revocation-available';
  return undefined;
}
