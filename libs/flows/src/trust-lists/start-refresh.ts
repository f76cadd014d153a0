import type { AnchorSet } from '@sigillum/tsl';
import type { RefreshPorts, TrustRefresh } from './refresh.js';

/** The story of a refresh (`refresh.ts`), loaded when it is asked for: a verdict need not wait for what reads XML. */
export async function refreshTrustLists(anchors: AnchorSet, ports: RefreshPorts): Promise<TrustRefresh> {
  const refresh = await import('./refresh.js');
  return refresh.refreshTrustLists(anchors, ports);
}
