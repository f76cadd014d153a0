import type { Signature, SignedDocument } from '@sigillum/ades';
import { Budget } from '@sigillum/encoding';
import {
  type Authority,
  createAuthority,
  createCrl,
  createOcspResponse,
  createTimestampToken,
  issueOcspResponder,
  issueSigner,
  issueTimestampAuthority,
  type TestIdentity,
} from '@sigillum/testkit';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectEvidence, FETCH_LIMITS } from '../collect.js';
import type { EvidenceSource, Fetched, FetchLimits, SourceAnswer } from '../sources.js';
import type { EvidenceSet } from '../types.js';

const NOW = Date.UTC(2026, 6, 1);
const profile = { ocspUrls: ['http://ocsp.test/'], crlUrls: ['http://crl.test/'], caIssuersUrls: ['http://ca.test/'] };
const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const authority = createAuthority({ name: 'Issuing', algorithm: 'P-256', parent: root, profile });
const signer = issueSigner(authority, { name: 'Signer', algorithm: 'P-256', profile });
const delegate = issueOcspResponder(authority, { name: 'Delegate', algorithm: 'P-256', profile: { ...profile, ocspNoCheck: false } });
const anchors = [trustAnchorOf(parseCertificate(root.certificate))];
const id = (one: TestIdentity) => parseCertificate(one.certificate).id;
const NOTHING: SourceAnswer = { found: [], missed: [] };
const got = (bytes: Uint8Array, url = 'http://a.test/'): SourceAnswer => ({ found: [{ bytes, url, at: NOW }], missed: [] });

function documentOf(certificates: readonly Uint8Array[], of: TestIdentity = signer): SignedDocument {
  const { issuer, serialNumber } = parseCertificate(of.certificate);
  const signature: Signature = {
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
    signerIdentifier: { kind: 'issuerAndSerial', issuer: issuer.der, serialNumber },
    attributes: { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] },
    embedded: { certificates: certificates.map((bytes) => ({ bytes, origin: 'signature' })), crls: [], ocsps: [] },
    timestamps: [],
    counterSignatures: [],
    coverage: { wholeDocument: true, text: '' },
    changesAfter: [],
  };
  return { format: 'PDF', size: 0, signatures: [signature], timestamps: [], notes: [] };
}

type Answers = Partial<Record<'issuers' | 'crl' | 'ocsp', (subject: string) => SourceAnswer | Promise<SourceAnswer>>>;

/** A source that answers as told, and remembers what it was asked. */
function sourceOf(answers: Answers) {
  const asked: string[] = [];
  const sessions: { limits: FetchLimits; closed: boolean }[] = [];
  const ask = async (kind: keyof Answers, text: string): Promise<SourceAnswer> => {
    const [subject = ''] = text.split(',');
    asked.push(`${kind} ${subject}`);
    return (await answers[kind]?.(subject)) ?? NOTHING;
  };
  const source: EvidenceSource = {
    name: 'fake',
    open(limits) {
      const session = { limits, closed: false };
      sessions.push(session);
      return {
        fetchIssuers: ({ subject }) => ask('issuers', subject.text),
        fetchCrl: ({ subject }) => ask('crl', subject.text),
        fetchOcsp: ({ subject }) => ask('ocsp', subject.text),
        close: () => void (session.closed = true),
      };
    },
  };
  return { source, asked, sessions };
}

function collect(
  document: SignedDocument,
  sources: readonly EvidenceSource[],
  more: { at?: number; budget?: Budget } = {},
): Promise<EvidenceSet> {
  const supplied = { certificates: [], crls: [], ocsps: [] };
  return collectEvidence(document, { supplied, anchors, sources, offline: false, at: more.at ?? NOW }, more.budget ?? new Budget());
}

const crlOf = (issuer: Authority) => createCrl({ issuer, thisUpdate: NOW - 1_000 });
const ocspOf = (responder: TestIdentity, of: TestIdentity, issuer: Authority) =>
  createOcspResponse({ responder, responses: [{ serialNumber: of.serialNumber, issuer, thisUpdate: NOW - 1_000 }] });
const whole = documentOf([signer.certificate, authority.certificate]);

