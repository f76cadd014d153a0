import { counted, printable } from '../../wording.js';
import type { TrustListView } from '../list-view.js';
import type { TrustOverview } from '../overview.js';
import { legendLines } from './codes.js';
import { day, standing } from './words.js';

/** For people: which lists are in use, of when, and what is the matter with the others. */
export function toTrustOverviewText(overview: TrustOverview): string {
  const { snapshot, taken, authority, usable, counts, listOfLists, lists } = overview;
  const lines = [
    `EU trusted lists, snapshot ${snapshot}, taken ${taken}`,
    ...(usable ? [] : ['  NOTHING CAN BE CALLED QUALIFIED: no list is in use.']),
    ...(authority === null
      ? []
      : [`  Rests on ${printable(authority.announcement)} (${counted(authority.anchors.length, 'certificate')})`]),
    `  ${counted(counts.lists, 'list')}: ${counts.current} current, ${counts.overdue} overdue, ${counts.lastGood} last good, ${counts.unusable} not in use`,
    `  ${counted(counts.providers, 'provider')}, ${counted(counts.services, 'service')}`,
    '',
    line(listOfLists, ''),
    ...lists.map((list) =>
      line(list, `  ${counted(list.providers, 'provider')}, ${list.granted} of ${counted(list.services, 'service')} granted`),
    ),
    ...legendLines([listOfLists, ...lists]),
  ];
  return `${lines.join('\n')}\n`;
}

function line(list: TrustListView, content: string): string {
  const { territory, inUse } = list;
  if (inUse === null) return `  ${printable(territory)}  ${standing(list)}`;
  const number = `no. ${inUse.sequenceNumber ?? '?'}`.padEnd(8);
  return `  ${printable(territory)}  ${number} issued ${day(inUse.issued)}, next ${day(inUse.nextUpdate)}  ${standing(list)}${content}`;
}
