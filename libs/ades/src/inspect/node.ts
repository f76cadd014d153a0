/** A line of the tree that `inspect` shows. */
export interface InspectNode {
  readonly label: string;
  readonly value?: string;
  readonly children?: readonly InspectNode[];
}

/** A line; without value or children where there are none. */
export function line(label: string, value?: string, children: readonly (InspectNode | undefined)[] = []): InspectNode {
  const below = children.filter((child) => child !== undefined);
  return { label, ...(value === undefined ? {} : { value }), ...(below.length === 0 ? {} : { children: below }) };
}

/** A line where there is something to say; undefined otherwise. */
export function lineIf(label: string, value: string | undefined): InspectNode | undefined {
  return value === undefined || value === '' ? undefined : line(label, value);
}

/** A heading with the count of what is below; undefined where there is nothing. */
export function group(label: string, children: readonly InspectNode[]): InspectNode | undefined {
  return children.length === 0 ? undefined : line(label, String(children.length), children);
}
