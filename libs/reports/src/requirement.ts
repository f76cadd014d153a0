import type { SignatureWord } from '@sigillum/qualification';
import type { JudgedSignature, Requirement, TrustUsed } from './result.js';

/** Whether a genuine signature is what was required of it. */
export interface RequirementResult {
  readonly required: Requirement;
  /** `trust-data-missing`: lists that the answer needs are missing, unusable or stale; `undecided`: the lists contradict themselves. */
  readonly outcome: 'met' | 'below' | 'trust-data-missing' | 'undecided';
  /** What was required and what was found. */
  readonly message: string;
}

const QUALIFIED: readonly SignatureWord[] = ['QESIG', 'QESEAL'];

/**
 * The words that meet a requirement that lists have to answer. Seals count as signatures do. A certificate whose purpose is not known may be one of a web site, and meets neither.
 */
const MEETS: Readonly<Record<Exclude<Requirement, 'ades'>, readonly SignatureWord[]>> = {
  qes: QUALIFIED,
  adesqc: [...QUALIFIED, 'ADESIG_QC', 'ADESEAL_QC'],
};

const NAMES: Readonly<Record<Requirement, string>> = {
  qes: 'a qualified signature or seal',
  adesqc: 'an advanced signature or seal with a qualified certificate',
  ades: 'an advanced signature or seal',
};

/** What of a signature is asked for. */
type Required = Pick<JudgedSignature, 'qualification'> & { readonly conclusion: Pick<JudgedSignature['conclusion'], 'indication'> };

/** Whether a signature meets the requirement; undefined where it is not genuine, so that there is nothing to require of it. */
export function requirementResult(judged: Required, required: Requirement, trust: TrustUsed): RequirementResult | undefined {
  if (judged.conclusion.indication !== 'TOTAL-PASSED') return undefined;
  const { outcome, found } = compared(judged, required, trust);
  return { required, outcome, message: `Required was ${NAMES[required]} (${required}); found: ${found}.` };
}

type Compared = Pick<RequirementResult, 'outcome'> & { readonly found: string };

/** An advanced signature is what validation itself confirms, with or without lists; unless its certificate is known to be for web sites. */
function compared({ qualification }: Required, required: Requirement, { trustLists }: TrustUsed): Compared {
  const found = qualification?.word ?? 'NA';
  if (required === 'ades') return { outcome: found === 'NOT_ADES' ? 'below' : 'met', found };
  if (qualification === undefined || trustLists !== 'used') {
    return { outcome: 'trust-data-missing', found: 'nothing, since no EU trusted lists were used that could tell' };
  }
  if (qualification.gaps.length > 0) {
    const gaps = qualification.gaps.map(({ territory, state }) => `the list of ${territory} is ${state}`).join(', ');
    return { outcome: 'trust-data-missing', found: `${found}, but ${gaps}` };
  }
  if (MEETS[required].includes(found)) return { outcome: 'met', found };
  const isOpen = found === 'NA' && qualification.certificate !== undefined;
  return isOpen ? { outcome: 'undecided', found: 'list entries from which nothing can be told (NA)' } : { outcome: 'below', found };
}
