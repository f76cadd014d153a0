import fc from 'fast-check';
import { byteMutations, mutateBytes } from './steps/byte-mutation.js';
import { cmsMutations, mutateCms } from './steps/cms-mutation.js';
import { knownSignatures, type KnownSignatures } from './properties/known-signatures.js';
import type { Mutation, MutationKind } from './steps/mutation.js';
import { judge, type Outcome } from './properties/judge.js';
import { mutateRevision, revisionMutations } from './steps/revision-mutation.js';
import { corpusSeeds, fixtureSeeds, type Seed } from './seeds.js';
import { mutateToken, tokenMutations } from './steps/token-mutation.js';
import { LENIENT, STRICT } from './properties/verdict.js';

export interface CampaignRequest {
  readonly kind: MutationKind;
  readonly seed: number;
  readonly runs: number;
}

export interface CampaignReport {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** What failed, with the seed and the shortest list of steps that still fails. */
  readonly failure?: string;
}

const STEPS: Readonly<Record<Exclude<MutationKind, 'mixed'>, fc.Arbitrary<Mutation>>> = {
  bytes: byteMutations,
  tokens: tokenMutations,
  cms: cmsMutations,
  revisions: revisionMutations,
};

function stepsOf(kind: MutationKind): fc.Arbitrary<Mutation[]> {
  const step = kind === 'mixed' ? fc.oneof(...Object.values(STEPS)) : STEPS[kind];
  const more = { minLength: kind === 'mixed' ? 2 : 1, maxLength: 4 };
  return kind === 'mixed'
    ? fc.array(step, more)
    : fc.oneof({ weight: 2, arbitrary: fc.array(step, { minLength: 1, maxLength: 1 }) }, { weight: 1, arbitrary: fc.array(step, more) });
}

/** Takes the steps one after the other. */
export function mutate(seed: Seed, steps: readonly Mutation[], others: readonly Uint8Array[]): Uint8Array {
  return steps.reduce((bytes, mutation) => step(bytes, mutation, others), seed.bytes);
}

function step(bytes: Uint8Array, mutation: Mutation, others: readonly Uint8Array[]): Uint8Array {
  if (isOf('cms-', mutation)) return mutateCms(bytes, mutation, others);
  if (isOf('token-', mutation)) return mutateToken(bytes, mutation);
  if (isOf('page-', mutation) || isOf('signature-', mutation) || isOf('entry-', mutation) || isOf('object-', mutation))
    return mutateRevision(bytes, mutation);
  return mutateBytes(bytes, mutation, others);
}

function isOf<Prefix extends string>(
  prefix: Prefix,
  mutation: Mutation,
): mutation is Extract<Mutation, { readonly step: `${Prefix}${string}` }> {
  return mutation.step.startsWith(prefix);
}

/** What campaigns share: the seeds and what their signers signed. */
export interface Ground {
  readonly seeds: readonly Seed[];
  readonly known: KnownSignatures;
}

export async function readGround(): Promise<Ground> {
  const seeds = [...fixtureSeeds(), ...corpusSeeds()];
  return { seeds, known: await knownSignatures(seeds) };
}

/** Runs a campaign; `starting` hears of each mutant before it is judged, so that one that never ends has a name. */
export async function runCampaign(
  request: CampaignRequest,
  { seeds, known }: Ground,
  starting: (what: string) => void,
): Promise<CampaignReport> {
  const outcomes: Record<Outcome, number> = { refused: 0, none: 0, 'not-intact': 0, intact: 0, passed: 0 };
  const others = seeds.map(({ bytes }) => bytes);
  let runs = 0;
  const property = fc.asyncProperty(fc.nat(seeds.length - 1), stepsOf(request.kind), fc.boolean(), async (index, steps, strict) => {
    const seed = seeds[index];
    if (!seed) return;
    starting(`${seed.name}, ${strict ? STRICT.name : LENIENT.name}, ${JSON.stringify(steps)}`);
    const mutant = { seed, steps, bytes: mutate(seed, steps, others) };
    outcomes[await judge(mutant, strict ? STRICT : LENIENT, known, runs++ % 20 === 0)]++;
  });
  const details = await fc.check(property, { seed: request.seed, numRuns: request.runs });
  if (!details.failed) return { runs: details.numRuns, outcomes };
  const [index = 0, steps, strict] = details.counterexample ?? [];
  const error = details.errorInstance instanceof Error ? details.errorInstance.stack : String(details.errorInstance);
  const name = `${seeds[index]?.name}, ${strict ? STRICT.name : LENIENT.name}`;
  return {
    runs: details.numRuns,
    outcomes,
    failure: `${request.kind}, seed ${details.seed}, path ${details.counterexamplePath}\n${name}\n${JSON.stringify(steps)}\n${error}`,
  };
}
