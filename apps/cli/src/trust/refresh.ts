import { join } from 'node:path';
import { refreshTrustLists, type TrustRefresh } from '@sigillum/flows';
import { toTrustDifference, toTrustCodesText, toTrustDifferenceText, toTrustOverview, toTrustOverviewText } from '@sigillum/reports';
import { EXIT } from '../exit-status.js';
import { allowedHosts } from '../validate/online.js';
import { createListCopies, createListSource } from '../wiring.js';
import type { Answer } from './asked.js';
import { anchorStore, trustFolder, trustStore } from './data-folder.js';

const RESULTS = {
  published: 'The new snapshot is in use.',
  overtaken: 'Another process was first: its snapshot is in use.',
  refused: 'The list of the lists is refused, and nothing has changed.',
} as const;

const NOT_AVAILABLE = 'The list of the lists could not be downloaded, and nothing has changed.';
const NOTHING_STORED = 'No trusted lists are stored: nothing can be called qualified before a refresh succeeds.\n';

/** `sigillum trust refresh`: download the lists and bring them into use. The status is 8 where the list of the lists could not be had, 6 where it is refused. */
export async function refresh(now: () => number): Promise<Answer & { readonly exitCode: number }> {
  const [store, anchors] = [trustStore(), anchorStore()];
  const active = anchors.active();
  anchors.accept(active.id); // a later version may bring other anchors along, and they wait for the operator's word
  const before = store.current()?.snapshot;
  const lists = createListSource({ copies: createListCopies(join(trustFolder(), 'lists')), allowedHosts: allowedHosts() });
  const done = await refreshTrustLists(active.set, { store, lists, now });
  const overview = toTrustOverview(done.inUse ?? done.made, now());
  const difference = before && done.inUse && toTrustDifference(before, done.inUse);
  const available = isAvailable(done);
  const failed = done.downloads.filter((one) => one.outcome === 'failed');
  return {
    exitCode: exitCodeOf(done),
    json: {
      result: done.result,
      anchors: active.id,
      downloads: done.downloads,
      overview,
      difference: difference ?? null,
      codes: done.made.lotl.codes,
    },
    text: [
      available ? RESULTS[done.result] : NOT_AVAILABLE,
      ...toTrustCodesText(done.made.lotl.codes),
      ...failed.map(({ territory, location, error }) => `  ${territory} ${location}: ${error?.message}`),
      '',
      done.inUse === undefined ? NOTHING_STORED : toTrustOverviewText(overview),
      ...(difference === undefined ? [] : [toTrustDifferenceText(difference)]),
    ].join('\n'),
  };
}

function exitCodeOf(done: TrustRefresh): number {
  if (done.made.lotl.process !== 'PROCESS_FAILED') return EXIT.passed;
  return isAvailable(done) ? EXIT.trustDataMissing : EXIT.serviceFailed;
}

function isAvailable({ made: { lotl } }: TrustRefresh): boolean {
  return !lotl.codes.includes('LOTL_NOT_AVAILABLE');
}
