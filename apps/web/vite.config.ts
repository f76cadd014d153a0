import { defaultClientConditions, defineConfig } from 'vite';

/** Files with their hash in the name, beside one index.html; nothing inline, so that the page's policy can forbid it. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
});
