import type { PolicyParameters } from './parameters.js';
import type { Severities, ValidationPolicy } from './policy.js';

/** What a policy changes of the one that it builds on; what it does not name stays. */
export interface PolicyLayer {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly severities?: Partial<Severities>;
  readonly parameters?: Partial<PolicyParameters>;
  readonly timestamps?: ValidationPolicy['timestamps'];
}

/** The policy that a layer makes of another one: a complete value, which knows nothing of where it came from. */
export function layered(base: ValidationPolicy, layer: PolicyLayer): ValidationPolicy {
  const severities = { ...base.timestamps?.severities, ...layer.timestamps?.severities };
  const parameters = { ...base.timestamps?.parameters, ...layer.timestamps?.parameters };
  const timestamps = {
    ...(Object.keys(severities).length > 0 && { severities }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
  return {
    name: layer.name,
    version: layer.version,
    description: layer.description,
    severities: { ...base.severities, ...layer.severities },
    parameters: { ...base.parameters, ...layer.parameters },
    ...(Object.keys(timestamps).length > 0 && { timestamps }),
  };
}
