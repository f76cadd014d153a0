const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** The labels of a host name, most general first, in lower case; undefined where it is none (RFC 1034 3.5; `_` occurs and is let through). */
export function hostLabels(host: string): readonly string[] | undefined {
  if (host.length > 253) return undefined;
  const labels = host.toLowerCase().split('.').reverse();
  return labels.every((label) => LABEL.test(label)) ? labels : undefined;
}

/** Whether `labels` are those of `base` with any number before them. */
export function endsWith(labels: readonly string[], base: readonly string[]): boolean {
  return base.every((label, index) => labels[index] === label);
}

/** A constraint on a host in an e-mail address or URI: `host.example` is that host, `.example` is every host below (RFC 5280 4.2.1.10). */
export function hostMatches(host: string, constraint: string): boolean | undefined {
  const below = constraint.startsWith('.');
  const base = hostLabels(below ? constraint.slice(1) : constraint);
  const labels = hostLabels(host);
  if (!base || !labels) return undefined;
  return below ? labels.length > base.length && endsWith(labels, base) : labels.length === base.length && endsWith(labels, base);
}
