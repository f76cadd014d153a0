import { isUtf8 } from 'node:buffer';
import { type DerNode, readText, TAG, toHex } from '@sigillum/encoding';

const STRINGS = new Set<number>([
  TAG.UTF8_STRING,
  TAG.NUMERIC_STRING,
  TAG.PRINTABLE_STRING,
  TAG.T61_STRING,
  TAG.IA5_STRING,
  TAG.VISIBLE_STRING,
  TAG.UNIVERSAL_STRING,
  TAG.BMP_STRING,
]);

/**
 * How an attribute value reads and compares. `text` is for people; `comparable` is undefined where only the exact DER
 * may be compared: values that are no character string, and strings whose octets are not in the encoding of their type,
 * of which two different ones could otherwise look alike.
 */
export interface AttributeText {
  readonly text: string;
  readonly comparable: string | undefined;
}

/** An attribute with all that its name needs to be compared and printed. */
export interface ParsedAttribute extends AttributeText {
  readonly oid: string;
  /** Exact DER of the value. */
  readonly der: Uint8Array;
}

/** Reads an attribute value; strings with octets that their type does not allow read as Latin-1, anything else as hex of its DER. */
export function readAttributeText(node: DerNode): AttributeText {
  if (!STRINGS.has(node.tag)) return { text: toHex(node.raw), comparable: undefined };
  if (isWellFormed(node)) {
    const text = readText(node);
    return { text, comparable: text };
  }
  return { text: Buffer.from(node.content).toString('latin1'), comparable: undefined };
}

function isWellFormed(node: DerNode): boolean {
  if (node.tag === TAG.UTF8_STRING) return isUtf8(node.content);
  if (node.tag === TAG.BMP_STRING) return node.content.length % 2 === 0;
  if (node.tag !== TAG.UNIVERSAL_STRING) return true;
  const content = Buffer.from(node.content);
  if (content.length % 4 !== 0) return false;
  for (let at = 0; at < content.length; at += 4) if (content.readUInt32BE(at) > 0x10ffff) return false;
  return true;
}
