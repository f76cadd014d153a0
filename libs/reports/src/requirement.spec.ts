import type { SignatureWord } from '@sigillum/qualification';
import { describe, expect, it } from 'vitest';
import { exitStatusOf } from './exit-status.js';
import { requirementResult } from './requirement.js';
import { type Requirement, REQUIREMENTS } from './result.js';

type Judged = Parameters<typeof requirementResult>[0];
type Qualification = NonNullable<Judged['qualification']>;

const USED = { anchors: 0, trustLists: 'used' } as const;
const STALE = [{ territory: 'XA', state: 'stale', codes: [] }] as const;
const UNUSABLE = [{ territory: 'XA', state: 'unusable', codes: [] }] as const;

function genuine(word: SignatureWord, gaps: Qualification['gaps'] = []): Judged {
  return { conclusion: { indication: 'TOTAL-PASSED' }, qualification: { word, gaps, certificate: undefined } };
}

/** Exit status of a PDF with these signatures. */
function statusOf(requirement: Requirement, signatures: readonly Judged[], trust: Parameters<typeof requirementResult>[2] = USED): number {
  const own = signatures.map((one) => ({ signature: {}, ...one }));
  return exitStatusOf({ document: { format: 'PDF' }, signatures: own, timestamps: [], trust, requirement });
}

describe('what a genuine signature has to be', () => {
  it.each<[SignatureWord, qes: number, adesqc: number, ades: number]>([
    ['QESIG', 0, 0, 0],
    ['QESEAL', 0, 0, 0],
    ['ADESIG_QC', 5, 0, 0],
    ['ADESEAL_QC', 5, 0, 0],
    ['UNKNOWN_QC_QSCD', 5, 5, 0],
    ['UNKNOWN_QC', 5, 5, 0],
    ['ADESIG', 5, 5, 0],
    ['ADESEAL', 5, 5, 0],
    ['UNKNOWN', 5, 5, 0],
    ['NA', 5, 5, 0],
    ['NOT_ADES', 5, 5, 5],
  ])('%s: qes %i, adesqc %i, ades %i', (word, ...statuses) => {
    expect(REQUIREMENTS.map((requirement) => statusOf(requirement, [genuine(word)]))).toEqual(statuses);
  });

  it.each<[Requirement, number]>([
    ['qes', 6],
    ['adesqc', 6],
    ['ades', 0],
  ])('%s without lists, or with a stale or unusable one: %i', (requirement, status) => {
    const bare: Judged = { conclusion: { indication: 'TOTAL-PASSED' } };
    expect(statusOf(requirement, [bare], { anchors: 1, trustLists: 'missing' })).toBe(status);
    expect(statusOf(requirement, [genuine('QESIG')], { anchors: 1, trustLists: 'missing' })).toBe(status);
    expect(statusOf(requirement, [genuine('QESIG', STALE)])).toBe(status);
    expect(statusOf(requirement, [genuine('NA', UNUSABLE)])).toBe(status);
    expect(requirementResult(genuine('QESIG', STALE), requirement, USED)?.outcome).toBe(status === 6 ? 'trust-data-missing' : 'met');
  });

  it('is undecided where list entries contradict one another', () => {
    const certificate = { word: 'NA' } as NonNullable<Qualification['certificate']>;
    const open: Judged = { conclusion: { indication: 'TOTAL-PASSED' }, qualification: { word: 'NA', gaps: [], certificate } };
    expect(REQUIREMENTS.map((requirement) => statusOf(requirement, [open]))).toEqual([3, 3, 0]);
    expect(requirementResult(open, 'qes', USED)?.outcome).toBe('undecided');
  });

  it('is asked of genuine ones only; the worst of all counts', () => {
    const failed: Judged = {
      conclusion: { indication: 'TOTAL-FAILED' },
      qualification: { word: 'NOT_ADES_QC', gaps: [], certificate: undefined },
    };
    const open: Judged = { ...failed, conclusion: { indication: 'INDETERMINATE' } };
    expect(requirementResult(failed, 'qes', USED)).toBeUndefined();
    expect(statusOf('qes', [genuine('ADESIG_QC'), genuine('NA', UNUSABLE), open, failed])).toBe(1);
    expect(statusOf('qes', [genuine('ADESIG_QC'), genuine('NA', UNUSABLE), open])).toBe(6);
    expect(statusOf('qes', [genuine('ADESIG_QC'), open])).toBe(3);
    expect(statusOf('qes', [genuine('QESIG'), genuine('ADESIG_QC')])).toBe(5);
    expect(statusOf('qes', [])).toBe(4);
  });

  it('says what was required and what was found', () => {
    expect(requirementResult(genuine('ADESEAL_QC'), 'qes', USED)).toEqual({
      required: 'qes',
      outcome: 'below',
      message: 'Required was a qualified signature or seal (qes); found: ADESEAL_QC.',
    });
    expect(requirementResult(genuine('QESIG', STALE), 'qes', USED)?.message).toContain('found: QESIG, but the list of XA is stale');
  });

  it('a bare time-stamp is no signature where one is required', () => {
    const timestamp = { document: { format: 'CMS' as const }, signatures: [], trust: USED };
    expect(exitStatusOf({ ...timestamp, timestamps: [{ indication: 'PASSED' }], requirement: 'ades' })).toBe(4);
    expect(exitStatusOf({ ...timestamp, timestamps: [{ indication: 'FAILED' }], requirement: 'ades' })).toBe(1);
    expect(exitStatusOf({ ...timestamp, timestamps: [{ indication: 'PASSED' }] })).toBe(0);
  });

  it('a signer whose list could not be used is undecided for want of trust data, required or not', () => {
    const open: Judged = {
      conclusion: { indication: 'INDETERMINATE' },
      qualification: { word: 'NA', gaps: UNUSABLE, certificate: undefined },
    };
    expect(exitStatusOf({ document: { format: 'PDF' }, signatures: [{ signature: {}, ...open }], timestamps: [], trust: USED })).toBe(6);
  });
});
