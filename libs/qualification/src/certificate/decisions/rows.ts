import { QSCD } from './qscd.js';
import { QUALIFIED } from './qualified.js';
import { TYPE } from './type.js';

/** The clause behind each row of the decision tables, by the row's id. */
export const ROW_CLAUSES: ReadonlyMap<string, string> = new Map([...QUALIFIED, ...TYPE, ...QSCD].map(({ id, clause }) => [id, clause]));
