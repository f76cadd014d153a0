import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A copy of the house in which every rule is broken once. A rule that does not turn red here protects nothing.
const root = import.meta.dirname;
let house: string;

/** Folders with more source files than this, tests among them, are divided by subject. */
const FILES_A_FOLDER = 12;

const PLANTED: Readonly<Record<string, string>> = {
  'libs/encoding/src/upward.ts': "import '@sigillum/crypto';\n",
  'libs/crypto/src/upward.ts': "import '@sigillum/x509';\n",
  'libs/x509/src/upward.ts': "import '@sigillum/containers/cms';\n",
  'libs/containers/src/cms/sibling.ts': "import '../pdf/index.js';\n",
  'libs/containers/src/pdf/sibling.ts': "import '../cms/index.js';\n",
  'libs/containers/src/jws/sibling.ts': "import '../pdf/index.js';\n",
  'libs/containers/src/tsp/sibling.ts': "import '../pdf/open.js';\n",
  'libs/containers/src/upward.ts': "import '@sigillum/ades';\n",
  'libs/ades/src/upward.ts': "import '@sigillum/evidence';\n",
  'libs/evidence/src/upward.ts': "import '@sigillum/validation';\n",
  'libs/validation/src/upward.ts': "import '@sigillum/reports';\n",
  'libs/tsl/src/upward.ts': "import '@sigillum/validation';\n",
  'libs/qualification/src/upward.ts': "import '@sigillum/reports';\n",
  'libs/containers/src/xml/sibling.ts': "import '../pdf/index.js';\n",
  'libs/reports/src/upward.ts': "import '@sigillum/flows';\n",
  'libs/flows/src/adapter.ts': "import '@sigillum/adapters';\n",
  'libs/adapters/src/sideways.ts': "import '@sigillum/validation';\n",
  'libs/testkit/src/shipped.ts': 'export {};\n',
  'libs/testkit/src/undeclared.ts': "import '@sigillum/adapters';\n",
  'libs/reports/src/deep.ts': "import '../../encoding/src/bytes.js';\n",
  'libs/reports/src/app.ts': "import '../../../apps/cli/src/planted.js';\n",
  'apps/cli/src/planted.ts': "import '@sigillum/adapters';\nimport '@sigillum/testkit';\n",
  'apps/web/src/planted.tsx': "import '@sigillum/reports';\n",
  'libs/reports/src/framework.ts': "import '@nestjs/common';\n",
  'libs/reports/src/disk.ts': "import 'node:fs';\n",
  'libs/reports/src/cycle-a.ts': "import './cycle-b.js';\n",
  'libs/reports/src/cycle-b.ts': "import './cycle-a.js';\n",
  'libs/reports/src/clock.ts': 'export const now = Date.now();\n',
  'libs/reports/src/today.ts': 'export const today = new Date();\n',
  'libs/reports/src/dice.ts': 'export const dice = Math.random();\n',
  'libs/reports/src/socket.ts': "export const answer = fetch('http://localhost/');\n",
  'libs/reports/src/environment.ts': 'export const home = process.env.HOME;\n',
  'libs/reports/src/timer.ts': 'setTimeout(() => undefined, 1);\n',
  'libs/reports/src/long.ts': `${'export {};\n'.repeat(401)}`,
  ...Object.fromEntries(Array.from({ length: FILES_A_FOLDER }, (_, index) => [`libs/flows/src/crowded/file-${index}.ts`, 'export {};\n'])),
  'libs/flows/src/crowded/file-0.spec.ts': 'export {};\n',
};

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
  for (const path of ['libs', 'apps']) {
    cpSync(join(root, path), join(house, path), { recursive: true, filter: (from) => !/\/(dist|node_modules)$|[.]spec[.]ts$/.test(from) });
  }
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'eslint.config.mjs', '.dependency-cruiser.cjs']) {
    cpSync(join(root, file), join(house, file));
  }
  mkdirSync(join(house, 'node_modules/@sigillum'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@sigillum') symlinkSync(join(root, 'node_modules', name), join(house, 'node_modules', name));
  }
  for (const lib of readdirSync(join(house, 'libs'))) symlinkSync(join(house, 'libs', lib), join(house, 'node_modules/@sigillum', lib));
  for (const [path, text] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Runs a tool of the repository in the copy; its output, whatever its exit status. */
function run(tool: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
      cwd: house,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('every rule of the dependency cruiser sees its planted violation', async () => {
  const { default: config } = (await import(join(house, '.dependency-cruiser.cjs'))) as { default: { forbidden: { name: string }[] } };
  const report = JSON.parse(
    run('dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'),
  ) as { summary: { violations: { rule: { name: string } }[] } };
  const seen = new Set(report.summary.violations.map((violation) => violation.rule.name));
  expect(config.forbidden.map((rule) => rule.name).filter((name) => !seen.has(name))).toEqual([]);
});

test('the linter refuses clock, randomness, network, environment, timers and long files in pure libs', () => {
  const files = ['clock', 'today', 'dice', 'socket', 'environment', 'timer', 'long'].map((name) => `libs/reports/src/${name}.ts`);
  const report = JSON.parse(run('eslint/bin/eslint.js', '--format', 'json', ...files)) as {
    filePath: string;
    messages: { ruleId: string }[];
  }[];
  const rules = Object.fromEntries(
    report.map((file) => [file.filePath.replace(/^.*\/(\w+)\.ts$/, '$1'), file.messages.map((m) => m.ruleId)]),
  );
  expect(rules.clock).toContain('no-restricted-syntax');
  expect(rules.today).toContain('no-restricted-syntax');
  expect(rules.dice).toContain('no-restricted-syntax');
  expect(rules.socket).toContain('no-restricted-globals');
  expect(rules.environment).toContain('no-restricted-globals');
  expect(rules.timer).toContain('no-restricted-globals');
  expect(rules.long).toContain('max-lines');
});

/** Folders with more sources than a folder may have; tests count as well. */
function crowdedFolders(at: string): string[] {
  const sources = ['apps', 'libs']
    .flatMap((rooms) => readdirSync(join(at, rooms), { recursive: true, encoding: 'utf8' }).map((file) => join(rooms, file)))
    .filter((file) => /[.]m?tsx?$/.test(file) && !/[.]d[.]ts$|(^|\/)(dist|node_modules)\//.test(file))
    .map((file) => dirname(file));
  return [...new Set(sources)].filter((folder) => sources.filter((one) => one === folder).length > FILES_A_FOLDER);
}

test('no folder has more than 12 sources', () => {
  expect(crowdedFolders(house)).toContain('libs/flows/src/crowded');
  expect(crowdedFolders(root)).toEqual([]);
});
