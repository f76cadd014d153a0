import { type Budget, CodedError, type Instant, LimitError } from '@sigillum/encoding';
import { type Certificate, parseCertificate, parseOcspResponse } from '@sigillum/x509';
import type { FetchedKind, Gathering } from '../gathering.js';
import type { EvidenceSession, Fetched, SourceAnswer } from '../sources.js';
import type { EvidenceSet, NotCollected } from '../types.js';
import { placesOf } from './places.js';
import { type ChainLink, statusAtHand } from './status-needed.js';
import { keyOf, survey } from './survey.js';

/** One certificate's question, and what the world answered. */
interface Brought {
  readonly found: { readonly kind: FetchedKind; readonly piece: Fetched }[];
  readonly missed: NotCollected[];
}

/**
 * Rounds of questions: each may bring certificates or responders about which there is more to ask. Six certificates above a signer, and a responder's own
 * status, are more than real chains have.
 */
const MAX_ROUNDS = 8;

/**
 * Asks the sessions for what the gathering lacks, round by round, all of one round at once; gives what was not had, in a fixed order. `signersAmong` picks the
 * certificates whose chains are looked after. `budget` is not that of the document: what the world brings may not use up what the document has a right to, and where it is spent, something is not had.
 */
export async function collectOnline(
  signersAmong: (certificates: readonly Certificate[]) => readonly Certificate[],
  gathering: Gathering,
  sessions: readonly EvidenceSession[],
  at: Instant | undefined,
  budget: Budget,
): Promise<NotCollected[]> {
  gathering.payFrom(budget);
  const asked = new Set<string>();
  const missed: NotCollected[] = [];
  const ask = new Asker(sessions, at, asked, budget);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const set = gathering.toSet();
    const signers = signersAmong(set.certificates.map(({ value }) => value));
    const { issuersOf, statusOf, cutOff } = survey(signers, set, at, (link) => asked.has(keyOf(link)), budget);
    const questions = [
      ...issuersOf.map((certificate) => ({ key: certificate.id, put: () => ask.issuersOf(certificate) })),
      ...statusOf.map((link) =>
        // Whoever answered turned out to be nobody who may: the list is left.
        asked.has(keyOf(link))
          ? { key: listKeyOf(link), put: () => ask.listOf(link) }
          : { key: keyOf(link), put: () => ask.statusOf(link, set) },
      ),
    ].filter(({ key }) => !asked.has(key));
    for (const signer of cutOff) if (!asked.has(signer.id)) missed.push({ what: `issuer of ${signer.id}`, why: 'limit' });
    for (const key of [...questions.map((one) => one.key), ...cutOff.map(({ id }) => id)]) asked.add(key);
    if (questions.length === 0) break;
    const brought = await Promise.all(questions.map(({ put }) => put()));
    missed.push(
      ...brought.flatMap((one) => one.missed),
      ...addAll(
        brought.flatMap((one) => one.found),
        gathering,
      ),
    );
  }
  return distinct(missed);
}

/** Adds in an order that does not tell which answer came first. */
function addAll(found: Brought['found'], gathering: Gathering): NotCollected[] {
  const order = ({ kind, piece }: Brought['found'][number]): string => `${kind} ${piece.url}`;
  const refused: NotCollected[] = [];
  for (const { kind, piece } of [...found].sort((a, b) => compare(order(a), order(b)))) {
    try {
      gathering.addFetched(kind, piece);
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      refused.push({ what: kind, why: 'limit', url: piece.url });
    }
  }
  return refused;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function distinct(all: readonly NotCollected[]): NotCollected[] {
  const keyed = new Map(all.map((one) => [`${one.what} ${one.url ?? ''} ${one.why}`, one]));
  return [...keyed].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
}

function listKeyOf(link: ChainLink): string {
  return `CRL ${keyOf(link)}`;
}

/** Puts questions to one session after the other until one has an answer. */
class Asker {
  constructor(
    readonly sessions: readonly EvidenceSession[],
    readonly at: Instant | undefined,
    /** Keys of the questions that were put. */
    readonly asked: Set<string>,
    readonly budget: Budget,
  ) {}

  issuersOf(certificate: Certificate): Promise<Brought> {
    return this.#ask('certificate', `issuer of ${certificate.id}`, (session) => session.fetchIssuers(certificate));
  }

  /** OCSP first, which speaks of now; a CRL where that brings no usable answer. */
  async statusOf(link: ChainLink, set: EvidenceSet): Promise<Brought> {
    const { certificate, issuer } = link;
    const places = placesOf(certificate);
    const nothing: Brought = { found: [], missed: [] };
    const ocsp = places.ocsp
      ? await this.#ask('OCSP response', `OCSP response for ${certificate.id}`, (session) => session.fetchOcsp(certificate, issuer))
      : nothing;
    if (!places.crl || this.#isEnough(link, set, ocsp)) return ocsp;
    this.asked.add(listKeyOf(link));
    const crl = await this.listOf(link);
    return { found: [...ocsp.found, ...crl.found], missed: [...ocsp.missed, ...crl.missed] };
  }

  async listOf({ certificate, issuer }: ChainLink): Promise<Brought> {
    if (!placesOf(certificate).crl) return { found: [], missed: [] };
    return this.#ask('CRL', `CRL for ${certificate.id}`, (session) => session.fetchCrl(certificate, issuer));
  }

  async #ask(kind: FetchedKind, what: string, put: (session: EvidenceSession) => Promise<SourceAnswer>): Promise<Brought> {
    const missed: NotCollected[] = [];
    for (const session of this.sessions) {
      const answer = await put(session);
      missed.push(...answer.missed.map(({ url, why }) => ({ what, why, url })));
      if (answer.found.length > 0) return { found: answer.found.map((piece) => ({ kind, piece })), missed };
    }
    return { found: [], missed };
  }

  #isEnough(link: ChainLink, set: EvidenceSet, { found }: Brought): boolean {
    try {
      const responses = found.map(({ piece }) => parseOcspResponse(piece.bytes, this.budget));
      const brought = responses.flatMap(({ certificates }) => certificates.map((one) => parseCertificate(one)));
      const candidates = [...set.certificates.map(({ value }) => value), ...brought];
      return statusAtHand({ ...link, candidates, budget: this.budget }, [], responses, this.at).enough;
    } catch (error) {
      if (error instanceof CodedError) return false;
      throw error;
    }
  }
}
