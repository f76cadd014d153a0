#!/usr/bin/env node
// The floor is checked before anything newer than the floor is loaded.
import * as nodeModule from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 11)) {
  process.stderr.write(
    `sigillum: needs Node 24.11 or newer, this is ${process.versions.node}. Run it as \`npx sigillum\`, which uses the Node that came with \`npm ci\`.\n`,
  );
  process.exit(2);
}
nodeModule.enableCompileCache?.();
resolveOnce();
try {
  await import('../dist/main.js');
} catch (error) {
  // 1 would say that a signature is bad.
  process.stderr.write(`sigillum: can't be started, build it anew with \`npm run build\`: ${error.message}\n`);
  process.exitCode = 7;
}

/**
 * A third of a cold start goes into resolving the imports of our own modules, each on its own: a package name is looked up once for each file that
 * imports it, and a relative path through links and package files. Here the first answer for a name is kept, and paths between built modules are
 * taken as they stand. What is loaded stays the same.
 */
function resolveOnce() {
  const rooms = ['libs/', 'apps/'].map((folder) => new URL(`../../../${folder}`, import.meta.url).href);
  const known = new Map();
  nodeModule.registerHooks?.({
    resolve(specifier, context, resolve) {
      const { parentURL = '' } = context;
      const isOurs =
        rooms.some((room) => parentURL.startsWith(room)) && parentURL.includes('/dist/') && !parentURL.includes('/node_modules/');
      if (!isOurs) return resolve(specifier, context);
      if (specifier.startsWith('.')) return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
      if (!specifier.startsWith('@sigillum/')) return resolve(specifier, context);
      const found = known.get(specifier) ?? { ...resolve(specifier, context), shortCircuit: true };
      known.set(specifier, found);
      return found;
    },
  });
}
