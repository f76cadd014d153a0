import type { SignatureCheck } from '@sigillum/crypto';
import { type Budget, LimitError } from '@sigillum/encoding';
import type { Certificate, CertificationPath, TrustAnchor } from '../types.js';
import { isAnchor, isSelfIssued } from './anchor.js';
import { isBroken, issued } from './issued.js';
import { type KeyIdMatch, matchKeyIdentifiers } from './key-identifier.js';

/** What a path may be built from. */
export interface PathSearch {
  /** Certificates in any order; may hold the leaf, anchors and strangers. */
  readonly candidates: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  readonly budget: Budget;
}

interface Walk {
  readonly anchors: ReadonlyMap<string, readonly TrustAnchor[]>;
  readonly issuers: ReadonlyMap<string, readonly Certificate[]>;
  readonly budget: Budget;
  /** Some path was given up for its length. */
  cut: boolean;
}

/** A next step upwards: to an anchor, which ends the path, or to a certificate. */
type Step = { readonly anchor: TrustAnchor; readonly certificate?: undefined } | { readonly certificate: Certificate };

/**
 * Every path from the leaf to an anchor, depth first, the likelier ones first, each found only when it is asked for. A step
 * needs equal names and a signature that holds; steps whose signature cannot be checked (unsupported algorithm, refused key, inherited
 * parameters) come last, so that `validatePath` can name the cause. Key identifiers only order the steps (RFC 4158 3.5.12). Within a path no
 * subject comes twice with the same key. Throws `LimitError` when `pathSteps` or `signatureChecks` are spent, and after the last
 * path when a longer one than `pathLength` was cut off: "no path" would not be known to be true.
 */
export function* buildPaths(leaf: Certificate, search: PathSearch): Generator<CertificationPath> {
  const anchors = anchorsByName(search.anchors);
  const own = anchorOf(leaf, anchors);
  if (own) yield { certificates: [leaf], anchor: own };
  const walk: Walk = { anchors, issuers: issuersByName(search.candidates, anchors), budget: search.budget, cut: false };
  yield* climb([leaf], new Set([identity(leaf)]), walk);
  if (walk.cut) throw new LimitError('pathLength', search.budget.limits.pathLength);
}

function* climb(chain: readonly Certificate[], visited: ReadonlySet<string>, walk: Walk): Generator<CertificationPath> {
  for (const step of stepsFrom(chain, visited, walk)) {
    if (!step.certificate) yield { certificates: chain, anchor: step.anchor };
    else if (chain.length >= walk.budget.limits.pathLength) walk.cut = true;
    else yield* climb([...chain, step.certificate], new Set(visited).add(identity(step.certificate)), walk);
  }
}

function* stepsFrom(chain: readonly Certificate[], visited: ReadonlySet<string>, walk: Walk): Generator<Step> {
  const top = chain[chain.length - 1];
  if (!top) return;
  const steps: { step: Step; key: Pick<TrustAnchor, 'subject' | 'publicKeyInfo'>; match: KeyIdMatch }[] = [];
  for (const anchor of walk.anchors.get(top.issuer.key) ?? []) {
    // A chain through the anchor's own key has been a shorter path already.
    if (visited.has(identity(anchor))) continue;
    const match = anchor.certificate ? matchKeyIdentifiers(top, anchor.certificate) : 'unknown';
    steps.push({ step: { anchor }, key: anchor, match });
  }
  for (const certificate of walk.issuers.get(top.issuer.key) ?? []) {
    if (!visited.has(identity(certificate)))
      steps.push({ step: { certificate }, key: certificate, match: matchKeyIdentifiers(top, certificate) });
  }
  const order: readonly KeyIdMatch[] = ['same', 'unknown', 'different'];
  const unchecked: Step[] = [];
  for (const wanted of order) {
    for (const { step, key } of steps.filter(({ match }) => match === wanted)) {
      walk.budget.spend('pathSteps');
      const check: SignatureCheck = issued(key, top, walk.budget);
      if (check.ok) yield step;
      else if (!isBroken(check) && wanted !== 'different') unchecked.push(step);
    }
  }
  yield* unchecked;
}

type AnchorsByName = ReadonlyMap<string, readonly TrustAnchor[]>;

/** Trusted lists bring thousands of anchors, which are the same for path after path. */
const anchorIndexes = new WeakMap<readonly TrustAnchor[], AnchorsByName>();

function anchorsByName(anchors: readonly TrustAnchor[]): AnchorsByName {
  const index = anchorIndexes.get(anchors) ?? Map.groupBy(anchors, (anchor) => anchor.subject.key);
  anchorIndexes.set(anchors, index);
  return index;
}

function anchorOf(certificate: Certificate, anchors: AnchorsByName): TrustAnchor | undefined {
  return anchors.get(certificate.subject.key)?.find((anchor) => isAnchor(certificate, anchor));
}

/** The certificates that may stand in a path, by subject, the likelier ones first. */
function issuersByName(candidates: readonly Certificate[], anchors: AnchorsByName): ReadonlyMap<string, readonly Certificate[]> {
  const byIssuer = Map.groupBy(candidates, (certificate) => certificate.issuer.key);
  // Names from which an anchor's name can be reached: everything else would be climbed in vain (unrooted fan-out).
  const rooted = new Set(anchors.keys());
  for (const name of rooted) for (const certificate of byIssuer.get(name) ?? []) rooted.add(certificate.subject.key);
  // An anchor's self-issued certificate adds nothing to the anchor.
  const useful = distinct(candidates).filter(
    (certificate) => rooted.has(certificate.issuer.key) && !(isSelfIssued(certificate) && anchorOf(certificate, anchors)),
  );
  // The youngest first: where a CA was renewed, the newer certificate is the likelier one. The id settles the rest.
  useful.sort((a, b) => b.notBefore - a.notBefore || (a.id < b.id ? -1 : 1));
  return Map.groupBy(useful, (certificate) => certificate.subject.key);
}

function distinct(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.id, certificate])).values()];
}

const identities = new WeakMap<object, string>();

/** Subject and key: what may stand in a path once. */
function identity(holder: Pick<TrustAnchor, 'subject' | 'publicKeyInfo'>): string {
  const known = identities.get(holder);
  if (known !== undefined) return known;
  const text = `${holder.subject.key}|${Buffer.from(holder.publicKeyInfo).toString('latin1')}`;
  identities.set(holder, text);
  return text;
}
