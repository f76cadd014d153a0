import { readFileSync } from 'node:fs';
import { digestRanges } from '@sigillum/crypto';
import { type ByteSource, memorySource, toHex } from '@sigillum/encoding';
import { type Collected, judge, NO_MATERIAL, openAndCollect, saveEvidence } from '@sigillum/flows';
import type { ValidationResult } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { version } from '../version.js';
import { openFileSource } from '../wiring.js';
import type { ValidationJob } from './job.js';
import { trustOf } from './job-lists.js';
import type { Means, Result } from './means.js';
import { askedPolicies } from './policies.js';
import { type Asked, readAt, readJsonRequest } from './read-request.js';
import { reportOn } from './reports.js';

interface AskedDocument extends Asked {
  readonly source: ByteSource;
  readonly close: () => void;
}

/** A document with its verdict under each policy that was asked for. Throws errors with a code where it can't be looked at. */
export async function judgeDocument(job: ValidationJob, means: Means): Promise<Result> {
  const asked = open(job);
  const beside = job.detached.map(({ path, name }) => ({ name, source: openFileSource(path) }));
  try {
    const [policy = DEFAULT_POLICY, ...others] = askedPolicies(asked.policies, means.policies);
    const at = readAt(asked.at, job.now);
    const { anchors, lists, offline } = trustOf(job, { trust: asked.trust, at }, means);
    const request = { at, detached: beside, anchors, supplied: NO_MATERIAL, trustLists: lists, offline };
    const collected = await openAndCollect(asked.source, request, means.ports);
    const results = [policy, ...others].map((one) => judge({ ...collected, policy: one }));
    const [first] = results;
    if (job.report === 'evidence' && first && results.length === 1) return { body: evidenceOf(first, asked.source, collected.lists) };
    return { body: reportOn(results, job.report) };
  } finally {
    asked.close();
    beside.forEach((one) => one.source.close());
  }
}

function evidenceOf(result: ValidationResult, source: ByteSource, lists: Collected['lists']): string {
  const documentDigest = toHex(digestRanges('SHA-256', source, [{ offset: 0, length: source.size }]));
  return saveEvidence(result, { name: 'document', program: version(), documentDigest }, lists);
}

function open(job: ValidationJob): AskedDocument {
  if (job.kind === 'json') {
    const { bytes, ...asked } = readJsonRequest(readFileSync(job.path), 'document', job.maxBytes);
    return { source: memorySource(bytes), ...asked, close: () => undefined };
  }
  const source = openFileSource(job.path);
  return { source, at: job.at, policies: job.policies, trust: job.trust, close: () => source.close() };
}
