import { Budget, LimitError, fromHex } from '@sigillum/encoding';
import { type Authority, createAuthority, createKey, extension, issue, issueSigner } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../certificate/parse-certificate.js';
import type { Certificate } from '../types.js';
import { buildPaths } from './build.js';
import { validatePath } from './validate.js';

/** A certificate for an authority's name and key by another authority. */
function crossSign(subject: Authority, issuer: Authority): Certificate {
  const profile = { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] as const };
  return parseCertificate(issue(issuer, { name: subject.name, key: subject.key, profile }).certificate);
}

const root = createAuthority({ name: 'Root' });
const anchor = trustAnchorOf(parseCertificate(root.certificate));
const intermediate = createAuthority({ name: 'Intermediate', parent: root });
const leaf = parseCertificate(issueSigner(intermediate, { name: 'Leaf' }).certificate);
const above = parseCertificate(intermediate.certificate);

function namesOf(paths: Iterable<{ readonly certificates: readonly Certificate[] }>): string[][] {
  return [...paths].map(({ certificates }) => certificates.map(({ subject }) => /CN=([^,]*)/.exec(subject.text)?.[1] ?? ''));
}

describe('buildPaths', () => {
  it('finds the path to the anchor, whatever else is there', () => {
    const stranger = parseCertificate(createAuthority({ name: 'Intermediate' }).certificate);
    const candidates = [stranger, anchor.certificate ?? above, leaf, above, above];
    expect(namesOf(buildPaths(leaf, { candidates, anchors: [anchor], budget: new Budget() }))).toEqual([['Leaf', 'Intermediate']]);
  });

  it('takes a leaf with name and key of an anchor as its own path', () => {
    const own = trustAnchorOf(leaf);
    const [first, second] = [...buildPaths(leaf, { candidates: [above], anchors: [anchor, own], budget: new Budget() })];
    expect(first).toEqual({ certificates: [leaf], anchor: own });
    expect(second?.certificates).toEqual([leaf, above]);
    expect(validatePath({ certificates: [leaf], anchor: own }, {}, new Budget())).toEqual({
      valid: true,
      failures: [],
      policies: undefined,
    });
  });

  it('does not end at an anchor of the same name with another key', () => {
    const other = trustAnchorOf(parseCertificate(createAuthority({ name: 'Root' }).certificate));
    expect([...buildPaths(leaf, { candidates: [above], anchors: [other], budget: new Budget() })]).toEqual([]);
  });

  it('looks for a further path only when it is asked for', () => {
    const second = createAuthority({ name: 'Second root' });
    const candidates = [above, crossSign(intermediate, second)];
    const budget = new Budget();
    const paths = buildPaths(leaf, { candidates, anchors: [anchor, trustAnchorOf(parseCertificate(second.certificate))], budget });
    expect(paths.next().done).toBe(false);
    expect(budget.spent('signatureChecks')).toBe(2);
    expect(paths.next().done).toBe(false);
    // The leaf's signature by that key is known already.
    expect(budget.spent('signatureChecks')).toBe(3);
    expect(paths.next().done).toBe(true);
  });

  it('prefers the issuer whose key identifier fits, and excludes no other', () => {
    const raw = [extension('2.5.29.14', false, fromHex('04020102'))];
    const renewed = createAuthority({ name: 'Intermediate', parent: root, key: intermediate.key, keyIdentifiers: false, profile: { raw } });
    const wrong = createAuthority({ name: 'Intermediate', parent: root });
    const candidates = [wrong, renewed, intermediate].map(({ certificate }) => parseCertificate(certificate));
    const paths = [...buildPaths(leaf, { candidates, anchors: [anchor], budget: new Budget() })];
    expect(paths.map(({ certificates }) => certificates[1]?.subjectKeyIdentifier?.length)).toEqual([20, 2]);
  });

  it('gives the paths that it can first, then says that a longer one was cut off', () => {
    const bridge = createAuthority({ name: 'Bridge', parent: root });
    const candidates = [above, crossSign(intermediate, bridge), parseCertificate(bridge.certificate)];
    const paths = buildPaths(leaf, { candidates, anchors: [anchor], budget: new Budget({ pathLength: 2 }) });
    expect(namesOf([paths.next().value ?? { certificates: [] }])).toEqual([['Leaf', 'Intermediate']]);
    expect(() => paths.next()).toThrow(LimitError);
  });

  it('leads over a key that cannot be checked last, so that validation can say why', () => {
    const explicitCurve = createAuthority({ name: 'Intermediate', parent: root, keyIdentifiers: false, spki: unsupportedKey() });
    const candidates = [parseCertificate(explicitCurve.certificate), above];
    const paths = [...buildPaths(leaf, { candidates, anchors: [anchor], budget: new Budget() })];
    const results = paths.map((path) => validatePath(path, {}, new Budget()).failures.map(({ code }) => code));
    expect(results).toEqual([[], ['PATH_SIGNATURE_UNCHECKED']]);
  });
});

