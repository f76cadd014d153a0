import { readFileSync } from 'node:fs';
import { readSavedEvidence, replay } from '@sigillum/flows';
import { version } from '../version.js';
import type { ValidationJob } from './job.js';
import type { Means, Result } from './means.js';
import { askedPolicies } from './policies.js';
import { readAt } from './read-request.js';
import { reportOn } from './reports.js';

/** Judges saved evidence again. Nothing of this service but its code and its policies plays a part: neither its anchors nor its online sources. */
export function judgeSavedEvidence(job: ValidationJob, { policies }: Means): Result {
  const saved = readSavedEvidence(readFileSync(job.path, 'utf8'));
  const [policy = saved.policy, ...others] = askedPolicies(job.policies, policies);
  const at = readAt(job.at, saved.at);
  const replays = [policy, ...others].map((one) => replay(saved, { at, policy: one }));
  const [first] = replays;
  if (job.report === 'comparison' && first && replays.length === 1) {
    const { same, differences } = first;
    return { same, body: JSON.stringify({ same, program: { saved: saved.about.program, now: version() }, differences }) };
  }
  const results = replays.map((one) => one.result);
  return { same: replays.every((one) => one.same), body: reportOn(results, job.report) };
}
