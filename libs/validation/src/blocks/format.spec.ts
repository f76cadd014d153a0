import type { FormatFinding } from '@sigillum/ades';
import { Budget } from '@sigillum/encoding';
import { createAuthority, signData } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { runBlock } from '../checks/row.js';
import type { Conclusion } from '../conclusion.js';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import type { ValidationPolicy } from '../policy/policy.js';
import { TS_119_172_4 } from '../policy/ts-119-172-4.js';
import { makeSignature } from '../spec-support/made-signature.js';
import { VALIDATION_CONTEXT_CHECKS } from './validation-context.js';
import { FORMAT_CHECKS } from './format.js';
import type { SignatureContext } from './context.js';

const identity = createAuthority({ name: 'Signer', algorithm: 'P-256' });

function contextOf(changes: Parameters<typeof makeSignature>[0]['changes'], policy: ValidationPolicy): SignatureContext {
  const signature = makeSignature({
    signer: parseCertificate(identity.certificate),
    algorithm: { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' },
    sign: (data) => signData(identity.key, data),
    ...(changes === undefined ? {} : { changes }),
  });
  const evidence = { certificates: [], crls: [], ocsps: [], anchors: [], unreadable: [], notCollected: [] };
  return { signature, evidence, parameters: policy.parameters, now: 0, budget: new Budget() };
}

function format(findings: readonly FormatFinding[], policy: ValidationPolicy = TS_119_172_4): Conclusion {
  return runBlock('FC', FORMAT_CHECKS, contextOf({ format: findings }, policy), (id) => policy.severities[id]).conclusion;
}

describe('FC', () => {
  it('passes where every rule that was looked at holds; the others stand as not run', () => {
    const conclusion = format([{ rule: 'byte-range', holds: true }]);
    expect(conclusion.indication).toBe('PASSED');
    const outcomes = new Map(conclusion.checks.map((check) => [check.id, check.outcome]));
    expect([outcomes.get('FC.byte-range'), outcomes.get('FC.doc-mdp')]).toEqual(['passed', 'not-run']);
  });

  it('fails with the code of the finding', () => {
    const conclusion = format([
      { rule: 'undefined-changes', holds: true },
      { rule: 'undefined-changes', holds: false, code: 'PDF_OBJECT_OVERWRITTEN', message: 'Object 7 was overwritten.' },
    ]);
    expect(conclusion).toMatchObject({ indication: 'FAILED', subIndication: 'FORMAT_FAILURE' });
    expect(conclusion.checks.find((check) => check.outcome === 'failed')).toMatchObject({
      id: 'FC.undefined-changes',
      code: 'PDF_OBJECT_OVERWRITTEN',
      message: 'Object 7 was overwritten.',
      severity: 'fail',
    });
  });

  it('says every way in which a rule is broken', () => {
    const conclusion = format([
      { rule: 'form-changes', holds: false, code: 'ONE' },
      { rule: 'form-changes', holds: false, code: 'TWO' },
    ]);
    expect(conclusion.checks.filter((check) => check.outcome === 'failed').map((check) => check.code)).toEqual(['ONE', 'TWO']);
  });

  it('P23 a format that is not accepted is a constraint not met, whatever else is wrong in it', () => {
    const conclusion = format([
      { rule: 'cms-readable', holds: false, code: 'CMS_UNREADABLE' },
      { rule: 'format-accepted', holds: false, code: 'PDF_FORMAT_SHA_1' },
    ]);
    expect(conclusion).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' });
  });

  it.each([
    ['single-signer-info', 'FAILED', 'FAILED'],
    ['byte-range', 'FAILED', 'FAILED'],
    ['undefined-changes', 'FAILED', 'PASSED'],
    ['doc-mdp', 'FAILED', 'PASSED'],
    ['form-changes', 'FAILED', 'PASSED'],
    ['format-accepted', 'INDETERMINATE', 'PASSED'],
    ['baseline-profile', 'PASSED', 'PASSED'],
  ] as const)('weighs %s as the policy says', (rule, strict, compatible) => {
    const broken = [{ rule, holds: false, code: 'BROKEN' }];
    expect([format(broken).indication, format(broken, DSS_COMPATIBLE).indication]).toEqual([strict, compatible]);
  });
});

describe('VCI', () => {
  it('accepts signature policies as the policy says, and tells that their documents were not read', () => {
    const explicit = { kind: 'explicit', oid: '1.2.3' } as const;
    const parameters = { ...TS_119_172_4.parameters, signaturePolicies: { none: false, implied: false, explicit: ['1.2.4'] } };
    for (const signaturePolicy of [undefined, { kind: 'implied' } as const, explicit]) {
      const attributes = {
        commitmentTypes: [],
        claimedRoles: [],
        signed: [],
        unsigned: [],
        ...(signaturePolicy ? { signaturePolicy } : {}),
      };
      const open = contextOf({ attributes }, TS_119_172_4);
      const accepted = runBlock('VCI', VALIDATION_CONTEXT_CHECKS, open, (id) => TS_119_172_4.severities[id]).conclusion;
      expect(accepted.indication).toBe('PASSED');
      expect(accepted.checks.some((check) => check.code === 'SIGNATURE_POLICY_DOCUMENT_ABSENT')).toBe(signaturePolicy === explicit);
      const strict = runBlock('VCI', VALIDATION_CONTEXT_CHECKS, { ...open, parameters }, (id) => TS_119_172_4.severities[id]).conclusion;
      expect(strict).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'POLICY_PROCESSING_ERROR' });
    }
  });
});
