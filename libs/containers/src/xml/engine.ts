import type * as Engine from 'libxml2-wasm';

import { XmlError } from './errors.js';

export type XmlEngine = typeof Engine;

let engine: XmlEngine | undefined;

/**
 * Loads the XML engine, once. It is compiled when XML is first met, so that whoever reads PDFs alone does not pay for it;
 * everything else in this container is synchronous and throws `XmlError` XML_NOT_LOADED before.
 */
export async function loadXml(): Promise<void> {
  engine ??= await import('libxml2-wasm');
}

/** The loaded engine; `XmlError` XML_NOT_LOADED where `loadXml` was not awaited. */
export function xmlEngine(): XmlEngine {
  if (engine === undefined) throw new XmlError('XML_NOT_LOADED', 'The XML engine is not loaded; await loadXml() first.');
  return engine;
}
