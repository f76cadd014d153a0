import type { ByteMutation } from './byte-mutation.js';
import type { CmsMutation } from './cms-mutation.js';
import type { RevisionMutation } from './revision-mutation.js';
import type { TokenMutation } from './token-mutation.js';

/**
 * One step from a document to a damaged one. Plain data that prints as JSON, so that a failure can be replayed by its list of steps. Numbers
 * that choose (`at`, `nth`, `from`) may be of any size: they count modulo what there is to choose from when the step is taken.
 */
export type Mutation = ByteMutation | TokenMutation | CmsMutation | RevisionMutation;

/** What a campaign is about; `mixed` chains steps of all the others. */
export const MUTATION_KINDS = ['bytes', 'tokens', 'cms', 'revisions', 'mixed'] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];
