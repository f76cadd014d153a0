import type { EvidenceOrigin, Signature, SignedDocument } from '@sigillum/ades';
import { digest } from '@sigillum/crypto';
import { Budget, LimitError } from '@sigillum/encoding';
import {
  createAuthority,
  createBasicOcspResponse,
  createCrl,
  createOcspResponse,
  createTimestampToken,
  issueOcspResponder,
  issueSigner,
  issueTimestampAuthority,
} from '@sigillum/testkit';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { collectEvidence } from './collect.js';
import { evidenceOf } from './evidence-of.js';
import type { SuppliedEvidence } from './types.js';

const NOW = Date.UTC(2026, 6, 1);
const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const signer = issueSigner(root, {
  name: 'Signer',
  algorithm: 'P-256',
  profile: { ocspUrls: ['http://ocsp.test/'], crlUrls: ['http://crl.test/'], caIssuersUrls: ['http://ca.test/'] },
});
const responder = issueOcspResponder(root, { name: 'Responder', algorithm: 'P-256' });
const crl = createCrl({ issuer: root, thisUpdate: NOW });
const answer = {
  responder,
  producedAt: NOW,
  responses: [{ serialNumber: signer.serialNumber, issuer: root, thisUpdate: NOW }],
};
const basic = createBasicOcspResponse(answer);
const NONE: SuppliedEvidence = { certificates: [], crls: [], ocsps: [] };
const JUNK = new Uint8Array([0x30, 1]);

function signatureWith(
  material: { certificates?: Uint8Array[]; crls?: Uint8Array[]; ocsps?: Uint8Array[] },
  origin: EvidenceOrigin,
): Signature {
  const objects = (all: Uint8Array[] = []) => all.map((bytes) => ({ bytes, origin }));
  return {
    id: 'S-TEST',
    form: 'PAdES',
    level: 'PAdES-BASELINE-B',
    label: 'Signature1',
    format: [],
    references: [],
    signedBytes: undefined,
    signatureValue: undefined,
    algorithm: undefined,
    algorithmIdentifier: '',
    certificateReferences: [],
    attributes: { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] },
    embedded: { certificates: objects(material.certificates), crls: objects(material.crls), ocsps: objects(material.ocsps) },
    timestamps: [],
    counterSignatures: [],
    coverage: { wholeDocument: true, text: '' },
    changesAfter: [],
  };
}

function documentOf(...signatures: Signature[]): SignedDocument {
  return { format: 'PDF', size: 0, signatures, timestamps: [], notes: [] };
}

