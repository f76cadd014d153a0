import { type Budget, type Instant, LimitError } from '@sigillum/encoding';
import {
  asIssuer,
  buildPaths,
  type Certificate,
  type CertificationPath,
  isAnchor,
  issued,
  issuerAt,
  isSelfIssued,
  type PathSearch,
} from '@sigillum/x509';
import type { EvidenceSet } from '../types.js';
import { placesOf } from './places.js';
import { type ChainLink, type IsAsked, type StatusAtHand, statusAtHand } from './status-needed.js';

/** What the set lacks and the world may have. */
export interface Lacks {
  /** Certificates at which chains break off. */
  readonly issuersOf: readonly Certificate[];
  /** Those nearest to a signer first. */
  readonly statusOf: readonly ChainLink[];
  /** Certificates whose chains or status could not be looked through within the budget. */
  readonly cutOff: readonly Certificate[];
}

/** Chains of one signer that are looked after; validation takes the first that holds, in the same order. */
const PATHS_PER_SIGNER = 4;

/**
 * Looks through the chains of all signers. Issuers are missed only where no chain reaches an anchor; the status is of interest only in chains that do: nobody else
 * gets to choose whom we ask about revocation.
 */
export function survey(
  signers: readonly Certificate[],
  set: EvidenceSet,
  at: Instant | undefined,
  isAsked: IsAsked,
  budget: Budget,
): Lacks {
  const candidates = set.certificates
    .filter(({ origins }) => origins.some((origin) => origin !== 'trust-anchor'))
    .map(({ value }) => value);
  const issuersOf = new Set<Certificate>();
  const cutOff = new Set<Certificate>();
  const links: (ChainLink & { readonly depth: number })[] = [];
  const within = (certificate: Certificate, look: () => void): void => {
    try {
      look();
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      cutOff.add(certificate);
    }
  };
  for (const signer of signers) {
    within(signer, () => {
      const paths = firstPaths(signer, { candidates, anchors: set.anchors, budget });
      if (paths.length === 0) for (const top of topsOf(signer, candidates, budget)) issuersOf.add(top);
      links.push(...paths.flatMap(linksOf));
    });
  }
  links.sort((a, b) => a.depth - b.depth);
  const look = statusReader(set, candidates, at, isAsked, budget);
  const statusOf: ChainLink[] = [];
  // The list grows while it is walked: delegates have a status too, and each is looked at once.
  const queue = new Map<string, ChainLink>(links.map((link) => [keyOf(link), link]));
  for (const link of queue.values()) {
    within(link.certificate, () => {
      const { enough, delegates } = look(link);
      for (const delegate of delegates) if (!queue.has(keyOf(delegate))) queue.set(keyOf(delegate), delegate);
      if (!enough && placesOf(link.certificate).status) statusOf.push(link);
    });
  }
  return { issuersOf: [...issuersOf].filter((one) => placesOf(one).issuers), statusOf, cutOff: [...cutOff] };
}

function firstPaths(signer: Certificate, search: PathSearch): CertificationPath[] {
  const paths: CertificationPath[] = [];
  for (const path of buildPaths(signer, search)) if (paths.push(path) === PATHS_PER_SIGNER) break;
  return paths;
}

function statusReader(set: EvidenceSet, candidates: readonly Certificate[], at: Instant | undefined, isAsked: IsAsked, budget: Budget) {
  const crls = set.crls.map(({ value }) => value);
  const ocsps = set.ocsps.map(({ value }) => value);
  return (link: ChainLink): StatusAtHand => {
    const { noRevocationAvailable, validityAssuredShortTerm } = link.certificate;
    if (noRevocationAvailable || validityAssuredShortTerm) return { enough: true, delegates: [] };
    return statusAtHand({ ...link, candidates, budget }, crls, ocsps, at, isAsked);
  };
}

/** The links of a path below its anchor; a certificate that is the anchor itself needs no status (RFC 5280 6.1). */
function linksOf(path: CertificationPath): (ChainLink & { depth: number })[] {
  const { certificates, anchor } = path;
  const [only] = certificates;
  if (certificates.length === 1 && only !== undefined && isAnchor(only, anchor)) return [];
  return certificates.map((certificate, depth) => ({ certificate, issuer: issuerAt(path, depth), anchor, depth }));
}

/** The certificates at which the chains of a signer break off: whose issuer is not at hand. */
function topsOf(signer: Certificate, candidates: readonly Certificate[], budget: Budget): Certificate[] {
  const seen = new Set([signer]);
  const tops: Certificate[] = [];
  for (const certificate of seen) {
    const issuers = candidates.filter((one) => {
      if (one.subject.key !== certificate.issuer.key) return false;
      budget.spend('pathSteps');
      return issued(asIssuer(one), certificate, budget).ok;
    });
    for (const issuer of issuers) seen.add(issuer);
    if (issuers.length === 0 && !isSelfIssued(certificate)) tops.push(certificate);
  }
  return tops;
}

/** One question about status: the certificate and the key it is asked under. */
export function keyOf({ certificate, issuer }: ChainLink): string {
  return `${certificate.id} ${Buffer.from(issuer.publicKeyInfo).toString('base64')}`;
}
