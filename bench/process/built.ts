import { join } from 'node:path';

/** The command as `npx sigillum` starts it, over `apps/cli/dist`. */
export const COMMAND = join(import.meta.dirname, '../../apps/cli/bin/sigillum.mjs');

/** What the command needs to be there. */
export const COMMAND_BUILT = join(import.meta.dirname, '../../apps/cli/dist/main.js');

/** The built service. */
export const SERVICE = join(import.meta.dirname, '../../apps/api/dist/main.js');

/** EU DSS as a program, where the conformance tools are. */
export const ORACLE = join(import.meta.dirname, '../../../shared/tools/dss-oracle/dss-oracle');
