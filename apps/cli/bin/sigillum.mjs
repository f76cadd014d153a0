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
try {
  await import('../dist/main.js');
} catch (error) {
  // 1 would say that a signature is bad.
  process.stderr.write(`sigillum: can't be started, build it anew with \`npm run build\`: ${error.message}\n`);
  process.exitCode = 7;
}
