// The rules of the house (docs/house.md), made from each lib's own package.json, so that there is one source of truth.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const libsRoot = join(__dirname, 'libs');
const libs = readdirSync(libsRoot, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const IMPURE = ['adapters', 'testkit'];
const CONTAINERS = readdirSync(join(libsRoot, 'containers/src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const ENTRY = '^libs/(?:containers/src/[^/]+/index[.]ts|tsl/src/in-use[.]ts|[^/]+/src/index[.]ts)$';
const SPEC = '[.]spec[.]ts$|/spec-support/';

const declared = libs.map((lib) => {
  const { dependencies = {} } = JSON.parse(readFileSync(join(libsRoot, lib, 'package.json'), 'utf8'));
  const allowed = Object.keys(dependencies)
    .filter((name) => name.startsWith('@sigillum/'))
    .map((name) => name.slice('@sigillum/'.length));
  return {
    name: `${lib}-imports-only-what-it-declares`,
    severity: 'error',
    from: { path: `^libs/${lib}/`, pathNot: SPEC },
    to: { path: '^libs/', pathNot: `^libs/(?:${[lib, ...allowed].join('|')})/` },
  };
});

module.exports = {
  forbidden: [
    ...declared,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-through-the-entry',
      severity: 'error',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: { path: '^libs/', pathNot: [ENTRY, '^libs/$1/'] },
    },
    ...CONTAINERS.map((name) => ({
      name: `container-${name}-knows-no-sibling`,
      severity: 'error',
      from: { path: `^libs/containers/src/${name}/` },
      to: { path: '^libs/containers/src/', pathNot: [`^libs/containers/src/${name}/`, ...(name === 'tsp' ? [ENTRY] : [])] },
    })),
    { name: 'no-lib-imports-an-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'no-framework-in-libs',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/(?:@nestjs|rxjs|reflect-metadata)' },
    },
    {
      name: 'pure-libs-do-no-io',
      severity: 'error',
      from: { path: '^libs/', pathNot: [`^libs/(?:${IMPURE.join('|')})/`, SPEC] },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?(?:crypto|buffer|util|zlib)$' },
    },
    {
      name: 'only-apps-import-adapters',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/(?:adapters|testkit)/', SPEC] },
      to: { path: '^libs/adapters/' },
    },
    {
      name: 'only-wiring-imports-adapters',
      severity: 'error',
      from: { path: '^apps/', pathNot: ['/wiring[.]ts$', SPEC] },
      to: { path: '^libs/adapters/' },
    },
    {
      name: 'the-page-runs-no-lib-but-encoding',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(?:libs/(?!encoding/)|apps/(?!web/))', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-shipped-imports-the-testkit',
      severity: 'error',
      from: { path: '^(?:libs|apps)/', pathNot: ['^libs/testkit/', SPEC, '^apps/[^/]+/test/'] },
      to: { path: '^libs/testkit/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
