import type { Budget } from '@sigillum/encoding';

export const ANY_POLICY = '2.5.29.32.0';

/** A node of the valid_policy_graph (RFC 9618 5.1): at most one for each policy and depth, with any number of parents. */
export interface PolicyNode {
  readonly policy: string;
  /** expected_policy_set; changed by mappings in the certificate that made the node. */
  expected: ReadonlySet<string>;
  readonly parents: Set<PolicyNode>;
  children: number;
}

/** Levels by depth, each by policy; level 0 is the root. Undefined is the NULL graph. */
export type PolicyGraph = Map<string, PolicyNode>[] | undefined;

/** The graph before the first certificate (RFC 5280 6.1.2 a). */
export function initialGraph(): PolicyGraph {
  return [new Map([[ANY_POLICY, { policy: ANY_POLICY, expected: new Set([ANY_POLICY]), parents: new Set(), children: 0 }]])];
}

/**
 * Takes a certificate's policies into the graph (RFC 9618 5.4, 6.1.3 d of RFC 5280). `anyPolicyCounts`: inhibit_anyPolicy is not yet
 * zero, or the certificate is a self-issued intermediate one. Costs one of `policyNodes` for each node and edge.
 */
export function addPolicies(graph: PolicyGraph, policies: readonly string[], anyPolicyCounts: boolean, budget: Budget): PolicyGraph {
  const above = graph?.at(-1);
  if (!graph || !above) return undefined;
  const expecting = expectations(above, budget);
  const level = new Map<string, PolicyNode>();
  const any = above.get(ANY_POLICY);
  for (const policy of new Set(policies)) {
    if (policy === ANY_POLICY) continue;
    const parents = expecting.get(policy) ?? (any ? [any] : []);
    addNode(level, policy, parents, budget);
  }
  if (policies.includes(ANY_POLICY) && anyPolicyCounts) {
    for (const [policy, parents] of expecting) if (!level.has(policy)) addNode(level, policy, parents, budget);
  }
  return prune([...graph, level]);
}

/** Which nodes of a level expect a policy. */
function expectations(level: ReadonlyMap<string, PolicyNode>, budget: Budget): Map<string, PolicyNode[]> {
  const expecting = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      budget.spend('policyNodes');
      const nodes = expecting.get(policy) ?? [];
      nodes.push(node);
      expecting.set(policy, nodes);
    }
  }
  return expecting;
}

function addNode(level: Map<string, PolicyNode>, policy: string, parents: readonly PolicyNode[], budget: Budget): void {
  if (parents.length === 0) return;
  budget.spend('policyNodes', 1 + parents.length);
  for (const parent of parents) parent.children++;
  level.set(policy, { policy, expected: new Set([policy]), parents: new Set(parents), children: 0 });
}

/** Takes nodes away that lead nowhere: all above the deepest level that have no child. An empty deepest level is the NULL graph. */
function prune(graph: Map<string, PolicyNode>[]): PolicyGraph {
  if (graph.at(-1)?.size === 0) return undefined;
  for (let depth = graph.length - 2; depth >= 0; depth--) {
    const level = graph[depth];
    for (const node of level?.values() ?? []) if (node.children === 0) removeNode(level, node);
  }
  return graph;
}

function removeNode(level: Map<string, PolicyNode> | undefined, node: PolicyNode): void {
  level?.delete(node.policy);
  for (const parent of node.parents) parent.children--;
}

/** policyMappings of a CA certificate, by issuerDomainPolicy. */
export type Mappings = ReadonlyMap<string, ReadonlySet<string>>;

/** Applies mappings while policy_mapping is above zero (RFC 5280 6.1.4 b 1). */
export function mapPolicies(graph: PolicyGraph, mappings: Mappings, budget: Budget): PolicyGraph {
  const level = graph?.at(-1);
  const anyAbove = graph?.at(-2)?.get(ANY_POLICY);
  if (!graph || !level) return undefined;
  for (const [from, to] of mappings) {
    budget.spend('policyNodes', to.size);
    // A policy that only anyPolicy stands for gets a node of its own, beside it.
    if (!level.has(from) && level.has(ANY_POLICY) && anyAbove) addNode(level, from, [anyAbove], budget);
    const node = level.get(from);
    if (node) node.expected = to;
  }
  return graph;
}

/** Drops the policies that would have been mapped, where mapping is inhibited (RFC 5280 6.1.4 b 2). */
export function dropMapped(graph: PolicyGraph, mappings: Mappings): PolicyGraph {
  const level = graph?.at(-1);
  if (!graph || !level) return undefined;
  for (const from of mappings.keys()) {
    const node = level.get(from);
    if (node) removeNode(level, node);
  }
  return prune(graph);
}
