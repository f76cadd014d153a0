import { Budget } from '@sigillum/encoding';
import { evidenceOf, type SuppliedEvidence } from '@sigillum/evidence';
import {
  createAuthority,
  createBasicOcspResponse,
  createCrl,
  createKey,
  issueOcspResponder,
  issueSigner,
  signData,
} from '@sigillum/testkit';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICIES } from '../policy/policies.js';
import { documentOf, makeSignature } from '../spec-support/made-signature.js';
import { validateSignature } from './signature.js';

const NOW = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;

const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const second = createAuthority({ name: 'Second root', algorithm: 'P-256' });
const key = createKey('P-256');
const cas = [createAuthority({ name: 'CA', key, parent: root }), createAuthority({ name: 'CA', key, parent: second })] as const;
const stranger = createAuthority({ name: 'CA', algorithm: 'P-256' });
const signer = issueSigner(cas[0], { name: 'Signer', algorithm: 'P-256' });
const responders = [true, false].map((ocspNoCheck) =>
  issueOcspResponder(cas[0], { name: 'Responder', algorithm: 'P-256', profile: { ocspNoCheck } }),
);
const anchors = [root, second].map((one) => trustAnchorOf(parseCertificate(one.certificate)));

const certificates = [...cas, root, second, stranger, ...responders].map((one) => one.certificate);
const crls = [root, second, ...cas, stranger].flatMap((issuer) =>
  [1, 30].map((hours) => createCrl({ issuer, thisUpdate: NOW - hours * HOUR, nextUpdate: NOW + HOUR })),
);
const ocsps = responders.flatMap((responder) =>
  [2, 40].map((hours) =>
    createBasicOcspResponse({
      responder,
      producedAt: NOW - hours * HOUR,
      responses: [{ serialNumber: signer.serialNumber, issuer: cas[0], thisUpdate: NOW - hours * HOUR }],
    }),
  ),
);

const signature = makeSignature({
  signer: parseCertificate(signer.certificate),
  algorithm: { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' },
  sign: (data) => signData(signer.key, data),
});

/** Everything in a conclusion, bytes and objects by their ids. */
function printed(supplied: SuppliedEvidence, given = anchors): string {
  const evidence = evidenceOf(documentOf(signature), supplied, given, new Budget());
  const verdicts = POLICIES.map((policy) => validateSignature(signature, evidence, policy, { now: NOW }, new Budget()));
  return JSON.stringify(verdicts, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'tbs' in value && 'id' in value ? value.id : value,
  );
}

const some = (all: readonly Uint8Array[]) => fc.shuffledSubarray([...all]);

describe('the same evidence', () => {
  it('gives the same conclusion, whatever its order and however often a piece comes', () => {
    fc.assert(
      fc.property(some(certificates), some(crls), some(ocsps), (someCertificates, someCrls, someOcsps) => {
        const there = { certificates: someCertificates, crls: someCrls, ocsps: someOcsps };
        const back = {
          certificates: [...someCertificates.toReversed(), ...someCertificates],
          crls: [...someCrls.toReversed(), ...someCrls],
          ocsps: someOcsps.toReversed(),
        };
        expect(printed(back, anchors.toReversed())).toBe(printed(there));
      }),
      { numRuns: 40 },
    );
  });
});
