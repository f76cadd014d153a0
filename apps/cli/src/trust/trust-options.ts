/** What the command line says of EU trusted lists. */
export interface TrustOptions {
  readonly 'trust-lists'?: string | undefined;
  readonly 'lotl-anchors'?: string | undefined;
  readonly 'oj-url'?: string | undefined;
  readonly 'trust-snapshot'?: string | undefined;
  readonly 'no-trust-lists'?: boolean | undefined;
}

export const TRUST_OPTIONS = {
  'trust-lists': { type: 'string' },
  'lotl-anchors': { type: 'string' },
  'oj-url': { type: 'string' },
  'trust-snapshot': { type: 'string' },
  'no-trust-lists': { type: 'boolean' },
} as const;

/** The options as plain data, which can be handed to worker threads. */
export function trustOptionsOf(values: TrustOptions): TrustOptions {
  return {
    'trust-lists': values['trust-lists'],
    'lotl-anchors': values['lotl-anchors'],
    'oj-url': values['oj-url'],
    'trust-snapshot': values['trust-snapshot'],
    'no-trust-lists': values['no-trust-lists'],
  };
}
