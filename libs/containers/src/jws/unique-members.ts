import { JwsError } from './errors.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * Refuses JSON text in which a name stands twice in one object (RFC 7515 4): parsers keep the first, the last, or both. The text has to be JSON already.
 * Throws `JwsError` JWS_DUPLICATE_MEMBER.
 */
export function checkUniqueMembers(json: string): void {
  const open: (Set<string> | undefined)[] = [];
  let text: string | undefined;
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') addName(open.at(-1), text ?? '');
    text = token.startsWith('"') ? token : undefined;
  }
}

/** Names are compared as they read: "a" and "\u0061" are one. */
function addName(names: Set<string> | undefined, text: string): void {
  const name = String(JSON.parse(text));
  if (names?.has(name)) throw new JwsError('JWS_DUPLICATE_MEMBER', `The member "${name.slice(0, 64)}" stands twice in one object.`);
  names?.add(name);
}
