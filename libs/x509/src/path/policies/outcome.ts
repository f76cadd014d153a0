import { ANY_POLICY, type PolicyGraph, type PolicyNode } from './graph.js';

/** user-constrained-policy-set (RFC 9618 5.6, RFC 5280 6.1.5 g); undefined is any-policy. */
export function userConstrainedPolicies(graph: PolicyGraph, initialPolicies: readonly string[] | undefined): readonly string[] | undefined {
  const authority = authorityConstrainedPolicies(graph);
  const any = authority.has(ANY_POLICY);
  const wanted = !initialPolicies || initialPolicies.includes(ANY_POLICY) ? undefined : initialPolicies;
  if (!wanted) return any ? undefined : [...authority].sort();
  return [...new Set(wanted)].filter((policy) => any || authority.has(policy)).sort();
}

/**
 * The policies under which the authorities vouch for the path, as the anchor's domain names them: nodes whose parent is anyPolicy, and anyPolicy
 * where it reaches the end. Nodes that do not reach the end were pruned.
 */
function authorityConstrainedPolicies(graph: PolicyGraph): ReadonlySet<string> {
  const policies = new Set<string>();
  if (!graph) return policies;
  const underAny = (node: PolicyNode) => [...node.parents].some((parent) => parent.policy === ANY_POLICY);
  for (const level of graph.slice(1)) {
    for (const node of level.values()) if (node.policy !== ANY_POLICY && underAny(node)) policies.add(node.policy);
  }
  if (graph.at(-1)?.has(ANY_POLICY)) policies.add(ANY_POLICY);
  return policies;
}