describe('collectOnline', () => {
  it('asks OCSP first and a CRL only where that gives no usable answer', async () => {
    const { source, asked, sessions } = sourceOf({
      ocsp: (subject) => (subject === 'CN=Signer' ? got(ocspOf(authority, signer, authority)) : NOTHING),
      crl: () => got(crlOf(root)),
    });
    const set = await collect(whole, [source]);
    expect([...asked].sort()).toEqual(['crl CN=Issuing', 'ocsp CN=Issuing', 'ocsp CN=Signer']);
    expect([set.ocsps.length, set.crls.length, set.notCollected]).toEqual([1, 1, []]);
    expect(sessions).toEqual([{ limits: FETCH_LIMITS, closed: true }]);
  });

  it('asks for the signers of time-stamps too', async () => {
    const stamper = issueTimestampAuthority(authority, { name: 'TSA', algorithm: 'P-256', profile });
    const token = createTimestampToken(new Uint8Array(32), { authority: stamper, time: NOW });
    const timestamp = { id: 'T-1', kind: 'document-timestamp', token, imprints: new Map(), format: [] } as const;
    const { source, asked } = sourceOf({});
    await collect({ ...documentOf([]), timestamps: [timestamp], signatures: [] }, [source]);
    expect(asked).toContain('ocsp CN=TSA');
  });

  it('climbs by issuers until a chain reaches an anchor', async () => {
    const { source, asked } = sourceOf({ issuers: () => got(authority.certificate) });
    const set = await collect(documentOf([signer.certificate]), [source]);
    expect(asked[0]).toBe('issuers CN=Signer');
    expect(set.certificates.find((one) => one.id === id(authority))).toMatchObject({
      origins: ['online'],
      fetchedFrom: [{ url: 'http://a.test/', at: NOW }],
    });
    expect(asked).toContain('ocsp CN=Issuing');
  });

  it('asks the next source where one has nothing, and says what each missed', async () => {
    const missing: SourceAnswer = { found: [], missed: [{ url: 'http://x.test/', why: 'timed-out' }] };
    const first = sourceOf({ ocsp: () => missing, crl: () => missing });
    const second = sourceOf({ crl: (subject) => got(crlOf(subject === 'CN=Signer' ? authority : root)) });
    const set = await collect(whole, [first.source, second.source]);
    expect(set.crls.length).toBe(2);
    expect(set.notCollected).toEqual(
      ['CRL for', 'OCSP response for'].flatMap((what) =>
        [id(authority), id(signer)].sort().map((one) => ({ what: `${what} ${one}`, why: 'timed-out', url: 'http://x.test/' })),
      ),
    );
  });

  it('asks nothing twice, whatever the answers', async () => {
    const stranger = createAuthority({ name: 'Stranger', algorithm: 'P-256' });
    const { source, asked } = sourceOf({
      issuers: () => got(stranger.certificate),
      crl: () => got(crlOf(stranger)),
      ocsp: () => got(ocspOf(stranger, signer, stranger)),
    });
    await collect(whole, [source]);
    await collect(documentOf([signer.certificate]), [source]);
    expect(asked.length).toBe(5);
  });

  it('asks for the status of a responder, which may not vouch for itself', async () => {
    const responder = issueOcspResponder(authority, { name: 'Responder', algorithm: 'P-256', profile: { ...profile, ocspNoCheck: false } });
    const { source, asked } = sourceOf({
      ocsp: (subject) =>
        subject === 'CN=Issuing' ? NOTHING : got(ocspOf(responder, subject === 'CN=Signer' ? signer : responder, authority)),
    });
    const set = await collect(whole, [source]);
    expect(asked.filter((one) => one.includes('Responder'))).toEqual(['ocsp CN=Responder', 'crl CN=Responder']);
    expect(set.ocsps.length).toBe(2);
  });

  const revokedSince = (revocationTime: number) => ({ revocationTime });

  it.each([
    ['is revoked', revokedSince(NOW - 2_000), ['crl CN=Signer']],
    ['is not', undefined, []],
  ])('K08 a responder with a status of its own: the CRL is asked for where it %s', async (_, status, lists) => {
    const responses = [{ serialNumber: delegate.serialNumber, issuer: authority, thisUpdate: NOW - 1_000, ...(status && { status }) }];
    const { source, asked } = sourceOf({
      ocsp: (subject) =>
        subject === 'CN=Signer'
          ? got(ocspOf(delegate, signer, authority))
          : subject === 'CN=Delegate'
            ? got(createOcspResponse({ responder: authority, responses }))
            : NOTHING,
    });
    await collect(whole, [source]);
    expect(asked.filter((one) => /Signer|Delegate/.test(one))).toEqual(['ocsp CN=Signer', 'ocsp CN=Delegate', ...lists]);
  });

  it('K08 a responder whose status nobody tells: the CRL is asked for', async () => {
    const { source, asked } = sourceOf({
      ocsp: (subject) => (subject === 'CN=Signer' ? got(ocspOf(delegate, signer, authority)) : NOTHING),
    });
    await collect(whole, [source]);
    expect(asked.filter((one) => /Signer|Delegate/.test(one))).toEqual([
      'ocsp CN=Signer',
      'ocsp CN=Delegate',
      'crl CN=Delegate',
      'crl CN=Signer',
    ]);
  });

  it('K08 a list that was signed below another CA: the status of that one is asked for too', async () => {
    const other = createAuthority({ name: 'Other', algorithm: 'P-256', parent: root, profile });
    const namesake = createAuthority({ name: 'Issuing', algorithm: 'P-256', parent: other, profile });
    const list = createCrl({ issuer: namesake, thisUpdate: NOW - 1_000, nextUpdate: NOW + 1_000 });
    const { source, asked } = sourceOf({ crl: (subject) => (subject === 'CN=Signer' ? got(list) : NOTHING) });
    const document = documentOf([signer, authority, other, namesake].map((one) => one.certificate));
    await collect(document, [source]);
    expect(asked).toContain('ocsp CN=Other');
    expect(asked).toContain('crl CN=Other');
  });

  it('asks nothing about an expired certificate whose status was kept while it was valid', async () => {
    const at = Date.UTC(2047, 0, 1);
    const { source, asked } = sourceOf({});
    const embedded = { crls: [crlOf(authority), crlOf(root)].map((bytes) => ({ bytes, origin: 'dss' as const })) };
    const [signature] = whole.signatures;
    if (!signature) throw new Error('no signature');
    const kept = { ...whole, signatures: [{ ...signature, embedded: { ...signature.embedded, ...embedded } }] };
    await collect(kept, [source], { at });
    expect(asked).toEqual([]);
    await collect(kept, [source], { at: Date.UTC(2027, 0, 1) });
    expect([...asked].sort()).toEqual(['crl CN=Issuing', 'crl CN=Signer', 'ocsp CN=Issuing', 'ocsp CN=Signer']);
  });

  it('leaves the budget of the document to the document', async () => {
    const many = createCrl({ issuer: authority, thisUpdate: NOW - 1_000, entries: 2_000 });
    const { source } = sourceOf({ crl: () => got(many) });
    const spent = async (sources: readonly EvidenceSource[]) => {
      const budget = new Budget();
      await collect(whole, sources, { budget });
      return (['derNodes', 'certificates', 'signatureChecks', 'pathSteps'] as const).map((limit) => budget.spent(limit));
    };
    expect(await spent([source])).toEqual(await spent([]));
  });

  it('what the limits cut off is said, not thrown', async () => {
    const { source, asked } = sourceOf({});
    const set = await collect(whole, [source], { budget: new Budget({ signatureChecks: 0 }) });
    expect([set.notCollected, asked]).toEqual([[{ what: `issuer of ${id(signer)}`, why: 'limit' }], []]);
  });

  it('closes its sessions though a source breaks', async () => {
    const { source, sessions } = sourceOf({ ocsp: () => Promise.reject(new Error('broken')) });
    await expect(collect(whole, [source])).rejects.toThrow('broken');
    expect(sessions.map(({ closed }) => closed)).toEqual([true]);
  });

  it('gives the same set in whatever order answers and addresses come', async () => {
    const pieces: Fetched[] = [
      crlOf(authority),
      createCrl({ issuer: authority, thisUpdate: NOW - 2_000 }),
      createCrl({ issuer: root, thisUpdate: NOW - 3_000 }),
    ].map((bytes, index) => ({ bytes, url: `http://${index}.test/`, at: NOW }));
    const shapeOf = (set: EvidenceSet) =>
      JSON.stringify([set.crls, set.ocsps, set.certificates].map((all) => all.map((one) => [one.id, one.origins, one.fetchedFrom])));
    const reference = shapeOf(await collect(whole, [sourceOf({ crl: () => ({ found: pieces, missed: [] }) }).source]));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(pieces, { minLength: 3 }), fc.scheduler(), async (found, scheduler) => {
        const later = (answer: SourceAnswer) => scheduler.schedule(Promise.resolve(answer));
        const { source } = sourceOf({ crl: () => later({ found, missed: [] }), ocsp: () => later(NOTHING) });
        const collecting = collect(whole, [source]);
        await scheduler.waitFor(collecting);
        expect(shapeOf(await collecting)).toBe(reference);
      }),
      { numRuns: 50 },
    );
  });
});
