/** An element of BER or DER, read for damaging: `tag` are its identifier octets, `children` stand where it is constructed. */
export interface DerNode {
  tag: Uint8Array;
  content: Uint8Array;
  children?: DerNode[];
}

/** Reads as much as is well-formed; primitive content that is an element itself (an OCTET STRING around a structure) is not opened. */
export function readTree(bytes: Uint8Array, depth = 0): { node: DerNode; end: number } | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined || (first & 0x1f) === 0x1f || second === 0x80 || depth > 40) return undefined;
  let length = second;
  let header = 2;
  if (second > 0x80) {
    const octets = second & 0x7f;
    if (octets > 4) return undefined;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[header++] ?? 0);
  }
  const end = header + length;
  if (end > bytes.length) return undefined;
  const content = bytes.subarray(header, end);
  const node: DerNode = { tag: bytes.subarray(0, 1), content };
  if ((first & 0x20) !== 0) node.children = childrenOf(content, depth);
  return { node, end };
}

function childrenOf(content: Uint8Array, depth: number): DerNode[] | undefined {
  const children: DerNode[] = [];
  for (let at = 0; at < content.length;) {
    const child = readTree(content.subarray(at), depth + 1);
    if (!child) return undefined;
    children.push(child.node);
    at += child.end;
  }
  return children;
}

export function writeTree({ tag, content, children }: DerNode): Uint8Array {
  const body = children ? Buffer.concat(children.map(writeTree)) : content;
  return Buffer.concat([tag, lengthOctets(body.length), body]);
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits = length.toString(16);
  const octets = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Uint8Array.of(0x80 | octets.length), octets]);
}

/** All nodes with the list that each stands in, in the order of the bytes. */
export function placesOf(root: DerNode): { node: DerNode; siblings: DerNode[]; index: number }[] {
  const found: { node: DerNode; siblings: DerNode[]; index: number }[] = [];
  const walk = (siblings: DerNode[]) =>
    siblings.forEach((node, index) => {
      found.push({ node, siblings, index });
      if (node.children) walk(node.children);
    });
  walk([root]);
  return found;
}