describe('evidenceOf', () => {
  it('reads each object once and remembers every place it came from', () => {
    const document = documentOf(
      signatureWith({ certificates: [signer.certificate, root.certificate], crls: [crl] }, 'signature'),
      signatureWith({ certificates: [signer.certificate], crls: [crl] }, 'dss'),
    );
    const set = evidenceOf(document, { ...NONE, certificates: [signer.certificate] }, [], new Budget());
    const byId = new Map(set.certificates.map((item) => [item.id, item.origins]));
    expect(byId.get(parseCertificate(signer.certificate).id)).toEqual(['dss', 'signature', 'supplied']);
    expect(byId.get(parseCertificate(root.certificate).id)).toEqual(['signature']);
    expect(set.crls.map((item) => item.origins)).toEqual([['dss', 'signature']]);
    expect(set.certificates.map((item) => item.id)).toEqual([...byId.keys()].sort());
  });

  it('takes the material of counter-signatures, of OCSP responses and of anchors', () => {
    const counter = signatureWith({ ocsps: [createOcspResponse(answer)] }, 'unsigned-attribute');
    const parent = { ...signatureWith({ ocsps: [basic] }, 'signature'), counterSignatures: [counter] };
    const anchor = trustAnchorOf(parseCertificate(root.certificate));
    const set = evidenceOf(documentOf(parent), NONE, [anchor], new Budget());
    expect(set.certificates.map((item) => [item.value.subject.text.split(',')[0], item.origins])).toEqual(
      expect.arrayContaining([
        ['CN=Root', ['trust-anchor']],
        ['CN=Responder', ['signature', 'unsigned-attribute']],
      ]),
    );
    expect(set.ocsps.map((item) => item.value.responses.length)).toEqual([1, 1]);
  });

  it('takes what time-stamp tokens bring along, of the signature and of the document', () => {
    const authority = issueTimestampAuthority(root, { name: 'TSA', algorithm: 'P-256' });
    const token = createTimestampToken(new Uint8Array(32), { authority, time: NOW });
    const timestamp = { id: 'T-1', kind: 'signature-timestamp', token, imprints: new Map(), format: [] } as const;
    const stamped = { ...signatureWith({}, 'signature'), timestamps: [timestamp] };
    for (const document of [documentOf(stamped), { ...documentOf(), timestamps: [timestamp] }]) {
      const set = evidenceOf(document, NONE, [], new Budget());
      expect(set.certificates.map((item) => [item.value.subject.text.split(',')[0], item.origins])).toContainEqual([
        'CN=TSA',
        ['timestamp'],
      ]);
    }
    const broken = documentOf({ ...stamped, timestamps: [{ ...timestamp, token: JUNK }] });
    expect(evidenceOf(broken, NONE, [], new Budget()).unreadable).toMatchObject([{ kind: 'time-stamp', code: 'CMS_UNREADABLE' }]);
  });

  it('names what it could not read, with its place', () => {
    const document = documentOf(
      signatureWith({ certificates: [JUNK], crls: [JUNK] }, 'dss'),
      signatureWith({ certificates: [JUNK], ocsps: [JUNK] }, 'vri'),
    );
    const set = evidenceOf(document, NONE, [], new Budget());
    expect(set.unreadable.map(({ kind, origin, code }) => `${kind} ${origin} ${code}`).sort()).toEqual([
      'CRL dss CRL_UNREADABLE',
      'OCSP response vri OCSP_UNREADABLE',
      'certificate dss CERTIFICATE_UNREADABLE',
      'certificate vri CERTIFICATE_UNREADABLE',
    ]);
    expect(set.certificates).toEqual([]);
  });

  it('comes out the same whatever the order', () => {
    const certificates = [signer.certificate, root.certificate, responder.certificate, JUNK];
    const other = createCrl({ issuer: root, thisUpdate: NOW + 1 });
    const ids = (all: Uint8Array[], crls: Uint8Array[]): string =>
      JSON.stringify(
        evidenceOf(documentOf(signatureWith({ certificates: all, crls }, 'dss')), NONE, [], new Budget()),
        (key, value: unknown) => (key === 'value' ? undefined : value),
      );
    expect(ids(certificates.toReversed(), [other, crl])).toBe(ids(certificates, [crl, other]));
  });

  it('finds a signer among the anchors by number or digest, and leaves the other anchors out', () => {
    const others = [issueSigner(root, { name: 'Other', algorithm: 'P-256' }), signer].map((one) =>
      trustAnchorOf(parseCertificate(one.certificate)),
    );
    const certificate = parseCertificate(signer.certificate);
    const named = { kind: 'issuerAndSerial', issuer: certificate.issuer.der, serialNumber: certificate.serialNumber } as const;
    const reference = {
      attribute: 'x5t#S256',
      digestAlgorithm: 'SHA-256',
      digestIdentifier: 'SHA-256',
      digest: digest('SHA-256', signer.certificate),
    } as const;
    for (const changes of [{ signerIdentifier: named }, { certificateReferences: [reference] }]) {
      const set = evidenceOf(documentOf({ ...signatureWith({}, 'signature'), ...changes }), NONE, others, new Budget());
      expect(set.certificates.map((item) => item.id)).toEqual([certificate.id]);
      expect(set.anchors.length).toBe(2);
    }
  });

  it('orders anchors, also those that share name and key', () => {
    const again = createAuthority({ name: root.name, key: root.key });
    const anchors = [root, again].map((one) => trustAnchorOf(parseCertificate(one.certificate)));
    const ids = (given: typeof anchors) => evidenceOf(documentOf(), NONE, given, new Budget()).anchors.map((one) => one.certificate?.id);
    expect(ids(anchors.toReversed())).toEqual(ids(anchors));
  });

  it('C17 stops where there are more certificates than the budget allows', () => {
    const document = documentOf(signatureWith({ certificates: [signer.certificate, root.certificate] }, 'signature'));
    expect(() => evidenceOf(document, NONE, [], new Budget({ certificates: 1 }))).toThrow(LimitError);
    // What is trusted was read before, and is no cost of the document.
    const anchors = [trustAnchorOf(parseCertificate(root.certificate))];
    expect(evidenceOf(document, NONE, anchors, new Budget({ certificates: 1 })).certificates.length).toBe(2);
  });
});

describe('collectEvidence', () => {
  const document = documentOf(signatureWith({ certificates: [signer.certificate] }, 'signature'));
  const id = parseCertificate(signer.certificate).id;

  it.each([
    [true, 'offline'],
    [false, 'no-online-source'],
  ] as const)('says what was not asked and why (offline: %s)', async (offline, why) => {
    const set = await collectEvidence(document, { supplied: NONE, anchors: [], sources: [], offline }, new Budget());
    expect(set.notCollected).toEqual([
      { what: `issuer of ${id}`, why },
      { what: `OCSP response for ${id}`, why },
      { what: `CRL for ${id}`, why },
    ]);
  });
});
