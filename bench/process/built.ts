import { join } from 'node:path';

/** The command as `npx sigillum` starts it, over `apps/cli/dist`. */
export const COMMAND = join(import.meta.dirname, '../../apps/cli/bin/sigillum.mjs');

/** The built service. */
export const SERVICE = join(import.meta.dirname, '../../apps/api/dist/main.js');
