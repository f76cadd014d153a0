import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPem } from '@sigillum/encoding';
import { ROOT } from './spec-support/fixtures.js';
import { MaterialError, readAnchors, sortMaterial } from './supplied-material.js';

const [root] = readPem(readFileSync(join(ROOT, 'fixtures/pki/root.pem'), 'utf8')).map((block) => block.bytes);
if (!root) throw new Error('fixtures/pki/root.pem holds no certificate');
const noise = new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05]);

function codeOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof MaterialError) return error.code;
    throw error;
  }
}

describe('supplied material', () => {
  it('is sorted by what it is', () => {
    expect(sortMaterial([root, root])).toEqual({ certificates: [root, root], crls: [], ocsps: [] });
    expect(sortMaterial([])).toEqual({ certificates: [], crls: [], ocsps: [] });
  });

  it('that is none of the three is refused', () => {
    expect(codeOf(() => sortMaterial([root, noise]))).toBe('MATERIAL_UNREADABLE');
    expect(codeOf(() => sortMaterial([new Uint8Array(0)]))).toBe('MATERIAL_UNREADABLE');
  });

  it('becomes anchors only where it is certificates', () => {
    expect(readAnchors([root]).map((anchor) => anchor.certificate?.bytes)).toEqual([root]);
    expect(codeOf(() => readAnchors([noise]))).toBe('MATERIAL_UNREADABLE');
  });
});
