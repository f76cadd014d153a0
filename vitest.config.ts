import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: [
      'libs/**/*.spec.ts',
      'apps/**/*.spec.ts',
      'conformance/**/*.spec.ts',
      'bench/**/*.spec.ts',
      'fuzz/**/*.spec.ts',
      'house.spec.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: process.env.SIGILLUM_TEST_REPORT ? ['default', ['json', { outputFile: process.env.SIGILLUM_TEST_REPORT }]] : ['default'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
