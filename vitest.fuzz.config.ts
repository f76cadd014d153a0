import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

// The long run: FUZZ_MINUTES (10), FUZZ_SEED to see a failure again.
export default mergeConfig(base, defineConfig({ test: { include: ['fuzz/**/*.fuzz.ts'] } }));