/** SubjectPublicKeyInfo of an algorithm that nobody knows. */
function unsupportedKey(): Uint8Array {
  const spki = Uint8Array.from(createKey('P-256').spki);
  // id-ecPublicKey is 1.2.840.10045.2.1; its last arc becomes 2.
  const at = Buffer.from(spki).indexOf(Buffer.from('2a8648ce3d0201', 'hex'));
  spki[at + 6] = 2;
  return spki;
}

describe('K02 path building under attack', () => {
  it('ends on CAs that sign each other, without a root', () => {
    const [one, two] = [createAuthority({ name: 'One' }), createAuthority({ name: 'Two' })];
    const signer = parseCertificate(issueSigner(one, { name: 'Leaf' }).certificate);
    const budget = new Budget();
    const candidates = [crossSign(one, two), crossSign(two, one)];
    expect([...buildPaths(signer, { candidates, anchors: [anchor], budget })]).toEqual([]);
    expect(budget.spent('signatureChecks')).toBe(0);
  });

  it('finds the one way out of a cycle', () => {
    const [one, two] = [createAuthority({ name: 'One', parent: root }), createAuthority({ name: 'Two' })];
    const signer = parseCertificate(issueSigner(two, { name: 'Leaf' }).certificate);
    const candidates = [crossSign(one, two), crossSign(two, one), parseCertificate(one.certificate)];
    expect(namesOf(buildPaths(signer, { candidates, anchors: [anchor], budget: new Budget() }))).toEqual([['Leaf', 'Two', 'One']]);
  });

  it('finds the right one of 200 CAs with the same name', () => {
    const crowd = Array.from({ length: 200 }, () => createAuthority({ name: 'Intermediate', parent: root, keyIdentifiers: false }));
    const candidates = [...crowd, intermediate].map(({ certificate }) => parseCertificate(certificate));
    const budget = new Budget();
    expect(namesOf(buildPaths(leaf, { candidates, anchors: [anchor], budget }))).toEqual([['Leaf', 'Intermediate']]);
    expect(budget.spent('signatureChecks')).toBe(202);
  });

  it('does not climb a fan-out that reaches no anchor', () => {
    const layers = Array.from({ length: 5 }, (_, layer) => [0, 1, 2].map((i) => createAuthority({ name: `Layer ${layer} ${i}` })));
    const candidates = layers.flatMap((layer, depth) =>
      (layers[depth + 1] ?? []).flatMap((issuer) => layer.map((subject) => crossSign(subject, issuer))),
    );
    const [first] = layers[0] ?? [];
    const signer = parseCertificate(issueSigner(first ?? root, { name: 'Leaf' }).certificate);
    const budget = new Budget();
    expect([...buildPaths(signer, { candidates, anchors: [anchor], budget })]).toEqual([]);
    expect(budget.spent('pathSteps')).toBe(0);
  });

  it('stops at the budget where every CA signs every other and only the name leads to the anchor', () => {
    const crowd = Array.from({ length: 9 }, (_, i) => createAuthority({ name: `CA ${i}` }));
    const impostor = createAuthority({ name: 'Root' });
    const candidates = crowd.flatMap((issuer) =>
      crowd.filter((subject) => subject !== issuer).map((subject) => crossSign(subject, issuer)),
    );
    candidates.push(...crowd.map((subject) => crossSign(subject, impostor)));
    const [first = root] = crowd;
    const signer = parseCertificate(issueSigner(first, { name: 'Leaf' }).certificate);
    const budget = new Budget({ pathSteps: 5_000 });
    expect(() => [...buildPaths(signer, { candidates, anchors: [anchor], budget })]).toThrow(LimitError);
    expect(budget.spent('pathSteps')).toBe(5_001);
    expect(budget.spent('signatureChecks')).toBeLessThan(200);
  });
});
