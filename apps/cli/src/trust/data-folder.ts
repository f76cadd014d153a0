import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AnchorStore, createAnchorStore, createTrustStore, type DiskTrustStore } from '../wiring.js';

/** The sets of anchors that come with Sigillum, seen from the built file. */
const SHIPPED = fileURLToPath(new URL('../../../../trust-lists', import.meta.url));

/** The folder that trusted lists live in: below `SIGILLUM_DATA`, or where programs of the user keep their data. */
export function trustFolder({ SIGILLUM_DATA, XDG_DATA_HOME } = process.env): string {
  const data = SIGILLUM_DATA || join(XDG_DATA_HOME || join(homedir(), '.local/share'), 'sigillum');
  return join(data, 'trust');
}

export function trustStore(): DiskTrustStore {
  return createTrustStore({ folder: trustFolder() });
}

export function anchorStore(): AnchorStore {
  return createAnchorStore({ folder: join(trustFolder(), 'anchors'), shipped: SHIPPED });
}
